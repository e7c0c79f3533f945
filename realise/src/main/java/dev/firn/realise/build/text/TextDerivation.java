package dev.firn.realise.build.text;

import dev.firn.realise.build.environment.Rewrites;
import dev.firn.store.derivation.Derivation;
import dev.firn.store.derivation.DerivationOutput;
import dev.firn.store.path.Placeholder;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What {@code nix/text.nix} makes: an ordinary derivation whose builder is the shell with one constant script, which copies a variable
 * to the output by nothing but what every shell brings itself. Whoever knows the script knows the output, so nothing has to run. A
 * derivation that differs in anything from what the expression makes is none of these.
 */
public final class TextDerivation {
  /** The shell. */
  public static final String BUILDER = "/bin/sh";

  /** What the shell runs. The last line need not have an end. */
  public static final String SCRIPT =
      "while IFS= read -r line; do printf '%s\\n' \"$line\"; done < \"$textPath\" > \"$out\"; "
          + "printf '%s' \"$line\" >> \"$out\"";

  private static final List<String> ARGUMENTS = List.of("-ec", SCRIPT);
  private static final Set<String> VARIABLES =
      Set.of(
          "allowSubstitutes",
          "builder",
          "name",
          "out",
          "passAsFile",
          "preferLocalBuild",
          "system",
          "text");

  private TextDerivation() {}

  /**
   * The content of the output of a derivation, which is a regular file; null if something has to run to find it out.
   *
   * @param derivation whose inputs are realised, so that it has no placeholders for their outputs
   */
  public static @Nullable String content(Derivation derivation, StoreDir dir) {
    StorePath out = output(derivation);
    SortedMap<String, String> variables = derivation.environment();
    String text = variables.get("text");
    boolean same =
        derivation.builder().equals(BUILDER)
            && derivation.arguments().equals(ARGUMENTS)
            && derivation.structuredAttributes() == null
            && variables.keySet().equals(VARIABLES)
            && "text".equals(variables.get("passAsFile"));
    if (!same || out == null || text == null) {
      return null;
    }
    Rewrites rewrites = new Rewrites();
    rewrites.add(Placeholder.output("out").text(), dir.print(out));
    return rewrites.apply(text);
  }

  /** The path of the only output; null if there are others, or if its path is not known. */
  static @Nullable StorePath output(Derivation derivation) {
    return derivation.outputs().size() == 1
            && derivation.outputs().get("out")
                instanceof DerivationOutput.InputAddressed(StorePath path)
        ? path
        : null;
  }
}
