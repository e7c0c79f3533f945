package dev.firn.lang.syntax;

import dev.firn.lang.syntax.ParseOptions.Lint;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The syntax trees of files, for evaluations that follow one another in a process. A tree is found by everything that it was made of: the
 * file's name, its whole text and the options; so an edited file is parsed again, and no other. Thread-safe.
 */
public final class SyntaxTrees {
  /** How many bytes of text are worth their trees, which take some ten times as much. */
  private static final int MOST_BYTES = 32 << 20;

  private final Positions positions = new Positions();
  private final Map<Key, Tree> trees = new ConcurrentHashMap<>();

  /** All that a tree is made of, unless the parser asked for the home directory or warned. */
  private record Key(
      Source source,
      String baseDirectory,
      boolean pipeOperators,
      Lint urlLiterals,
      Lint absolutePaths,
      Lint shortPaths) {
    static Key of(Source source, ParseOptions options) {
      return new Key(
          source,
          options.baseDirectory(),
          options.pipeOperators(),
          options.urlLiterals(),
          options.absolutePaths(),
          options.shortPaths());
    }
  }

  /** Notes whether the parser did more than to read the text. */
  private static final class Witness implements ParseOptions.Warnings, Supplier<String> {
    private final ParseOptions options;
    private boolean didMore;

    Witness(ParseOptions options) {
      this.options = options;
    }

    @Override
    public void warn(String message, int position) {
      didMore = true;
      options.warnings().warn(message, position);
    }

    @Override
    public String get() {
      didMore = true;
      return Objects.requireNonNull(options.home()).get();
    }

    ParseOptions options() {
      @Nullable Supplier<String> home = options.home() == null ? null : this;
      return new ParseOptions(
          options.baseDirectory(),
          home,
          options.pipeOperators(),
          options.urlLiterals(),
          options.absolutePaths(),
          options.shortPaths(),
          this,
          options.names());
    }
  }

  /** What the positions in all these trees mean. */
  public Positions positions() {
    return positions;
  }

  /** Whether there is so much that it is time to begin anew. */
  public boolean isFull() {
    return positions.size() > MOST_BYTES;
  }

  /** Parses a text, unless it is a file that was parsed before; then its names are yet to be learned. */
  public Tree parse(Source source, ParseOptions options) {
    if (source.kind() != Source.Kind.FILE) {
      return Parser.tree(source, positions, options);
    }
    Key key = Key.of(source, options);
    Tree known = trees.get(key);
    if (known != null) {
      return known;
    }
    Witness witness = new Witness(options);
    Tree tree = Parser.tree(source, positions, witness.options());
    if (!witness.didMore) {
      trees.put(key, tree);
    }
    return tree;
  }
}
