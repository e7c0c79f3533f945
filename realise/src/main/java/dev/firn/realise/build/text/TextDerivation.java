package dev.firn.realise.build.text;

import dev.firn.base.text.Latin1;
import dev.firn.store.derivation.Derivation;
import dev.firn.store.nar.MemoryTree;
import dev.firn.store.path.StoreDir;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@code nix/text.nix} makes: a file with a text. Its script needs nothing but what every shell brings itself. */
final class TextDerivation {
  /** What the shell runs. The last line need not have an end. */
  static final String SCRIPT =
      "while IFS= read -r line; do printf '%s\\n' \"$line\"; done < \"$textPath\" > \"$out\"; "
          + "printf '%s' \"$line\" >> \"$out\"";

  private static final ConstantScript KIND = new ConstantScript(SCRIPT, "text", Set.of());

  private TextDerivation() {}

  /** The output of a derivation; null if it is not of this kind. */
  static @Nullable MemoryTree tree(Derivation derivation, StoreDir dir) {
    ConstantScript.Given given = KIND.given(derivation, dir);
    return given == null ? null : MemoryTree.file(Latin1.bytes(given.value("text")));
  }
}
