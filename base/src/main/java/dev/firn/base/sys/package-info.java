/** The operating system, where Java's own classes lose what it says: names, arguments and variables as bytes. */
@NullMarked
package dev.firn.base.sys;

import org.jspecify.annotations.NullMarked;
