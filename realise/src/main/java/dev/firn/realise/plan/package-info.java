/** Realises what is asked for: what can be substituted is, the rest is built, each after what it needs. */
@NullMarked
package dev.firn.realise.plan;

import org.jspecify.annotations.NullMarked;
