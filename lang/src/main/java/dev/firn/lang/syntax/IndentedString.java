package dev.firn.lang.syntax;

import dev.firn.lang.syntax.Expr.Concat;
import dev.firn.lang.syntax.Expr.Part;
import dev.firn.lang.syntax.Expr.Str;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes an expression of the pieces between {@code ''} and {@code ''}: takes away the indentation that all lines share.
 *
 * <p>Lines of blanks only do not count, tabs are no indentation, and escapes and interpolations end it.
 */
final class IndentedString {
  private record Piece(int position, @Nullable String text, boolean raw, @Nullable Expr value) {}

  private final List<Piece> pieces = new ArrayList<>();
  private boolean lineStart = true;
  private int indent;
  private int minimum = 1_000_000;
  private int dropped;

  /** Adds text; {@code raw} if it was written as it is, not as an escape. */
  void add(int position, String text, boolean raw) {
    pieces.add(new Piece(position, text, raw, null));
  }

  /** Adds an interpolation. */
  void add(int position, Expr value) {
    pieces.add(new Piece(position, null, false, value));
  }

  /** The whole string: a {@link Str}, or a {@link Concat} with the position given if there are interpolations. */
  Expr toExpr(int position) {
    measure();
    List<Part> parts = strip();
    if (parts.isEmpty()) {
      return new Str(Positions.NONE, "");
    }
    if (parts.size() == 1 && parts.get(0).value() instanceof Str only) {
      return only;
    }
    return new Concat(position, true, parts);
  }

  private void measure() {
    for (Piece piece : pieces) {
      if (piece.text != null && piece.raw) {
        measure(piece.text);
      } else {
        endIndent();
      }
    }
  }

  private void measure(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        lineStart = true;
        indent = 0;
      } else if (c == ' ' && lineStart) {
        indent++;
      } else {
        endIndent();
      }
    }
  }

  private void endIndent() {
    if (lineStart) {
      lineStart = false;
      minimum = Math.min(minimum, indent);
    }
  }

  private List<Part> strip() {
    List<Part> parts = new ArrayList<>(pieces.size());
    lineStart = true;
    for (int i = 0; i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      if (piece.value != null) {
        lineStart = false;
        dropped = 0;
        parts.add(new Part(piece.position, piece.value));
      } else if (piece.text != null) {
        String text = strip(piece.text, i == pieces.size() - 1);
        if (!text.isEmpty()) {
          parts.add(new Part(piece.position, new Str(Positions.NONE, text)));
        }
      }
    }
    return parts;
  }

  private String strip(String text, boolean last) {
    StringBuilder out = new StringBuilder(text.length());
    int i = 0;
    while (i < text.length()) {
      if (lineStart) {
        i = dropIndent(text, i);
      }
      int newline = text.indexOf('\n', i);
      int end = newline < 0 ? text.length() : newline + 1;
      out.append(text, i, end);
      if (i < end) {
        lineStart = newline >= 0;
        dropped = 0;
      }
      i = end;
    }
    if (last) {
      dropBlankLine(out);
    }
    return out.toString();
  }

  /** Goes past the blanks to drop at an index where a line starts, or went on with blanks. */
  private int dropIndent(String text, int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) == ' ' && dropped < minimum) {
      dropped++;
      i++;
    }
    return i;
  }

  /** Takes away what stands behind the last line end if it is blanks only. */
  private static void dropBlankLine(StringBuilder text) {
    int i = text.length();
    while (i > 0 && text.charAt(i - 1) == ' ') {
      i--;
    }
    if (i > 0 && text.charAt(i - 1) == '\n') {
      text.setLength(i);
    }
  }
}
