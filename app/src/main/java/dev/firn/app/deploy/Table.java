package dev.firn.app.deploy;

import dev.firn.base.text.DisplayWidth;
import java.util.ArrayList;
import java.util.List;

/** Rows of cells for people, each column as wide as its widest cell. Texts are bytes. */
final class Table {
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  /** A table with those headings. */
  Table(String... headings) {
    row(headings);
  }

  /** Adds a row, with a cell for each heading. */
  void row(String... cells) {
    rows.add(List.of(cells));
  }

  /** The text, each row a line. */
  String render() {
    int columns = rows.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], width(row.get(i)));
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        line.append(row.get(i)).repeat(' ', widths[i] - width(row.get(i))).append(GAP);
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private static int width(String text) {
    int width = 0;
    for (int at = 0; at < text.length(); ) {
      int length = DisplayWidth.characterLength(text, at);
      width += DisplayWidth.of(text, at, length);
      at += length;
    }
    return width;
  }
}
