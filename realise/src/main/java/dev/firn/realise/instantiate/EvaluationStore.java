package dev.firn.realise.instantiate;

import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.text.Latin1;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.error.InvalidPathError;
import dev.firn.lang.value.ContextElement;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.StringContext;
import dev.firn.lang.value.StringValue;
import dev.firn.store.Store;
import dev.firn.store.StoreException;
import dev.firn.store.TreeAddress;
import dev.firn.store.derivation.Derivation;
import dev.firn.store.derivation.DerivationHasher;
import dev.firn.store.derivation.DerivationOutput;
import dev.firn.store.derivation.InputHash;
import dev.firn.store.nar.FileTree;
import dev.firn.store.nar.MemoryTree;
import dev.firn.store.nar.TreeFilter;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import dev.firn.store.path.StorePaths;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A store as one evaluation uses it: what was instantiated is remembered. If the evaluation may only read, paths are computed but
 * nothing is written; what was added can be read all the same, as long as the evaluation lasts. Safe for use by several threads.
 */
public final class EvaluationStore {
  private final Store store;
  private final StoreDir dir;
  private final boolean readOnly;
  private final Map<String, StorePath> parsed = new ConcurrentHashMap<>();
  private final Map<StorePath, InputHash> hashes = new ConcurrentHashMap<>();

  /** Also those of derivations that helpers made, and that the main evaluation may never ask for. */
  private final Map<StorePath, InputHash> hashesAhead = new ConcurrentHashMap<>();

  private final Map<StorePath, Known> known = new ConcurrentHashMap<>();
  private final ThreadLocal<DerivationHasher> hashers;
  private final ThreadLocal<DerivationHasher> hashersAhead;

  /**
   * What is remembered about an object that was instantiated here.
   *
   * @param sources the objects that it refers to, but for derivations
   * @param derivations the derivations that it refers to
   * @param outputs its outputs, if it is a derivation
   * @param files its files, if nobody but this evaluation has them
   */
  private record Known(
      Set<StorePath> sources,
      Set<StorePath> derivations,
      SortedMap<String, DerivationOutput> outputs,
      @Nullable FileTree files) {
    static Known source(Set<StorePath> references, @Nullable FileTree files) {
      return new Known(references, Set.of(), Collections.emptySortedMap(), files);
    }
  }

  /**
   * A view of a store.
   *
   * @param readOnly whether nothing is written
   */
  public EvaluationStore(Store store, boolean readOnly) {
    this.store = store;
    this.dir = store.dir();
    this.readOnly = readOnly;
    this.hashers = ThreadLocal.withInitial(() -> new DerivationHasher(dir, hashes, this::input));
    this.hashersAhead =
        ThreadLocal.withInitial(() -> new DerivationHasher(dir, hashesAhead, this::input));
  }

  /** A derivation that another uses and that was not instantiated here. */
  private Derivation input(StorePath path) {
    if (!store.isValid(path)) {
      throw new EvalError("derivation '" + dir.print(path) + "' is not valid");
    }
    return store.readDerivation(path);
  }

  /** The directory of the store. */
  public StoreDir dir() {
    return dir;
  }

  /** The store itself. */
  Store store() {
    return store;
  }

  /** Whether nothing is written. */
  boolean isReadOnly() {
    return readOnly;
  }

  /** Makes everything that was added durable. Nothing to do if nothing is written. */
  public void flush() {
    if (readOnly) {
      return;
    }
    try {
      store.flush();
    } catch (StoreException failed) {
      throw StoreErrors.of(failed);
    }
  }

  /** The store path that a full path is; the answer is remembered. */
  StorePath parse(String path) {
    StorePath found = parsed.get(path);
    if (found == null) {
      found = dir.parse(path);
      parsed.put(path, found);
    }
    return found;
  }

  /** The store path that a full path is, or null if it is none. */
  @Nullable StorePath find(String path) {
    StorePath found = parsed.get(path);
    return found == null ? dir.find(path) : found;
  }

  /** The full path; {@link #parse} of it is fast afterwards. */
  String print(StorePath path) {
    String text = dir.print(path);
    parsed.put(text, path);
    return text;
  }

  /**
   * Whether the store has a path. A source that this evaluation added is as good as there, even if nothing is written; derivations
   * are not, as they are not for Nix.
   */
  public boolean isValid(StorePath path) {
    Known here = known.get(path);
    return (here != null && (!readOnly || here.files() != null)) || store.isValid(path);
  }

