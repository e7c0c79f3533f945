package dev.firn.fuzz;

import dev.firn.lang.toml.Toml;
import dev.firn.lang.toml.TomlException;
import dev.firn.lang.toml.TomlValue;

/** TOML: a document is refused with a message at a place in it, or read; what was read and is written again reads as the same. */
final class TomlTarget implements Target {
  @Override
  public void check(String input) {
    TomlValue.Table document;
    try {
      document = Toml.parse(input, "document");
    } catch (TomlException refused) {
      Target.require(
          0 <= refused.offset() && refused.offset() <= input.length(),
          "an error outside of the document: " + refused.offset());
      return;
    }
    String printed = TomlPrinter.print(document);
    Target.same(printed, TomlPrinter.print(Toml.parse(printed, "printed")), "reads otherwise");
  }
}
