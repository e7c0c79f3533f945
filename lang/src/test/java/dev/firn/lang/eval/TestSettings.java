package dev.firn.lang.eval;

import java.util.List;
import java.util.Set;

/** Settings of an evaluation in a test: the defaults, but for what a test changes. */
public final class TestSettings {
  private String system = "x86_64-linux";
  private int maxCallDepth = 10_000;
  private boolean pure;
  private boolean restricted;
  private List<String> allowedUris = List.of();
  private boolean importFromDerivation = true;
  private List<String> searchPath = List.of();
  private Set<String> features = Set.of();
  private boolean traceVerbose;
  private boolean abortOnWarn;
  private boolean nativeCode;
  private boolean showTrace;

  /** {@code builtins.currentSystem}. */
  public TestSettings system(String name) {
    system = name;
    return this;
  }

  /** {@code max-call-depth}. */
  public TestSettings maxCallDepth(int depth) {
    maxCallDepth = depth;
    return this;
  }

  /** Turns {@code pure-eval} on. */
  public TestSettings pure() {
    pure = true;
    return this;
  }

  /** Turns {@code restrict-eval} on. */
  public TestSettings restricted() {
    restricted = true;
    return this;
  }

  /** {@code allowed-uris}. */
  public TestSettings allowedUris(String... uris) {
    allowedUris = List.of(uris);
    return this;
  }

  /** Turns {@code allow-import-from-derivation} off. */
  public TestSettings withoutImportFromDerivation() {
    importFromDerivation = false;
    return this;
  }

  /** Entries as {@code -I} takes them. */
  public TestSettings searchPath(String... entries) {
    searchPath = List.of(entries);
    return this;
  }

  /** {@code experimental-features}. */
  public TestSettings features(String... names) {
    features = Set.of(names);
    return this;
  }

  /** Turns {@code trace-verbose} on. */
  public TestSettings traceVerbose() {
    traceVerbose = true;
    return this;
  }

  /** Turns {@code abort-on-warn} on. */
  public TestSettings abortOnWarn() {
    abortOnWarn = true;
    return this;
  }

  /** Turns {@code allow-unsafe-native-code-during-evaluation} on. */
  public TestSettings nativeCode() {
    nativeCode = true;
    return this;
  }

  /** Turns {@code show-trace} on. */
  public TestSettings showTrace() {
    showTrace = true;
    return this;
  }

  /** The settings. */
  public EvalSettings get() {
    EvalSettings usual = EvalSettings.defaults(system);
    return new EvalSettings(
        maxCallDepth,
        pure,
        restricted,
        allowedUris,
        importFromDerivation,
        searchPath,
        system,
        features,
        usual.urlLiterals(),
        usual.absolutePaths(),
        usual.shortPaths(),
        traceVerbose,
        abortOnWarn,
        nativeCode,
        showTrace);
  }
}
