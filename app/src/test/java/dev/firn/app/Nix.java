package dev.firn.app;

import dev.firn.app.Run.Outcome;
import dev.firn.base.text.Latin1;
import dev.firn.store.nix.ReferenceNix;
import java.nio.file.Path;

/** The Nix of this machine, if it has one, in the same folder, with the same store and environment as {@link Run}. Texts are bytes. */
public final class Nix {
  private final ReferenceNix nix;
  private String input = "";

  /** Nix in a folder; the test is left out on a machine without it. */
  public Nix(Path directory) {
    this.nix = new ReferenceNix(directory);
  }

  /** Sets standard input. */
  public Nix input(String text) {
    input = text;
    return this;
  }

  /** Runs a program of Nix. */
  public Outcome run(String... command) {
    ReferenceNix.Result result = nix.runWith(Latin1.bytes(input), command);
    return new Outcome(result.exit(), result.text(), result.errors());
  }

  /** Runs a program of Nix, which must end well, and gives its output without the last end of line. */
  public String get(String... command) {
    return nix.get(command);
  }
}
