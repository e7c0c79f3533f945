/** Derivations of the library whose output is known without a process: texts, links. */
@NullMarked
package dev.firn.realise.build.text;

import org.jspecify.annotations.NullMarked;
