/** The commands about deployments: from the command line to the engine, and from what it tells to people and programs. */
@NullMarked
package dev.firn.app.deploy;

import org.jspecify.annotations.NullMarked;
