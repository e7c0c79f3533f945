/** What was deployed before, and can be again. */
@NullMarked
package dev.firn.deploy.generation;

import org.jspecify.annotations.NullMarked;
