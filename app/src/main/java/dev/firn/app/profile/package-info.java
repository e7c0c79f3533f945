/** Profiles of users: where they are, and the commands that look at them and change them. */
@NullMarked
package dev.firn.app.profile;

import org.jspecify.annotations.NullMarked;
