/** The server that hands requests on. */
@NullMarked
package dev.firn.proxy.server;

import org.jspecify.annotations.NullMarked;
