/** What a process is, whoever starts it: plain data, and its JSON. No I/O. */
@NullMarked
package dev.firn.process.description;

import org.jspecify.annotations.NullMarked;
