/** What a program is doing, told while it does it: activities, how far they are, messages. */
@NullMarked
package dev.firn.base.activity;

import org.jspecify.annotations.NullMarked;
