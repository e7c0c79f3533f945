/** The command that hands HTTP requests on. */
@NullMarked
package dev.firn.app.proxy;

import org.jspecify.annotations.NullMarked;
