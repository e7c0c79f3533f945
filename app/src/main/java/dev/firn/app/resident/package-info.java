/**
 * The resident evaluator: a process that stays, and runs the commands of its user in a warm JVM. {@link dev.firn.app.resident.Client} asks
 * it, {@link dev.firn.app.resident.Server} is it.
 */
@NullMarked
package dev.firn.app.resident;

import org.jspecify.annotations.NullMarked;
