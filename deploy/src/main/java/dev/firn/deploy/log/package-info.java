/** The one durable record of a deployment, and the state that follows from it. */
@NullMarked
package dev.firn.deploy.log;

import org.jspecify.annotations.NullMarked;
