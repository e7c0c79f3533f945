package dev.firn.store.exchange;

import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.io.Spool;
import dev.firn.store.PathInfo;
import dev.firn.store.SignaturePolicy;
import dev.firn.store.Store;
import dev.firn.store.StoreException;
import dev.firn.store.nar.HashingStream;
import dev.firn.store.nar.NarReader;
import dev.firn.store.nar.NarWriter;
import dev.firn.store.path.StorePath;
import dev.firn.store.wire.WireReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reads streams that {@link Exporter} writes. */
public final class Importer {
  private final Store store;
  private final SignaturePolicy policy;
  private final InputStream source;
  private final WireReader reader;

  private Importer(Store store, SignaturePolicy policy, InputStream source) {
    this.store = store;
    this.policy = policy;
    this.source = source;
    this.reader = new WireReader(source, store.dir());
  }

  /**
   * Reads one stream, adds the paths, and leaves the stream open. They are durable after the store was flushed.
   *
   * @param source buffered
   * @return the paths in the order of the stream
   * @throws IOException if it is no such stream
   * @throws StoreException if a path may not come in
   */
  public static List<StorePath> read(Store store, SignaturePolicy policy, InputStream source)
      throws IOException {
    Importer importer = new Importer(store, policy, source);
    List<StorePath> paths = new ArrayList<>();
    for (long more = importer.reader.number(); more != 0; more = importer.reader.number()) {
      if (more != 1) {
        throw new StoreException(
            "input doesn't look like something created by 'nix-store --export'");
      }
      paths.add(importer.path());
    }
    return paths;
  }

  /** What the archive is the content of is told only after it. */
  private StorePath path() throws IOException {
    try (Spool spool = new Spool()) {
      HashingStream archive = new HashingStream(HashAlgorithm.SHA256, spool);
      NarWriter copy = new NarWriter(archive);
      NarReader.read(source, copy);
      copy.finish();
      PathInfo info = description(archive);
      policy.check(info, store.dir());
      try (InputStream again = spool.read()) {
        store.addArchive(info, again);
      }
      return info.path();
    }
  }

  private PathInfo description(HashingStream archive) throws IOException {
    if ((reader.number() & 0xffffffffL) != Exporter.MARK) {
      throw new StoreException("Nix archive cannot be imported; wrong format");
    }
    StorePath path = reader.path();
    SortedSet<StorePath> references = reader.paths();
    StorePath deriver = reader.pathOrNull();
    if (reader.number() == 1) {
      reader.string(); // a signature of old times
    }
    long size = archive.count();
    return new PathInfo(
        path, archive.finish(), size, references, deriver, 0, false, new TreeSet<>(), null);
  }
}
