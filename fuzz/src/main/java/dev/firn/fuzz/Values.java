package dev.firn.fuzz;

import dev.firn.base.text.Latin1;
import dev.firn.lang.syntax.Reals;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.AttrsBuilder;
import dev.firn.lang.value.BoolValue;
import dev.firn.lang.value.FloatValue;
import dev.firn.lang.value.IntValue;
import dev.firn.lang.value.ListValue;
import dev.firn.lang.value.NullValue;
import dev.firn.lang.value.PathValue;
import dev.firn.lang.value.StringValue;
import dev.firn.lang.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes a value of a text: one letter tells its kind, what follows its content. Strings hold characters that XML allows, in UTF-8. Notes
 * what an XML document of the value must say.
 */
final class Values {
  private static final int MOST_LEVELS = 80;

  private final String text;
  private final StringBuilder content = new StringBuilder();
  private int at;
  private int level;

  /** Reads from a text, such as {@code [sabc"t{name"n}]}: a list of a string, true, and a set with a null in it. */
  Values(String text) {
    this.text = text;
  }

  /** The elements of the document of all values made so far, one a line, each with its attributes' values. */
  String content() {
    return content.toString();
  }

  /** The next value; null at the end of the text. */
  Value next() {
    char kind = at < text.length() ? text.charAt(at++) : 'n';
    if (level == MOST_LEVELS && (kind == '[' || kind == '{')) {
      kind = 'n';
    }
    return switch (kind) {
      case '[' -> list();
      case '{' -> set();
      case 's' -> new StringValue(bytes(noted("string ", string())));
      case '/' -> new PathValue(bytes(noted("path ", "/" + string())));
      case 'i' -> IntValue.of(Long.parseLong(noted("int ", Long.toString(number()))));
      case 'f' -> real(Double.longBitsToDouble(number()));
      case 't', 'u' -> bool(kind == 't');
      default -> {
        noted("null", "");
        yield NullValue.INSTANCE;
      }
    };
  }

  private String noted(String kind, String value) {
    content.append(kind).append(value).append('\n');
    return value;
  }

  private static String bytes(String text) {
    return Latin1.ofUnicode(text);
  }

  private Value bool(boolean value) {
    noted("bool ", Boolean.toString(value));
    return BoolValue.of(value);
  }

  private Value real(double value) {
    noted("float ", Reals.general(value));
    return new FloatValue(value);
  }

  private boolean goesOn(char close) {
    if (at < text.length() && text.charAt(at) == close) {
      at++;
      return false;
    }
    return at < text.length();
  }

  private Value list() {
    level++;
    noted("list", "");
    List<Value> elements = new ArrayList<>();
    while (goesOn(']')) {
      elements.add(next());
    }
    level--;
    return ListValue.of(elements);
  }

  /** The members of a set are printed in the order of their names' bytes, whatever the order in which they are made. */
  private Value set() {
    level++;
    noted("attrs", "");
    int before = content.length();
    SortedMap<String, String> notes = new TreeMap<>();
    SortedMap<String, Value> members = new TreeMap<>();
    while (goesOn('}')) {
      String name = string();
      Value value = next();
      notes.put(bytes(name), "attr " + name + "\n" + content.substring(before));
      members.put(bytes(name), value);
      content.setLength(before);
    }
    notes.values().forEach(content::append);
    level--;
    return attrs(members);
  }

  private static Attrs attrs(SortedMap<String, Value> members) {
    AttrsBuilder attrs = new AttrsBuilder(members.size());
    members.forEach(attrs::add);
    return attrs.build();
  }

  /** The text up to the next quote; characters that XML does not have are left out. */
  private String string() {
    int end = text.indexOf('"', at);
    String bytes = text.substring(at, end < 0 ? text.length() : end);
    at = Math.min(text.length(), at + bytes.length() + 1);
    StringBuilder string = new StringBuilder();
    Latin1.toUnicode(bytes).codePoints().filter(Values::isXml).forEach(string::appendCodePoint);
    return string.toString();
  }

  /** What XML 1.0 calls Char, but for TAB and CR: a parser makes blanks and line ends of these. */
  private static boolean isXml(int c) {
    return c == '\n' || (c >= ' ' && c <= 0xd7ff) || (c >= 0xe000 && c <= 0xfffd) || c >= 0x10000;
  }

  private long number() {
    long number = 0;
    for (int i = 0; i < 8 && at < text.length(); i++) {
      number = number << 8 | text.charAt(at++);
    }
    return number;
  }
}
