package dev.firn.fuzz;

import dev.firn.lang.toml.TomlValue;
import java.util.Map;

/** Prints TOML documents in one form: a key a line, everything below in inline tables. */
final class TomlPrinter {
  private final StringBuilder out = new StringBuilder();

  private TomlPrinter() {}

  /** The text of a document, in bytes (a {@code char} each). */
  static String print(TomlValue.Table document) {
    TomlPrinter printer = new TomlPrinter();
    for (Map.Entry<String, TomlValue> entry : document.entries().entrySet()) {
      printer.entry(entry);
      printer.out.append('\n');
    }
    return printer.out.toString();
  }

  private void entry(Map.Entry<String, TomlValue> entry) {
    text(entry.getKey());
    out.append(" = ");
    value(entry.getValue());
  }

  private void value(TomlValue value) {
    switch (value) {
      case TomlValue.Table table -> table(table);
      case TomlValue.Array array -> array(array);
      case TomlValue.Text text -> text(text.bytes());
      case TomlValue.Int integer -> out.append(integer.value());
      case TomlValue.Real real -> real(real.value());
      case TomlValue.Bool bool -> out.append(bool.value());
      case TomlValue.Moment moment -> out.append(moment.text());
    }
  }

  private void table(TomlValue.Table table) {
    String separator = "{";
    for (Map.Entry<String, TomlValue> entry : table.entries().entrySet()) {
      out.append(separator);
      entry(entry);
      separator = ", ";
    }
    out.append(table.entries().isEmpty() ? "{}" : "}");
  }

  private void array(TomlValue.Array array) {
    out.append('[');
    for (TomlValue item : array.items()) {
      value(item);
      out.append(", ");
    }
    out.append(']');
  }

  private void real(double value) {
    if (Double.isNaN(value)) {
      out.append("nan");
    } else if (Double.isInfinite(value)) {
      out.append(value > 0 ? "inf" : "-inf");
    } else {
      out.append(value);
    }
  }

  private void text(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == 127) {
        out.append("\\u00").append(Character.forDigit(c >> 4, 16));
        out.append(Character.forDigit(c & 15, 16));
      } else {
        out.append(c == '"' || c == '\\' ? "\\" : "").append(c);
      }
    }
    out.append('"');
  }
}
