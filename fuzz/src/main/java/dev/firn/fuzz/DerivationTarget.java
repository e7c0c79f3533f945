package dev.firn.fuzz;

import dev.firn.base.json.Json;
import dev.firn.base.text.Latin1;
import dev.firn.store.derivation.Aterm;
import dev.firn.store.derivation.BadDerivationException;
import dev.firn.store.derivation.Derivation;
import dev.firn.store.derivation.DerivationJson;
import dev.firn.store.path.StoreDir;

/** Files of derivations: what is read can be written, also as JSON, and reads back as the same. */
final class DerivationTarget implements Target {
  private static final String NAME = "name";

  @Override
  public void check(String input) {
    Derivation read;
    try {
      read = parse(input);
    } catch (BadDerivationException refused) {
      return;
    }
    String printed = print(read);
    Target.same(printed, print(parse(printed)), "another text when printed again");
    // JSON is for texts in UTF-8 only.
    if (Latin1.ofUnicode(Latin1.toUnicode(input)).equals(input)) {
      Json json = Json.parse(DerivationJson.toJson(read).print());
      Target.same(
          printed, print(DerivationJson.parse(json, StoreDir.DEFAULT)), "another one in JSON");
    }
  }

  /** Reads a derivation. */
  static Derivation parse(String text) {
    return Aterm.parse(Latin1.bytes(text), NAME, StoreDir.DEFAULT);
  }

  /** The file of a derivation. */
  static String print(Derivation derivation) {
    return Latin1.string(Aterm.print(derivation, StoreDir.DEFAULT));
  }
}
