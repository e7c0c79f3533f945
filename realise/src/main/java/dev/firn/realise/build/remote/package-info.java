/** Building on other machines. */
@NullMarked
package dev.firn.realise.build.remote;

import org.jspecify.annotations.NullMarked;
