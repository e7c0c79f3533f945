/** Carries plans out: in order, many at once, undone when something fails, taken up again after a crash. */
@NullMarked
package dev.firn.deploy.apply;

import org.jspecify.annotations.NullMarked;
