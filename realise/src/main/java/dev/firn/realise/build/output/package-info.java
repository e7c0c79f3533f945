/** From what a builder left to valid paths: checking, canonical form, references, rewriting, registration. */
@NullMarked
package dev.firn.realise.build.output;

import org.jspecify.annotations.NullMarked;
