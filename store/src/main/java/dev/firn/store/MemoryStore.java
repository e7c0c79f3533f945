package dev.firn.store;

import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.store.derivation.Derivation;
import dev.firn.store.nar.FileTree;
import dev.firn.store.nar.HashingStream;
import dev.firn.store.nar.MemoryTree;
import dev.firn.store.nar.MemoryTreeBuilder;
import dev.firn.store.nar.NarReader;
import dev.firn.store.nar.NarTee;
import dev.firn.store.nar.NarWriter;
import dev.firn.store.nar.TreeFilter;
import dev.firn.store.nar.TreeWalker;
import dev.firn.store.path.ContentAddress;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.References;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import dev.firn.store.path.StorePaths;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A store that keeps its paths in memory and forgets them with itself. */
public final class MemoryStore implements IndexedStore {
  private record Entry(PathInfo info, MemoryTree tree, SortedMap<String, StorePath> outputs) {}

  private record Output(String derivation, String output) {}

  private final StoreDir dir;
  private final Map<StorePath, Entry> entries = new ConcurrentHashMap<>();
  private final Map<Output, Realisation> realisations = new ConcurrentHashMap<>();

  /** An empty store. */
  public MemoryStore(StoreDir dir) {
    this.dir = dir;
  }

  @Override
  public StoreDir dir() {
    return dir;
  }

  @Override
  public boolean isValid(StorePath path) {
    return entries.containsKey(path);
  }

  @Override
  public @Nullable PathInfo find(StorePath path) {
    Entry entry = entries.get(path);
    return entry == null ? null : entry.info();
  }

  @Override
  public FileTree tree(StorePath path) {
    return require(path).tree();
  }

  private Entry require(StorePath path) {
    Entry entry = entries.get(path);
    if (entry == null) {
      throw new StoreException("path '" + dir.print(path) + "' is not valid");
    }
    return entry;
  }

  @Override
  public StorePath addText(String name, byte[] content, SortedSet<StorePath> references) {
    return add(new TextFile(name, content, references));
  }

  @Override
  public StorePath addDerivation(Derivation derivation) {
    return add(TextFile.of(derivation, dir));
  }

  private StorePath add(TextFile text) {
    StorePath path = text.path(dir);
    if (!isValid(path)) {
      byte[] archive = NarWriter.ofFile(text.content());
      Hash narHash = Hash.digest(HashAlgorithm.SHA256, archive);
      put(
          PathInfo.added(path, narHash, archive.length, text.references(), text.address()),
          MemoryTree.file(text.content().clone()),
          text.derivation());
    }
    return path;
  }

  @Override
  public StorePath addTree(
      String name,
      FileTree tree,
      TreeFilter filter,
      ContentAddressMethod method,
      HashAlgorithm algorithm,
      SortedSet<StorePath> references) {
    try {
      MemoryTreeBuilder copy = new MemoryTreeBuilder();
      HashingStream archive = new HashingStream(HashAlgorithm.SHA256);
      NarWriter writer = new NarWriter(archive);
      TreeWalker.walk(TreeAddress.taken(tree, method), filter, new NarTee(copy, writer));
      writer.finish();
      ContentAddress address = TreeAddress.of(copy.result(), TreeFilter.ALL, method, algorithm);
      StorePath path = StorePaths.fixed(dir, name, address, References.to(references));
      put(
          PathInfo.added(path, archive.finish(), archive.count(), references, address),
          copy.result(),
          null);
      return path;
    } catch (IOException failed) {
      throw new StoreException("cannot add '" + name + "': " + failed.getMessage(), failed);
    }
  }

  @Override
  public void addArchive(PathInfo info, InputStream archive) {
    if (isValid(info.path())) {
      return;
    }
    try {
      MemoryTreeBuilder copy = new MemoryTreeBuilder();
      NarReader.read(archive, copy);
      HashingStream again = new HashingStream(HashAlgorithm.SHA256);
      NarWriter.write(copy.result(), again);
      ArchiveCheck.check(info, again.finish(), again.count(), dir);
      ArchiveCheck.checkAddress(info, copy.result(), dir);
      put(info, copy.result(), null);
    } catch (IOException failed) {
      throw new StoreException(
          "cannot import '" + dir.print(info.path()) + "': " + failed.getMessage(), failed);
    }
  }

