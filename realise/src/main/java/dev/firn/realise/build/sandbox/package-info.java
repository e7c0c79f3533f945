/** Keeps builders away from everything but their inputs. */
@NullMarked
package dev.firn.realise.build.sandbox;

import org.jspecify.annotations.NullMarked;
