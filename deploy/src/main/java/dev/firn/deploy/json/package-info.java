/** Reads members of JSON objects that files of the engine hold. */
@NullMarked
package dev.firn.deploy.json;

import org.jspecify.annotations.NullMarked;
