/** Shell scripts around a process, for managers that cannot do all that it asks for. No I/O. */
@NullMarked
package dev.firn.process.manager.script;

import org.jspecify.annotations.NullMarked;