  /** What is in memory is never lost or changed, so that there is nothing to replace. */
  @Override
  public void replaceArchive(PathInfo info, InputStream archive) {
    addArchive(info, archive);
  }

  private void put(PathInfo info, MemoryTree tree, @Nullable Derivation derivation) {
    for (StorePath reference : info.references()) {
      if (!reference.equals(info.path()) && !isValid(reference)) {
        throw new StoreException("path '" + dir.print(reference) + "' is not valid");
      }
    }
    SortedMap<String, StorePath> outputs =
        derivation != null ? DerivationCheck.knownOutputs(derivation) : outputs(info.path(), tree);
    entries.putIfAbsent(info.path(), new Entry(info, tree, outputs));
  }

  private SortedMap<String, StorePath> outputs(StorePath path, MemoryTree tree) {
    if (!path.isDerivation()) {
      return new TreeMap<>();
    }
    try {
      return DerivationCheck.knownOutputs(
          DerivationCheck.read(path, tree, dir, this::readDerivation));
    } catch (IOException failed) {
      throw new StoreException("cannot read what is in memory", failed);
    }
  }

  @Override
  public SortedSet<StorePath> allValidPaths() {
    return new TreeSet<>(entries.keySet());
  }

  @Override
  public SortedSet<StorePath> referrers(StorePath path) {
    SortedSet<StorePath> referrers = new TreeSet<>();
    for (Entry entry : entries.values()) {
      if (entry.info().references().contains(path)) {
        referrers.add(entry.info().path());
      }
    }
    return referrers;
  }

  @Override
  public SortedSet<StorePath> validDerivers(StorePath path) {
    SortedSet<StorePath> derivers = new TreeSet<>();
    for (Entry entry : entries.values()) {
      if (entry.outputs().containsValue(path)) {
        derivers.add(entry.info().path());
      }
    }
    return derivers;
  }

  @Override
  public SortedMap<String, StorePath> derivationOutputs(StorePath derivation) {
    SortedMap<String, StorePath> outputs = new TreeMap<>(require(derivation).outputs());
    for (Realisation realisation : realisations.values()) {
      if (realisation.derivation().equals(derivation.baseName())) {
        outputs.putIfAbsent(realisation.output(), realisation.path());
      }
    }
    return outputs;
  }

  @Override
  public @Nullable StorePath findByHashPart(String hashPart) {
    if (hashPart.length() != StorePath.HASH_LENGTH) {
      throw new StoreException("invalid hash part");
    }
    for (StorePath path : allValidPaths()) {
      if (path.hashPart().equals(hashPart)) {
        return path;
      }
    }
    return null;
  }

  @Override
  public void addSignatures(StorePath path, Collection<String> signatures) {
    SortedSet<String> all = new TreeSet<>(require(path).info().signatures());
    all.addAll(signatures);
    Entry entry = require(path);
    entries.put(path, new Entry(entry.info().withSignatures(all), entry.tree(), entry.outputs()));
  }

  @Override
  public @Nullable Realisation realisation(String derivation, String output) {
    return realisations.get(new Output(derivation, output));
  }

  @Override
  public void register(Realisation realisation) {
    Output key = new Output(realisation.derivation(), realisation.output());
    Realisation known = realisations.get(key);
    SortedSet<String> signatures = new TreeSet<>(realisation.signatures());
    if (known != null) {
      known.requireSame(realisation, dir);
      signatures.addAll(known.signatures());
    }
    realisations.put(key, realisation.withSignatures(signatures));
  }

  @Override
  public void flush() {
    // What is in memory is seen at once.
  }

  @Override
  public void close() {
    // There is nothing to hold on to.
  }
}
