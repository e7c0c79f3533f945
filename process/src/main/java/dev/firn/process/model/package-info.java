/** From a processes model, a function of the Nix language, to a deployment. */
@NullMarked
package dev.firn.process.model;

import org.jspecify.annotations.NullMarked;
