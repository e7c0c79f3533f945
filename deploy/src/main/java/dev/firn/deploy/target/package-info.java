/** Who may change a deployment and the machines that it is on: locks. */
@NullMarked
package dev.firn.deploy.target;

import org.jspecify.annotations.NullMarked;
