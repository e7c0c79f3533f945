package dev.firn.fuzz;

import dev.firn.base.hash.BadHashException;
import dev.firn.base.json.Json;
import dev.firn.base.json.JsonParseException;
import dev.firn.store.derivation.BadDerivationException;
import dev.firn.store.derivation.Derivation;
import dev.firn.store.derivation.DerivationJson;
import dev.firn.store.path.BadContentAddressException;
import dev.firn.store.path.BadStorePathException;
import dev.firn.store.path.StoreDir;

/** Derivations as JSON: what is read can be written, and reads back as the same. */
final class DerivationJsonTarget implements Target {
  @Override
  public void check(String input) {
    Derivation read;
    try {
      read = parse(input);
    } catch (JsonParseException
        | BadDerivationException
        | BadStorePathException
        | BadHashException
        | BadContentAddressException refused) {
      return;
    }
    String printed = DerivationJson.toJson(read).print();
    Target.same(
        printed, DerivationJson.toJson(parse(printed)).print(), "another text when printed again");
  }

  private static Derivation parse(String text) {
    return DerivationJson.parse(Json.parse(text), StoreDir.DEFAULT);
  }
}
