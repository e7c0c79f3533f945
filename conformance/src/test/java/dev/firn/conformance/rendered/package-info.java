/**
 * What Firn renders for a process manager beside what nix-processmgmt generates for the same process: both are read into facts about how
 * the process is started, and these are compared. See conformance/README.md.
 */
@NullMarked
package dev.firn.conformance.rendered;

import org.jspecify.annotations.NullMarked;
