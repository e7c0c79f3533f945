package dev.firn.store.exchange;

import dev.firn.base.hash.BadHashException;
import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.text.Latin1;
import dev.firn.store.PathInfo;
import dev.firn.store.Store;
import dev.firn.store.StoreException;
import dev.firn.store.path.BadStorePathException;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Text about paths, as {@code nix-store --dump-db} writes and {@code --load-db} and {@code --register-validity} read it. A line each:
 * path; hash (base 16) and size of the archive, if they are given; deriver or nothing; the number of references; references.
 */
public final class Registrations {
  private final BufferedReader lines;
  private final StoreDir dir;
  private final boolean hashes;
  private int number;

  private Registrations(InputStream source, StoreDir dir, boolean hashes) {
    this.lines = new BufferedReader(new InputStreamReader(source, StandardCharsets.ISO_8859_1));
    this.dir = dir;
    this.hashes = hashes;
  }

  /** Writes about valid paths, and leaves the stream open. */
  public static void write(
      Store store,
      Collection<StorePath> paths,
      boolean derivers,
      boolean hashes,
      OutputStream target)
      throws IOException {
    for (StorePath path : paths) {
      PathInfo info = store.info(path);
      StringBuilder text = new StringBuilder(store.dir().print(path)).append('\n');
      if (hashes) {
        text.append(info.narHash().base16()).append('\n').append(info.narSize()).append('\n');
      }
      StorePath deriver = derivers ? info.deriver() : null;
      text.append(deriver == null ? "" : store.dir().print(deriver)).append('\n');
      text.append(info.references().size()).append('\n');
      info.references()
          .forEach(reference -> text.append(store.dir().print(reference)).append('\n'));
      target.write(Latin1.bytes(text.toString()));
    }
  }

  /**
   * Reads all that a stream holds.
   *
   * @param hashes whether hashes and sizes are given; else the hash is all zeros and the size 0
   * @throws StoreException with the number of the line, if it is no such text
   */
  public static List<PathInfo> read(InputStream source, StoreDir dir, boolean hashes)
      throws IOException {
    Registrations reader = new Registrations(source, dir, hashes);
    List<PathInfo> all = new ArrayList<>();
    for (String path = reader.next(); path != null; path = reader.next()) {
      all.add(reader.entry(path));
    }
    return all;
  }

  private PathInfo entry(String name) throws IOException {
    StorePath path = path(name);
    Hash hash = hashes ? hash(require()) : Hash.zero(HashAlgorithm.SHA256);
    long size = hashes ? number(require()) : 0;
    String deriver = require();
    SortedSet<StorePath> references = new TreeSet<>();
    for (long left = number(require()); left > 0; left--) {
      references.add(path(require()));
    }
    return new PathInfo(
        path,
        hash,
        size,
        references,
        deriver.isEmpty() ? null : path(deriver),
        0,
        false,
        new TreeSet<>(),
        null);
  }

  private @Nullable String next() throws IOException {
    number++;
    return lines.readLine();
  }

  private String require() throws IOException {
    String line = next();
    if (line == null) {
      throw bad("missing input");
    }
    return line;
  }

  private StorePath path(String text) {
    try {
      return dir.parse(text);
    } catch (BadStorePathException bad) {
      throw bad(String.valueOf(bad.getMessage()));
    }
  }

  private Hash hash(String text) {
    try {
      return Hash.parse(text, HashAlgorithm.SHA256);
    } catch (BadHashException bad) {
      throw bad(String.valueOf(bad.getMessage()));
    }
  }

  private long number(String text) {
    try {
      long value = Long.parseLong(text);
      if (value >= 0) {
        return value;
      }
    } catch (NumberFormatException bad) {
      // reported below
    }
    throw bad("number expected");
  }

  private StoreException bad(String problem) {
    return new StoreException("line " + number + ": " + problem);
  }
}
