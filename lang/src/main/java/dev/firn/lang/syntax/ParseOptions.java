package dev.firn.lang.syntax;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a text means beyond its letters.
 *
 * @param baseDirectory what relative path literals start from: absolute, no slash at the end (but {@code /} itself)
 * @param home gives the home directory for {@code ~/}, asked only when there is such a literal; null where the world must not
 *     be looked at (pure evaluation)
 * @param pipeOperators whether the experimental feature {@code pipe-operators} is on
 * @param urlLiterals the setting {@code lint-url-literals}
 * @param absolutePaths the setting {@code lint-absolute-path-literals}
 * @param shortPaths the setting {@code lint-short-path-literals}
 * @param warnings takes the warnings
 * @param names learns the names of the text as the parser meets them; null if it learns them later
 */
public record ParseOptions(
    String baseDirectory,
    @Nullable Supplier<String> home,
    boolean pipeOperators,
    Lint urlLiterals,
    Lint absolutePaths,
    Lint shortPaths,
    Warnings warnings,
    @Nullable NameOrder names) {

  /** What any text means whose names nobody learns. */
  public ParseOptions(
      String baseDirectory,
      @Nullable Supplier<String> home,
      boolean pipeOperators,
      Lint urlLiterals,
      Lint absolutePaths,
      Lint shortPaths,
      Warnings warnings) {
    this(
        baseDirectory, home, pipeOperators, urlLiterals, absolutePaths, shortPaths, warnings, null);
  }

  /** What to do about a construct that is discouraged. */
  public enum Lint {
    /** Nothing. */
    IGNORE,
    /** Warn. */
    WARN,
    /** Refuse the text. */
    FATAL
  }

  /** Takes what the parser warns about. */
  public interface Warnings {
    /**
     * Takes a warning.
     *
     * @param message the text, in bytes (a {@code char} each), without {@code warning: }
     * @param position the place to show with it, {@link Positions#NONE} if the text says it itself
     */
    void warn(String message, int position);
  }

  /** Nix's defaults in impure evaluation, without warnings. */
  public static ParseOptions in(String baseDirectory, Supplier<String> home) {
    return new ParseOptions(
        baseDirectory, home, false, Lint.IGNORE, Lint.IGNORE, Lint.IGNORE, Silent.INSTANCE);
  }

  /** The same for a text in another directory. */
  public ParseOptions withBaseDirectory(String directory) {
    return new ParseOptions(
        directory, home, pipeOperators, urlLiterals, absolutePaths, shortPaths, warnings, names);
  }

  /** The same for a text that is parsed ahead: its names are learned later, and its warnings go elsewhere. */
  public ParseOptions ahead(Warnings elsewhere) {
    return new ParseOptions(
        baseDirectory,
        home,
        pipeOperators,
        urlLiterals,
        absolutePaths,
        shortPaths,
        elsewhere,
        null);
  }

  private enum Silent implements Warnings {
    INSTANCE;

    @Override
    public void warn(String message, int position) {
      // Nobody wants to know.
    }
  }
}
