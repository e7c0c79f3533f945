package dev.firn.lang.syntax;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the errors of a text and passes on its warnings. */
final class Diagnostics {
  private static final int MAX_FURTHER = 9;

  /** How many tokens must have been fine since the last error for the next one to be believed. */
  private static final int MIN_DISTANCE = 3;

  private final Lexer lexer;
  private final Positions positions;
  private final ParseOptions.Warnings warnings;
  private final List<SyntaxError.Problem> further = new ArrayList<>(0);
  private @Nullable SyntaxError first;
  private @Nullable SyntaxError last;
  private int trustedFrom;

  Diagnostics(Lexer lexer, Positions positions, ParseOptions.Warnings warnings) {
    this.lexer = lexer;
    this.positions = positions;
    this.warnings = warnings;
  }

  /** Remembers an error, unless it is the last one again, or probably only follows from it. */
  void note(SyntaxError error) {
    if (first == null) {
      first = error;
    } else if (error != last && lexer.count >= trustedFrom && further.size() < MAX_FURTHER) {
      further.add(new SyntaxError.Problem(error.getMessage(), error.position()));
    }
    last = error;
    trustedFrom = Integer.MAX_VALUE;
  }

  /** Says that the parser stands where something new starts. */
  void resume() {
    trustedFrom = lexer.count + MIN_DISTANCE;
  }

  /** The first error, with those that were met after it; null if there is none. */
  @Nullable SyntaxError error() {
    return first == null || further.isEmpty()
        ? first
        : new SyntaxError(first.getMessage(), first.position(), List.copyOf(further));
  }

  /** Warns, unless the text is wrong anyway. */
  void warn(String message, int position) {
    if (first == null) {
      warnings.warn(message, position);
    }
  }

  /** Warns about {@code e or}, which is between two positions. */
  void warnCursedOr(int begin, int end) {
    Position from = positions.resolve(begin);
    Position to = positions.resolve(end);
    if (first != null || from == null || to == null) {
      return;
    }
    String snippet = from.source().text().substring(from.offset(), to.offset());
    warn(
        "at "
            + from.shown()
            + ": This expression uses `or` as an identifier in a way that will change in a future Nix release.\n"
            + "Wrap this entire expression in parentheses to preserve its current meaning:\n    ("
            + snippet.replace("\r\n", "\n").replace('\r', '\n')
            + ")\nGive feedback at https://github.com/NixOS/nix/pull/11121",
        Positions.NONE);
  }
}
