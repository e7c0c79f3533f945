package dev.firn.store.cache;

import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.text.Latin1;
import dev.firn.store.MemoryStore;
import dev.firn.store.compress.Compression;
import dev.firn.store.compress.Compressor;
import dev.firn.store.nar.MemoryTree;
import dev.firn.store.nar.TreeFilter;
import dev.firn.store.narinfo.CacheInfo;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import dev.firn.store.sign.SecretKey;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Caches and what to put into them. */
final class CacheFixture {
  static final SecretKey KEY = SecretKey.generate("test-1");

  private CacheFixture() {}

  static CacheOptions options(Compression compression, SecretKey... keys) {
    return new CacheOptions(
        StoreDir.DEFAULT,
        Compressor.of(compression),
        true,
        true,
        List.of(keys),
        CacheInfo.UNTOLD,
        false);
  }

  static BinaryCache cache(CacheTransport transport, SecretKey... keys) {
    return new BinaryCache(transport, options(Compression.XZ, keys), null);
  }

  static SortedSet<StorePath> set(StorePath... paths) {
    return new TreeSet<>(List.of(paths));
  }

  static MemoryTree tree() {
    TreeMap<String, MemoryTree> entries = new TreeMap<>();
    entries.put("b", MemoryTree.file(Latin1.bytes("hello")));
    entries.put("dir", MemoryTree.directory(new TreeMap<>()));
    entries.put("l", MemoryTree.symlink("b"));
    entries.put("x", MemoryTree.executable(Latin1.bytes("#!")));
    return MemoryTree.directory(entries);
  }

  /** Adds a text that a tree is needed by: what is asked for is the text, which refers to the tree. */
  static StorePath addClosure(MemoryStore store) {
    StorePath tree =
        store.addTree(
            "tree",
            tree(),
            TreeFilter.ALL,
            ContentAddressMethod.NAR,
            HashAlgorithm.SHA256,
            new TreeSet<>());
    return store.addText("text", Latin1.bytes("see " + store.dir().print(tree)), set(tree));
  }
}
