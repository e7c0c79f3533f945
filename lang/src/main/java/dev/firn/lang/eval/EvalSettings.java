package dev.firn.lang.eval;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.syntax.ParseOptions.Lint;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings that change what an evaluation does, named as in {@code nix.conf}.
 *
 * @param maxCallDepth {@code max-call-depth}
 * @param pure {@code pure-eval}
 * @param restricted {@code restrict-eval}
 * @param allowedUris {@code allowed-uris}
 * @param importFromDerivation {@code allow-import-from-derivation}
 * @param searchPath the entries of {@code -I} and {@code NIX_PATH}, {@code PREFIX=PATH} or {@code PATH}, in order
 * @param system {@code builtins.currentSystem}; null if there is none
 * @param experimentalFeatures {@code experimental-features}
 * @param urlLiterals {@code lint-url-literals}
 * @param absolutePaths {@code lint-absolute-path-literals}
 * @param shortPaths {@code lint-short-path-literals}
 * @param traceVerbose {@code trace-verbose}
 * @param abortOnWarn {@code abort-on-warn}
 * @param nativeCode {@code allow-unsafe-native-code-during-evaluation}
 * @param showTrace {@code show-trace}
 */
public record EvalSettings(
    int maxCallDepth,
    boolean pure,
    boolean restricted,
    List<String> allowedUris,
    boolean importFromDerivation,
    List<String> searchPath,
    @Nullable String system,
    Set<String> experimentalFeatures,
    Lint urlLiterals,
    Lint absolutePaths,
    Lint shortPaths,
    boolean traceVerbose,
    boolean abortOnWarn,
    boolean nativeCode,
    boolean showTrace) {

  /** Nix's defaults for a system, without a search path. */
  public static EvalSettings defaults(String system) {
    return new EvalSettings(
        10_000,
        false,
        false,
        List.of(),
        true,
        List.of(),
        system,
        Set.of(),
        Lint.IGNORE,
        Lint.IGNORE,
        Lint.IGNORE,
        false,
        false,
        false,
        false);
  }

  /**
   * Insists on an experimental feature.
   *
   * @param reason what for, in parentheses after the name of the feature; may be empty
   */
  public void require(String feature, String reason) {
    if (!enabled(feature)) {
      throw new EvalError(
          "experimental Nix feature '"
              + feature
              + "' is disabled"
              + (reason.isEmpty() ? "" : " (" + reason + ")")
              + "; add '--extra-experimental-features "
              + feature
              + "' to enable it");
    }
  }

  /** Whether an experimental feature is on. */
  public boolean enabled(String feature) {
    return experimentalFeatures.contains(feature);
  }
}
