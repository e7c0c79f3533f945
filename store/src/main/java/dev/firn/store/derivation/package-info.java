/**
 * Derivations: what to build, from which inputs, with which outputs; their file format, their JSON form, and the
 * hashes that lead to the paths of their outputs.
 */
@NullMarked
package dev.firn.store.derivation;

import org.jspecify.annotations.NullMarked;
