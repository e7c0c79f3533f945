/**
 * The resident evaluator: a process that stays, and runs the commands of its user in a warm JVM. {@link dev.firn.app.resident.Server} is
 * it; the launcher asks it before there is a process of Java, {@link dev.firn.app.resident.Client} from one.
 */
@NullMarked
package dev.firn.app.resident;

import org.jspecify.annotations.NullMarked;
