package dev.firn.store.local;

import dev.firn.base.disk.Disk;
import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.sys.Symlinks;
import dev.firn.base.text.Latin1;
import dev.firn.store.PathInfo;
import dev.firn.store.nar.FileTree;
import dev.firn.store.nar.MemoryTree;
import dev.firn.store.nar.NarWriter;
import dev.firn.store.nar.TreeFilter;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Stores in temporary directories, and what tests put into them. */
public final class TestStores {
  private TestStores() {}

  /** A store below a directory. */
  public static StoreLocation location(Path directory) {
    return StoreLocation.of(
        new StoreDir(directory.resolve("store").toString()), directory.resolve("state"));
  }

  /** Deletes a store; the directory of a test could not be removed with it. */
  public static void delete(StoreLocation location) throws IOException {
    Disk.REAL.deleteTree(location.files());
  }

  /** Forgets what a store holds on to, without flushing: what the end of a process does. */
  public static void kill(LocalStore store) {
    store.release();
  }

  /** The path that a link leads to. */
  public static StorePath target(LocalStore store, Path link) {
    try {
      return store.dir().parse(Symlinks.read(link));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** A set of paths. */
  public static SortedSet<StorePath> set(StorePath... paths) {
    return new TreeSet<>(List.of(paths));
  }

  /** Adds a text whose content is its name. */
  public static StorePath text(LocalStore store, String name, StorePath... references) {
    return store.addText(name, Latin1.bytes(name), set(references));
  }

  /** A directory with a file, an executable, a link and a directory. */
  public static MemoryTree tree(String content) {
    SortedMap<String, MemoryTree> inner = new TreeMap<>();
    inner.put("b", MemoryTree.file(Latin1.bytes(content)));
    SortedMap<String, MemoryTree> entries = new TreeMap<>();
    entries.put("a", MemoryTree.file(Latin1.bytes(content)));
    entries.put("dir", MemoryTree.directory(inner));
    entries.put("link", MemoryTree.symlink("a"));
    entries.put("x", MemoryTree.executable(Latin1.bytes(content)));
    return MemoryTree.directory(entries);
  }

  /** Adds a tree. */
  public static StorePath add(LocalStore store, String name, FileTree tree) {
    return store.addTree(
        name, tree, TreeFilter.ALL, ContentAddressMethod.NAR, HashAlgorithm.SHA256, set());
  }

  /** The archive of a tree. */
  public static byte[] archive(FileTree tree) {
    try {
      ByteArrayOutputStream archive = new ByteArrayOutputStream();
      NarWriter.write(tree, archive);
      return archive.toByteArray();
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** About a path with that content. */
  public static PathInfo info(
      StorePath path, FileTree tree, SortedSet<StorePath> references, @Nullable StorePath deriver) {
    byte[] archive = archive(tree);
    return new PathInfo(
        path,
        Hash.digest(HashAlgorithm.SHA256, archive),
        archive.length,
        references,
        deriver,
        1,
        false,
        new TreeSet<>(),
        null);
  }

  /** Adds a path with that content, whatever its name is. */
  public static void put(
      LocalStore store, StorePath path, FileTree tree, SortedSet<StorePath> references) {
    store.addArchive(info(path, tree, references, null), new ByteArrayInputStream(archive(tree)));
  }
}
