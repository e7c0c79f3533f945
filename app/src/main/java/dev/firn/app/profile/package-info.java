/** {@code firn profile}: packages that a user has at hand. */
@NullMarked
package dev.firn.app.profile;

import org.jspecify.annotations.NullMarked;
