/** The commands that build what expressions give, and start shells in which builders could run. */
@NullMarked
package dev.firn.app.build;

import org.jspecify.annotations.NullMarked;
