package dev.firn.store.nix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.firn.store.fault.Soundness;
import dev.firn.store.local.LocalStore;
import java.util.List;
import java.util.Locale;

/** What Nix and Firn find wrong with a store: nothing. */
final class Verdicts {
  private Verdicts() {}

  /** Fails if either finds anything. */
  static void assertSound(ReferenceNix nix, LocalStore store) {
    ReferenceNix.Result result = nix.run("nix-store", "--verify", "--check-contents");
    assertEquals(0, result.exit(), result.errors());
    for (String line : result.errors().lines().toList()) {
      String low = line.toLowerCase(Locale.ROOT);
      for (String word : List.of("error", "modified", "missing", "disappeared")) {
        assertFalse(low.contains(word), line);
      }
    }
    Soundness.assertSound(store);
  }
}
