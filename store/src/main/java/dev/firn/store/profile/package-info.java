/** Profiles: links that users follow, and the generations that they led to before. */
@NullMarked
package dev.firn.store.profile;

import org.jspecify.annotations.NullMarked;
