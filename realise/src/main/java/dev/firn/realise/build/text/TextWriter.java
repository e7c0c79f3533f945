package dev.firn.realise.build.text;

import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.text.Latin1;
import dev.firn.realise.build.BuildRequest;
import dev.firn.store.Closures;
import dev.firn.store.PathInfo;
import dev.firn.store.Realisation;
import dev.firn.store.Store;
import dev.firn.store.nar.NarWriter;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.BuildResult;
import dev.firn.store.protocol.BuildStatus;
import dev.firn.store.reference.ReferenceScanner;
import dev.firn.store.sign.SecretKey;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Writes the outputs of text derivations. The store makes many of them durable at once, when it is flushed. */
public final class TextWriter {
  private final Store store;
  private final List<SecretKey> keys;

  /** Writes to a store, and signs with the keys. */
  public TextWriter(Store store, List<SecretKey> keys) {
    this.store = store;
    this.keys = keys;
  }

  /** Writes the output of a derivation, unless it is valid. */
  public BuildResult write(BuildRequest request, String content) {
    StorePath path = TextDerivation.output(request.derivation());
    if (path == null) {
      throw new IllegalArgumentException("no text derivation");
    }
    TreeMap<String, Realisation> outputs = new TreeMap<>();
    outputs.put("out", new Realisation(request.path().baseName(), "out", path, new TreeSet<>()));
    if (store.isValid(path)) {
      return BuildResult.success(BuildStatus.ALREADY_VALID, outputs);
    }
    byte[] archive = NarWriter.ofFile(Latin1.bytes(content));
    PathInfo info = info(request, path, archive);
    store.addArchive(info, new ByteArrayInputStream(archive));
    return BuildResult.success(BuildStatus.BUILT, outputs);
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
