package dev.firn.process.manager.launchd;

import dev.firn.base.json.Json;
import dev.firn.base.text.Latin1;
import java.util.Map;
import java.util.SortedMap;

/** Writes property lists as XML 1.0. */
final class Plist {
  private static final String HEAD =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
      """;

  private final StringBuilder out = new StringBuilder(HEAD);

  private Plist() {}

  /**
   * A dictionary with those members, by name.
   *
   * @throws IllegalArgumentException if a text has characters that XML does not
   */
  static String write(SortedMap<String, Json> members) {
    Plist plist = new Plist();
    plist.out.append("<plist version=\"1.0\">\n");
    plist.dictionary(members, "");
    plist.out.append("</plist>\n");
    return plist.out.toString();
  }

  private void value(Json value, String indent) {
    switch (value) {
      case Json.Null _ -> element("string", "", indent);
      case Json.Bool bool -> out.append(indent).append(bool.value() ? "<true/>\n" : "<false/>\n");
      case Json.Int number -> element("integer", Long.toString(number.value()), indent);
      case Json.Unsigned number -> element("integer", Long.toUnsignedString(number.bits()), indent);
      case Json.Num number -> element("real", Double.toString(number.value()), indent);
      case Json.Str text -> element("string", escape(text.value()), indent);
      case Json.Array list -> {
        out.append(indent).append("<array>\n");
        list.members().forEach(member -> value(member, indent + "  "));
        out.append(indent).append("</array>\n");
      }
      case Json.Obj object -> dictionary(object.members(), indent);
    }
  }

  private void dictionary(SortedMap<String, Json> members, String indent) {
    out.append(indent).append("<dict>\n");
    for (Map.Entry<String, Json> member : members.entrySet()) {
      element("key", escape(member.getKey()), indent + "  ");
      value(member.getValue(), indent + "  ");
    }
    out.append(indent).append("</dict>\n");
  }

  private void element(String name, String text, String indent) {
    out.append(indent).append('<').append(name).append('>');
    out.append(text).append("</").append(name).append(">\n");
  }

  /** Bytes that hold UTF-8. A carriage return would be read as the end of a line, so it is a reference. */
  static String escape(String text) {
    if (!Latin1.isUnicode(text) || Latin1.toUnicode(text).matches("(?s).*[\uFFFE\uFFFF].*")) {
      throw new IllegalArgumentException("XML has other characters only: " + text);
    }
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' && c != '\t' && c != '\n' && c != '\r') {
        throw new IllegalArgumentException("XML has no character " + (int) c);
      }
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '\r' -> escaped.append("&#13;");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
