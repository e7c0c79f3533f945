/** What a derivation asks of whoever builds it, beyond running its builder. */
@NullMarked
package dev.firn.realise.build.options;

import org.jspecify.annotations.NullMarked;
