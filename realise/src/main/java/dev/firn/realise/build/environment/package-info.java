/** What a builder is given: variables, arguments, and files in its directory. */
@NullMarked
package dev.firn.realise.build.environment;

import org.jspecify.annotations.NullMarked;
