package dev.firn.realise.build.environment;

import dev.firn.base.hash.HashFormat;
import dev.firn.base.json.Json;
import dev.firn.base.text.Latin1;
import dev.firn.store.Closures;
import dev.firn.store.PathInfo;
import dev.firn.store.Store;
import dev.firn.store.StoreException;
import dev.firn.store.derivation.DerivationOutput;
import dev.firn.store.exchange.Registrations;
import dev.firn.store.path.StorePath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Tells builders what paths need: {@code exportReferencesGraph}. */
final class ReferenceGraphs {
  private final Store store;
  private final SortedSet<StorePath> inputs;

  /**
   * For a builder with those inputs.
   *
   * @param inputs all that the builder may see
   */
  ReferenceGraphs(Store store, SortedSet<StorePath> inputs) {
    this.store = store;
    this.inputs = inputs;
  }

  /** As text: what a store would be told to register them. */
  String text(SortedSet<StorePath> paths) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try {
      Registrations.write(store, closure(paths), false, false, text);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return Latin1.string(text.toByteArray());
  }

  /** As JSON: a list of objects. */
  Json json(SortedSet<StorePath> paths) {
    List<Json> list = new ArrayList<>();
    for (StorePath path : closure(paths)) {
      list.add(object(store.info(path)));
    }
    return new Json.Array(list);
  }

  private Json object(PathInfo info) {
    SortedMap<String, Json> members = new TreeMap<>();
    members.put("narHash", new Json.Str(info.narHash().formatPrefixed(HashFormat.NIX32)));
    members.put("narSize", new Json.Int(info.narSize()));
    List<Json> references = new ArrayList<>();
    info.references()
        .forEach(reference -> references.add(new Json.Str(store.dir().print(reference))));
    members.put("references", new Json.Array(references));
    if (info.contentAddress() != null) {
      members.put("ca", new Json.Str(info.contentAddress().text()));
    }
    members.put("path", new Json.Str(store.dir().print(info.path())));
    members.put("valid", new Json.Bool(true));
    members.put("closureSize", new Json.Int(closureSize(info.path())));
    return Json.object(members);
  }

  private long closureSize(StorePath path) {
    long size = 0;
    for (StorePath each : Closures.references(store, List.of(path))) {
      size += store.info(each).narSize();
    }
    return size;
  }

  /** All that paths need; of derivations among them also the outputs. */
  private SortedSet<StorePath> closure(SortedSet<StorePath> paths) {
    for (StorePath path : paths) {
      if (!inputs.contains(path)) {
        throw new StoreException(
            "cannot export references of path '"
                + store.dir().print(path)
                + "' because it is not in the input closure of the derivation");
      }
    }
    SortedSet<StorePath> all = Closures.references(store, paths);
    SortedSet<StorePath> outputs = new TreeSet<>();
    for (StorePath path : all) {
      if (path.isDerivation()) {
        addOutputs(path, outputs);
      }
    }
    all.addAll(Closures.references(store, outputs));
    return all;
  }

  private void addOutputs(StorePath derivation, SortedSet<StorePath> outputs) {
    for (DerivationOutput output : store.readDerivation(derivation).outputs().values()) {
      StorePath path = output.knownPath();
      if (path == null) {
        throw new StoreException("exportReferences on CA derivations is not yet implemented");
      }
      outputs.add(path);
    }
  }
}
