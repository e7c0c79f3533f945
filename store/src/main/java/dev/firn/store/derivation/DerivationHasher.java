package dev.firn.store.derivation;

import dev.firn.base.hash.Digest;
import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.text.ByteBuilder;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import dev.firn.store.path.StorePaths;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Hashes derivations so that the hash does not depend on how fixed content is fetched: in the hashed text, a hash takes
 * the place of each input derivation.
 *
 * <p>For one thread; several hashers may share a table, if it is one for several threads.
 */
public final class DerivationHasher {
  private static final int TYPICAL_SIZE = 1 << 16;

  /** Finds derivations. */
  @FunctionalInterface
  public interface Reader {
    /** The derivation at that path; throws if there is none. */
    Derivation read(StorePath path);
  }

  private final StoreDir dir;
  private final Map<StorePath, InputHash> known;
  private final Reader reader;
  private final ByteBuilder buffer = new ByteBuilder(TYPICAL_SIZE);
  private final AtermWriter writer;

  /**
   * A hasher.
   *
   * @param known the hashes of derivations by path, which are looked up and added here
   * @param reader asked for input derivations that are not known
   */
  public DerivationHasher(StoreDir dir, Map<StorePath, InputHash> known, Reader reader) {
    this.dir = dir;
    this.known = known;
    this.reader = reader;
    this.writer = new AtermWriter(buffer, dir);
  }

  /**
   * The hash that leads to the paths of the outputs, or null if some input is deferred.
   *
   * @throws BadDerivationException if an input has not the output that is used
   */
  public @Nullable Hash ownHash(Derivation derivation) {
    SortedMap<String, SortedSet<String>> inputs = hashedInputs(derivation);
    return inputs == null ? null : hash(derivation, inputs, true);
  }

  /** The path of the derivation's file, as {@link Aterm#path} gives it, without the content being kept. */
  public StorePath path(Derivation derivation) {
    buffer.clear();
    writer.derivation(derivation);
    Hash hash = Digest.of(HashAlgorithm.SHA256).update(buffer.array(), 0, buffer.length()).finish();
    return StorePaths.text(
        dir, derivation.name() + Derivation.EXTENSION, hash, derivation.references());
  }

  /** What stands for the derivation in the hash of those that use it. It is not added to the table. */
  public InputHash inputHash(Derivation derivation) {
    DerivationType type = derivation.type();
    if (type == DerivationType.FIXED) {
      return outputHashes(derivation);
    }
    SortedMap<String, SortedSet<String>> inputs =
        type == DerivationType.INPUT_ADDRESSED ? hashedInputs(derivation) : null;
    return inputs == null
        ? new InputHash.Deferred()
        : new InputHash.Whole(hash(derivation, inputs, false).base16());
  }

  /** Computes what stands for the derivation at that path, and keeps it in the table. */
  public InputHash remember(StorePath path, Derivation derivation) {
    InputHash hash = inputHash(derivation);
    known.put(path, hash);
    return hash;
  }

  /**
   * The text that {@link #ownHash} is the hash of, or {@link #inputHash} of a derivation that is not fixed; null if some input is
   * deferred.
   *
   * @param masked whether for the own hash: without the paths of the derivation's own outputs
   */
  public byte @Nullable [] hashedText(Derivation derivation, boolean masked) {
    SortedMap<String, SortedSet<String>> inputs = hashedInputs(derivation);
    if (inputs == null) {
      return null;
    }
    buffer.clear();
    writer.hashed(derivation, inputs, masked);
    return buffer.toByteArray();
  }

  /** What stands for the derivation at that path in the hash of those that use it. */
  public InputHash hashOf(StorePath path) {
    return known(path);
  }

  private Hash hash(
      Derivation derivation, SortedMap<String, SortedSet<String>> inputs, boolean masked) {
    buffer.clear();
    writer.hashed(derivation, inputs, masked);
    return Digest.of(HashAlgorithm.SHA256).update(buffer.array(), 0, buffer.length()).finish();
  }

