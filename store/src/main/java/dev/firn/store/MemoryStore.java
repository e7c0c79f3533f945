package dev.firn.store;

import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
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
import java.util.Map;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A store that keeps its paths in memory and forgets them with itself. */
public final class MemoryStore implements Store {
  private record Entry(PathInfo info, MemoryTree tree) {}

  private final StoreDir dir;
  private final Map<StorePath, Entry> entries = new ConcurrentHashMap<>();

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
    Entry entry = entries.get(path);
    if (entry == null) {
      throw new StoreException("path '" + dir.print(path) + "' is not valid");
    }
    return entry.tree();
  }

  @Override
  public StorePath addText(String name, byte[] content, SortedSet<StorePath> references) {
    Hash hash = Hash.digest(HashAlgorithm.SHA256, content);
    ContentAddress address = new ContentAddress(ContentAddressMethod.TEXT, hash);
    StorePath path = StorePaths.text(dir, name, hash, references);
    if (!isValid(path)) {
      byte[] archive = NarWriter.ofFile(content);
      Hash narHash = Hash.digest(HashAlgorithm.SHA256, archive);
      put(
          PathInfo.added(path, narHash, archive.length, references, address),
          MemoryTree.file(content.clone()));
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
          copy.result());
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
      put(info, copy.result());
    } catch (IOException failed) {
      throw new StoreException(
          "cannot import '" + dir.print(info.path()) + "': " + failed.getMessage(), failed);
    }
  }

  private void put(PathInfo info, MemoryTree tree) {
    for (StorePath reference : info.references()) {
      if (!reference.equals(info.path()) && !isValid(reference)) {
        throw new StoreException("path '" + dir.print(reference) + "' is not valid");
      }
    }
    entries.putIfAbsent(info.path(), new Entry(info, tree));
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
