/** Cases of the Nix language as data, run by Firn and by the reference Nix. See conformance/README.md for the format. */
@NullMarked
package dev.firn.conformance;

import org.jspecify.annotations.NullMarked;
