/** Loads the models of deployments for commands. */
@NullMarked
package dev.firn.app.model;

import org.jspecify.annotations.NullMarked;