  private InputHash outputHashes(Derivation derivation) {
    SortedMap<String, String> hashes = new TreeMap<>();
    for (Map.Entry<String, DerivationOutput> output : derivation.outputs().entrySet()) {
      if (output.getValue() instanceof DerivationOutput.Fixed fixed) {
        hashes.put(
            output.getKey(), Hash.digest(HashAlgorithm.SHA256, fixedText(fixed, dir)).base16());
      }
    }
    return new InputHash.Outputs(hashes);
  }

  /** What stands for an output of known content is the hash of this. */
  public static String fixedText(DerivationOutput.Fixed output, StoreDir dir) {
    return StorePaths.fixedText(output.address()) + dir.print(output.path());
  }

  /** The outputs that are used, by the hash that stands for their derivation; null if some input is deferred. */
  private @Nullable SortedMap<String, SortedSet<String>> hashedInputs(Derivation derivation) {
    SortedMap<String, SortedSet<String>> inputs = new TreeMap<>();
    for (Map.Entry<StorePath, InputOutputs> input : derivation.inputDerivations().entrySet()) {
      if (input.getValue().isDynamic()
          || !addInput(inputs, known(input.getKey()), input.getValue().names(), derivation)) {
        return null;
      }
    }
    return inputs;
  }

  private static boolean addInput(
      SortedMap<String, SortedSet<String>> inputs,
      InputHash hash,
      SortedSet<String> names,
      Derivation user) {
    if (hash instanceof InputHash.Whole whole) {
      SortedSet<String> others = inputs.put(whole.base16(), names);
      if (others != null) {
        inputs.put(whole.base16(), union(others, names));
      }
      return true;
    }
    if (hash instanceof InputHash.Outputs outputs) {
      for (String name : names) {
        addFixed(inputs, outputs.base16().get(name), name, user);
      }
      return true;
    }
    return false;
  }

  private static void addFixed(
      SortedMap<String, SortedSet<String>> inputs,
      @Nullable String hash,
      String name,
      Derivation user) {
    if (hash == null) {
      throw new BadDerivationException(
          "no hash for output '" + name + "' of derivation '" + user.name() + "'");
    }
    SortedSet<String> out = new TreeSet<>();
    out.add("out");
    SortedSet<String> others = inputs.put(hash, out);
    if (others != null) {
      inputs.put(hash, union(others, out));
    }
  }

  private static SortedSet<String> union(SortedSet<String> left, SortedSet<String> right) {
    SortedSet<String> all = new TreeSet<>(left);
    all.addAll(right);
    return all;
  }

  /** What stands for the derivation at that path. Its inputs are done first, however long their chain is. */
  private InputHash known(StorePath path) {
    InputHash hash = known.get(path);
    if (hash != null) {
      return hash;
    }
    Map<StorePath, Derivation> open = new HashMap<>();
    ArrayDeque<StorePath> waiting = new ArrayDeque<>();
    waiting.push(path);
    while (!waiting.isEmpty()) {
      step(waiting, open);
    }
    return Objects.requireNonNull(known.get(path));
  }

  private void step(ArrayDeque<StorePath> waiting, Map<StorePath, Derivation> open) {
    StorePath path = waiting.element();
    if (known.containsKey(path)) {
      waiting.pop();
      return;
    }
    Derivation derivation = open.get(path);
    if (derivation != null) {
      waiting.pop();
      remember(path, derivation);
      return;
    }
    derivation = reader.read(path);
    open.put(path, derivation);
    if (derivation.type() == DerivationType.INPUT_ADDRESSED) {
      for (StorePath input : derivation.inputDerivations().keySet()) {
        if (open.containsKey(input) && !known.containsKey(input)) {
          throw new BadDerivationException(
              "derivation '" + dir.print(input) + "' is among its own inputs");
        }
        waiting.push(input);
      }
    }
  }
}
