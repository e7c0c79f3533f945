/** What builders wrote, kept beside a store. */
@NullMarked
package dev.firn.store.log;

import org.jspecify.annotations.NullMarked;
