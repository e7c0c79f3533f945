/** When a component is ready. */
@NullMarked
package dev.firn.deploy.probe;

import org.jspecify.annotations.NullMarked;
