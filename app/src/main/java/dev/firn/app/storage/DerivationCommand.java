package dev.firn.app.storage;

import dev.firn.app.command.CommandLine;
import dev.firn.app.command.StoreCommands;
import dev.firn.app.command.UsageException;
import dev.firn.base.json.Json;
import dev.firn.base.json.JsonParseException;
import dev.firn.base.text.Latin1;
import dev.firn.realise.plan.Features;
import dev.firn.store.Closures;
import dev.firn.store.Store;
import dev.firn.store.StoreException;
import dev.firn.store.derivation.BadDerivationException;
import dev.firn.store.derivation.Derivation;
import dev.firn.store.derivation.DerivationHasher;
import dev.firn.store.derivation.DerivationJson;
import dev.firn.store.derivation.DerivationOutput;
import dev.firn.store.derivation.OutputPaths;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** {@code firn derivation show} and {@code firn derivation add}: derivations as JSON. */
final class DerivationCommand extends StoreCommand {
  @Override
  int run(CommandLine line, StoreUse use) throws IOException {
    if (line.spec().lastWord().equals("add")) {
      use.output().line(use.print(add(use)));
    } else if (line.operands().isEmpty()) {
      throw new UsageException("tell which derivations");
    } else {
      show(use);
    }
    return 0;
  }

  private static void show(StoreUse use) {
    SortedMap<String, Json> all = new TreeMap<>();
    for (StorePath path : chosen(use)) {
      all.put(path.baseName(), DerivationJson.toJson(use.store().readDerivation(path)));
    }
    Json.Obj shown =
        Json.object(
            Map.of(
                "derivations", new Json.Obj(all), "version", new Json.Int(DerivationJson.VERSION)));
    use.output().line(shown.printIndented(2));
  }

  private static SortedSet<StorePath> chosen(StoreUse use) {
    SortedSet<StorePath> chosen = new TreeSet<>();
    for (StorePath path : use.paths(use.line().operands())) {
      chosen.add(path.isDerivation() ? path : deriver(path, use));
    }
    if (use.line().has(StoreCommands.RECURSIVE)) {
      chosen = Closures.references(use.store(), chosen);
      chosen.removeIf(path -> !path.isDerivation());
    }
    return chosen;
  }

  private static StorePath deriver(StorePath path, StoreUse use) {
    StorePath deriver = use.store().info(path).deriver();
    if (deriver == null || !use.store().isValid(deriver)) {
      throw new StoreException("nobody knows what derivation '" + use.print(path) + "' is from");
    }
    return deriver;
  }

  private static StorePath add(StoreUse use) throws IOException {
    Store store = use.store();
    try {
      Json json = Json.parse(Latin1.string(use.input().readAllBytes()));
      Derivation given = DerivationJson.parse(json, store.dir());
      given.outputs().values().forEach(output -> requireFeatures(output, use));
      DerivationHasher hasher =
          new DerivationHasher(store.dir(), new HashMap<>(), store::readDerivation);
      StorePath added = store.addDerivation(OutputPaths.fill(given, hasher, store.dir()));
      store.flush();
      return added;
    } catch (JsonParseException | BadDerivationException bad) {
      throw new StoreException(String.valueOf(bad.getMessage()), bad);
    }
  }

  private static void requireFeatures(DerivationOutput output, StoreUse use) {
    String feature =
        output instanceof DerivationOutput.Impure
            ? "impure-derivations"
            : output instanceof DerivationOutput.Floating ? "ca-derivations" : null;
    if (feature != null && !use.settings().features().contains(feature)) {
      throw new StoreException(Features.required(feature));
    }
  }
}