  /** The files of a path that this evaluation has added, and that nobody else has; null if there are none. */
  @Nullable FileTree added(StorePath path) {
    Known here = known.get(path);
    return here == null ? null : here.files();
  }

  /** The files of a path; null if there are none. */
  @Nullable FileTree files(StorePath path) {
    FileTree added = added(path);
    return added == null && store.isValid(path) ? store.tree(path) : added;
  }

  /** Insists that the store has a path. */
  void requireValid(StorePath path) {
    if (!isValid(path)) {
      throw new InvalidPathError(dir.print(path));
    }
  }

  /** The hasher of this thread; it shares what it knows with those of the same kind of evaluation. */
  DerivationHasher hasher(Evaluation ev) {
    return ev.isHelper() ? hashersAhead.get() : hashers.get();
  }

  /** Adds a text. */
  StorePath addText(String name, String content, SortedSet<StorePath> references, Evaluation ev) {
    byte[] bytes = Latin1.bytes(content);
    boolean deferred = ev.isHelper() && !readOnly;
    StorePath path =
        readOnly || deferred
            ? StorePaths.text(dir, name, Hash.digest(HashAlgorithm.SHA256, bytes), references)
            : store.addText(name, bytes, references);
    Known facts = Known.source(references, readOnly ? MemoryTree.file(bytes) : null);
    ev.effect(() -> {
      if (deferred) {
        store.addText(name, bytes, references);
      }
      known.put(path, facts);
    });
    return path;
  }

  /** Adds a derivation whose outputs are filled in. */
  StorePath addDerivation(Derivation derivation, Evaluation ev) {
    DerivationHasher hasher = hasher(ev);
    boolean deferred = ev.isHelper() && !readOnly;
    StorePath path =
        readOnly || deferred ? hasher.path(derivation) : store.addDerivation(derivation);
    InputHash hash = hasher.remember(path, derivation);
    hashesAhead.put(path, hash);
    Known facts =
        new Known(
            derivation.inputSources(),
            derivation.inputDerivations().keySet(),
            derivation.outputs(),
            null);
    ev.effect(() -> {
      if (deferred) {
        store.addDerivation(derivation);
      }
      hashes.put(path, hash);
      known.put(path, facts);
    });
    return path;
  }

  /**
   * Adds a tree, or a file if the method is flat.
   *
   * @param effects told what is left to be done, which may be done more than once; nothing unless the store is read only
   */
  public StorePath addTree(
      String name,
      FileTree tree,
      TreeFilter filter,
      ContentAddressMethod method,
      SortedSet<StorePath> references,
      Consumer<Runnable> effects)
      throws IOException {
    if (!readOnly) {
      return store.addTree(name, tree, filter, method, HashAlgorithm.SHA256, references);
    }
    FilteredTree taken = FilteredTree.of(tree, filter);
    StorePath path =
        TreeAddress.path(dir, name, tree, taken.filter(), method, HashAlgorithm.SHA256, references);
    effects.accept(() -> known.putIfAbsent(path, Known.source(references, taken)));
    return path;
  }

  /** The string that refers to a path which was added; from now on its files may be read. */
  public StringValue reference(StorePath added, Evaluation ev) {
    String full = print(added);
    ev.host().allow(full);
    return new StringValue(full, StringContext.of(new ContextElement.Opaque(full)));
  }

  /** The outputs of a derivation that was instantiated here or is in the store. */
  SortedMap<String, DerivationOutput> outputs(StorePath derivation) {
    Known here = known.get(derivation);
    return here != null ? here.outputs() : store.readDerivation(derivation).outputs();
  }

  /** A path and everything that it leads to. */
  Set<StorePath> closure(StorePath start) {
    Set<StorePath> closure = new TreeSet<>();
    ArrayDeque<StorePath> waiting = new ArrayDeque<>();
    waiting.add(start);
    while (!waiting.isEmpty()) {
      StorePath path = waiting.remove();
      if (closure.add(path)) {
        waiting.addAll(references(path));
      }
    }
    return closure;
  }

  /** What a path in the store refers to, without itself. */
  SortedSet<StorePath> references(StorePath path) {
    requireValid(path);
    Known here = known.get(path);
    if (here != null) {
      SortedSet<StorePath> references = new TreeSet<>(here.sources());
      references.addAll(here.derivations());
      return references;
    }
    SortedSet<StorePath> references = new TreeSet<>(store.info(path).references());
    references.remove(path);
    return references;
  }
}
