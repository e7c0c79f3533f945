/** Processes under supervisord: its configuration, its XML-RPC interface, and its life where Firn has one of its own. */
@NullMarked
package dev.firn.process.manager.supervisord;

import org.jspecify.annotations.NullMarked;
