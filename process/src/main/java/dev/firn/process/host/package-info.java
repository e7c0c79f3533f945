/** What processes need of the machine before they start: folders, users, groups. */
@NullMarked
package dev.firn.process.host;

import org.jspecify.annotations.NullMarked;
