package dev.firn.store.explain;

import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.text.Latin1;
import dev.firn.store.PathInfo;
import dev.firn.store.Store;
import dev.firn.store.derivation.Derivation;
import dev.firn.store.derivation.DerivationHasher;
import dev.firn.store.derivation.DerivationOutput;
import dev.firn.store.derivation.InputHash;
import dev.firn.store.path.ContentAddress;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.PathFingerprint;
import dev.firn.store.path.References;
import dev.firn.store.path.StorePath;
import dev.firn.store.path.StorePaths;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds out what the names of paths are made of. For one thread. */
public final class Explainer {
  private final Store store;
  private final DerivationHasher hasher;

  private Explainer(Store store) {
    this.store = store;
    this.hasher = new DerivationHasher(store.dir(), new HashMap<>(), store::readDerivation);
  }

  /**
   * Explains the name of a valid path.
   *
   * @param depth how many levels of inputs to explain
   */
  public static Explanation explain(Store store, StorePath path, int depth) {
    PathInfo info = store.info(path);
    ContentAddress address = info.contentAddress();
    Explanation explanation =
        address != null
            ? byContent(store, info, address)
            : new Explainer(store).byDerivation(info, depth);
    PathFingerprint fingerprint = explanation.fingerprint();
    return fingerprint != null && fingerprint.digits().equals(path.hashPart())
        ? explanation
        : new Explanation(path, null, new Explanation.Unknown());
  }

  private static Explanation byContent(Store store, PathInfo info, ContentAddress address) {
    SortedSet<StorePath> others = new TreeSet<>(info.references());
    boolean self = others.remove(info.path());
    PathFingerprint fingerprint =
        StorePaths.fingerprint(
            store.dir(), info.path().name(), address, new References(others, self));
    return new Explanation(info.path(), fingerprint, content(address, self));
  }

  private static Explanation.Inner content(ContentAddress address, boolean self) {
    if (address.method() == ContentAddressMethod.TEXT) {
      return new Explanation.Content(Explanation.What.FILE);
    }
    boolean archive =
        address.method() == ContentAddressMethod.NAR
            && address.hash().algorithm() == HashAlgorithm.SHA256;
    if (!archive) {
      return new Explanation.Fixed(StorePaths.fixedText(address));
    }
    return new Explanation.Content(
        self ? Explanation.What.ARCHIVE_WITHOUT_SELF : Explanation.What.ARCHIVE);
  }

  private Explanation byDerivation(PathInfo info, int depth) {
    StorePath deriver = info.deriver();
    if (deriver == null || !store.isValid(deriver)) {
      return new Explanation(info.path(), null, new Explanation.Unknown());
    }
    Derivation derivation = store.readDerivation(deriver);
    for (Map.Entry<String, DerivationOutput> output : derivation.outputs().entrySet()) {
      if (info.path().equals(output.getValue().knownPath())) {
        return byOutput(info.path(), deriver, derivation, output.getKey(), depth);
      }
    }
    return new Explanation(info.path(), null, new Explanation.Unknown());
  }

  private Explanation byOutput(
      StorePath path, StorePath deriver, Derivation derivation, String output, int depth) {
    if (derivation.outputs().get(output) instanceof DerivationOutput.Fixed fixed) {
      PathFingerprint fingerprint =
          StorePaths.fingerprint(store.dir(), path.name(), fixed.address(), References.NONE);
      return new Explanation(path, fingerprint, content(fixed.address(), false));
    }
    byte[] text = hasher.hashedText(derivation, true);
    if (text == null) {
      return new Explanation(path, null, new Explanation.Unknown());
    }
    Hash hash = Hash.digest(HashAlgorithm.SHA256, text);
    return new Explanation(
        path,
        StorePaths.outputFingerprint(store.dir(), output, hash, derivation.name()),
        new Explanation.Built(deriver, output, Latin1.string(text), inputs(derivation, depth)));
  }

  /** What stands for the inputs, in the order in which the text has it. */
  private List<Explanation.Input> inputs(Derivation derivation, int depth) {
    if (depth <= 0) {
      return List.of();
    }
    SortedMap<String, List<Explanation.Input>> byHash = new TreeMap<>();
    derivation
        .inputDerivations()
        .forEach((path, used) -> {
          for (Explanation.Input input : input(path, used.names(), depth)) {
            byHash.computeIfAbsent(input.hash().base16(), _ -> new ArrayList<>()).add(input);
          }
        });
    return byHash.values().stream().flatMap(List::stream).toList();
  }

  private List<Explanation.Input> input(StorePath path, SortedSet<String> outputs, int depth) {
    Derivation derivation = store.readDerivation(path);
    InputHash hash = hasher.hashOf(path);
    List<Explanation.Input> inputs = new ArrayList<>();
    if (hash instanceof InputHash.Whole whole) {
      byte[] text = hasher.hashedText(derivation, false);
      List<Explanation.Input> inner = inputs(derivation, depth - 1);
      inputs.add(
          new Explanation.Input(
              path,
              outputs,
              Hash.parseUnprefixed(whole.base16(), HashAlgorithm.SHA256),
              Latin1.string(text == null ? new byte[0] : text),
              inner));
    } else if (hash instanceof InputHash.Outputs all) {
      for (String output : outputs) {
        addFixed(inputs, path, derivation, output, all.base16().get(output));
      }
    }
    return inputs;
  }

  private void addFixed(
      List<Explanation.Input> inputs,
      StorePath path,
      Derivation derivation,
      String output,
      @Nullable String hash) {
    if (hash != null && derivation.outputs().get(output) instanceof DerivationOutput.Fixed fixed) {
      inputs.add(
          new Explanation.Input(
              path,
              new TreeSet<>(List.of(output)),
              Hash.parseUnprefixed(hash, HashAlgorithm.SHA256),
              DerivationHasher.fixedText(fixed, store.dir()),
              List.of()));
    }
  }
}
