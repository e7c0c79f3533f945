package dev.firn.store.cache;

import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.io.Spool;
import dev.firn.store.nar.FileTree;
import dev.firn.store.nar.HashingStream;
import dev.firn.store.nar.NarReader;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** An archive that is kept together with a list of what is in it, so that its files can be read in any order. */
final class SpooledArchive implements Closeable {
  private static final int BUFFER = 1 << 16;

  /** Writes an archive. */
  @FunctionalInterface
  interface Source {
    void writeTo(OutputStream target) throws IOException;
  }

  private final Spool bytes;
  private final Hash hash;
  private final Listing listing;

  private SpooledArchive(Spool bytes, Hash hash, Listing listing) {
    this.bytes = bytes;
    this.hash = hash;
    this.listing = listing;
  }

  /** Holds what that writes. */
  static SpooledArchive of(Source source) throws IOException {
    Spool bytes = new Spool();
    try {
      HashingStream hashing =
          new HashingStream(HashAlgorithm.SHA256, new BufferedOutputStream(bytes, BUFFER));
      source.writeTo(hashing);
      hashing.flush();
      return new SpooledArchive(bytes, hashing.finish(), index(bytes));
    } catch (IOException | RuntimeException failed) {
      bytes.close();
      throw failed;
    }
  }

  private static Listing index(Spool bytes) throws IOException {
    Counting stream = new Counting(new BufferedInputStream(bytes.read()));
    Listing listing = new Listing(stream::count);
    NarReader.read(stream, listing);
    return listing;
  }

  /** The hash of the archive. */
  Hash hash() {
    return hash;
  }

  /** The length of the archive. */
  long size() {
    return bytes.size();
  }

  /** The archive. */
  InputStream archive() {
    return bytes.read();
  }

  /** What is in it; cannot be read any more once this is closed. */
  FileTree tree() {
    return new SpooledTree(bytes, listing.root());
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
