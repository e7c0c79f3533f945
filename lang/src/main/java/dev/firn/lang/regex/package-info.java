/**
 * POSIX extended regular expressions over bytes, with the choices that libstdc++'s {@code std::regex} makes where
 * POSIX would choose otherwise: builtins.match and builtins.split are defined by them.
 */
@NullMarked
package dev.firn.lang.regex;

import org.jspecify.annotations.NullMarked;
