/** Realising as the settings say: who builds, where is fetched from, and what people are told. */
@NullMarked
package dev.firn.app.realise;

import org.jspecify.annotations.NullMarked;
