package dev.firn.realise.build.text;

import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.realise.build.BuildRequest;
import dev.firn.store.Closures;
import dev.firn.store.PathInfo;
import dev.firn.store.Realisation;
import dev.firn.store.local.LocalStore;
import dev.firn.store.nar.MemoryTree;
import dev.firn.store.nar.NarWriter;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.BuildResult;
import dev.firn.store.protocol.BuildStatus;
import dev.firn.store.reference.ReferenceScanner;
import dev.firn.store.sign.SecretKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Adds outputs that are known. The store writes many of them at once, when it is flushed. */
public final class TreeWriter {
  private final LocalStore store;
  private final List<SecretKey> keys;

  /** Writes to a store, and signs with the keys. */
  public TreeWriter(LocalStore store, List<SecretKey> keys) {
    this.store = store;
    this.keys = keys;
  }

  /** Writes the output of a derivation, unless it is valid. */
  public BuildResult write(BuildRequest request, MemoryTree tree) {
    StorePath path = ConstantScript.output(request.derivation());
    if (path == null) {
      throw new IllegalArgumentException("no known output");
    }
    TreeMap<String, Realisation> outputs = new TreeMap<>();
    outputs.put("out", new Realisation(request.path().baseName(), "out", path, new TreeSet<>()));
    if (store.isValid(path)) {
      return BuildResult.success(BuildStatus.ALREADY_VALID, outputs);
    }
    byte[] archive = archive(tree);
    store.addFiles(info(request, path, archive), tree);
    return BuildResult.success(BuildStatus.BUILT, outputs);
  }

  private static byte[] archive(MemoryTree tree) {
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    try {
      NarWriter.write(tree, archive);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return archive.toByteArray();
  }

  private PathInfo info(BuildRequest request, StorePath path, byte[] archive) {
    PathInfo info =
        new PathInfo(
            path,
            Hash.digest(HashAlgorithm.SHA256, archive),
            archive.length,
            references(request, path, archive),
            request.path(),
            System.currentTimeMillis() / 1000,
            true,
            new TreeSet<>(),
            null);
    for (SecretKey key : keys) {
      info = info.signed(store.dir(), key);
    }
    return info;
  }

  private SortedSet<StorePath> references(BuildRequest request, StorePath path, byte[] archive) {
    SortedSet<StorePath> candidates = new TreeSet<>(Closures.references(store, request.inputs()));
    candidates.add(path);
    ReferenceScanner scanner = new ReferenceScanner(candidates);
    scanner.write(archive, 0, archive.length);
    return scanner.found();
  }
}
