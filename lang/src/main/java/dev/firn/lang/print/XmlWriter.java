package dev.firn.lang.print;

import java.util.ArrayList;
import java.util.List;

/** Writes XML, indented, one element a line. Attributes are written in the order in which they are given. */
public final class XmlWriter {
  private final StringBuilder out = new StringBuilder("<?xml version='1.0' encoding='utf-8'?>\n");
  private final List<String> open = new ArrayList<>();

  /** Opens an element; {@code attributes} are names and values by turns. */
  public void open(String name, List<String> attributes) {
    start(name, attributes);
    out.append(">\n");
    open.add(name);
  }

  /** Closes the innermost open element. */
  public void close() {
    String name = open.removeLast();
    out.repeat(' ', 2 * open.size()).append("</").append(name).append(">\n");
  }

  /** Writes an element that contains nothing. */
  public void empty(String name, List<String> attributes) {
    start(name, attributes);
    out.append(" />\n");
  }

  private void start(String name, List<String> attributes) {
    out.repeat(' ', 2 * open.size()).append('<').append(name);
    for (int i = 0; i < attributes.size(); i += 2) {
      out.append(' ').append(attributes.get(i)).append("=\"");
      escape(attributes.get(i + 1));
      out.append('"');
    }
  }

  private void escape(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("&quot;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '\n' -> out.append("&#xA;");
        default -> out.append(c);
      }
    }
  }

  /** What was written. */
  public String text() {
    return out.toString();
  }
}
