package dev.firn.realise.build.text;

import dev.firn.realise.build.environment.Rewrites;
import dev.firn.store.derivation.Derivation;
import dev.firn.store.derivation.DerivationOutput;
import dev.firn.store.path.Placeholder;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Derivations whose builder is the shell with one constant script. Whoever knows the script knows the output, so nothing has to run. A
 * derivation that differs in anything is none of these.
 *
 * @param script what the shell runs
 * @param file the variable that the script gets as a file
 * @param variables the other variables that the script is given
 */
record ConstantScript(String script, String file, Set<String> variables) {
  /** The shell. */
  static final String BUILDER = "/bin/sh";

  private static final Set<String> USUAL =
      Set.of(
          "allowSubstitutes", "builder", "name", "out", "passAsFile", "preferLocalBuild", "system");

  ConstantScript {
    Set<String> all = new HashSet<>(variables);
    all.addAll(USUAL);
    all.add(file);
    variables = Set.copyOf(all);
  }

  /**
   * Gives the variables of a derivation of this kind.
   *
   * @param derivation whose inputs are realised, so that it has no placeholders for their outputs
   * @return null if something has to run to find out what its output is
   */
  @Nullable Given given(Derivation derivation, StoreDir dir) {
    StorePath out = output(derivation);
    boolean same =
        derivation.builder().equals(BUILDER)
            && derivation.arguments().equals(List.of("-ec", script))
            && derivation.structuredAttributes() == null
            && derivation.environment().keySet().equals(variables)
            && file.equals(derivation.environment().get("passAsFile"));
    if (!same || out == null) {
      return null;
    }
    Rewrites rewrites = new Rewrites();
    rewrites.add(Placeholder.output("out").text(), dir.print(out));
    return new Given(derivation.environment(), rewrites);
  }

  /** What a script is given. */
  record Given(SortedMap<String, String> variables, Rewrites rewrites) {
    /** The value of a variable that the script is given for sure. */
    String value(String name) {
      return rewrites.apply(variables.getOrDefault(name, ""));
    }
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
