/** From what is to what shall be: a pure function, its text for people and for programs. */
@NullMarked
package dev.firn.deploy.plan;

import org.jspecify.annotations.NullMarked;
