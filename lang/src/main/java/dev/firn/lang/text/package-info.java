/** What the language does with text: versions and package names, and the written form of floating-point numbers. */
@NullMarked
package dev.firn.lang.text;

import org.jspecify.annotations.NullMarked;
