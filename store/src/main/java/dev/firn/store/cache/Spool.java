package dev.firn.store.cache;

import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.store.nar.FileTree;
import dev.firn.store.nar.HashingStream;
import dev.firn.store.nar.NarReader;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** An archive in a temporary file without a name, so that its files can be read in any order. */
final class Spool implements Closeable {
  /** Writes an archive. */
  @FunctionalInterface
  interface Source {
    void writeTo(OutputStream target) throws IOException;
  }

  private final FileChannel channel;
  private final Hash hash;
  private final long size;
  private final Listing listing;

  private Spool(FileChannel channel, Hash hash, long size, Listing listing) {
    this.channel = channel;
    this.hash = hash;
    this.size = size;
    this.listing = listing;
  }

  /** Holds what that writes. */
  static Spool of(Source source) throws IOException {
    Path file = Files.createTempFile("firn", ".nar");
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      Files.delete(file);
      HashingStream hashing =
          new HashingStream(
              HashAlgorithm.SHA256,
              new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16));
      source.writeTo(hashing);
      hashing.flush();
      long size = hashing.count();
      return new Spool(channel, hashing.finish(), size, index(channel));
    } catch (IOException | RuntimeException failed) {
      channel.close();
      throw failed;
    }
  }

  private static Listing index(FileChannel channel) throws IOException {
    Counting stream =
        new Counting(new BufferedInputStream(new ChannelPart(channel, 0, channel.size())));
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
    return size;
  }

  /** The archive. */
  InputStream archive() {
    return new ChannelPart(channel, 0, size);
  }

  /** What is in it; cannot be read any more once this is closed. */
  FileTree tree() {
    return new SpooledTree(channel, listing.root());
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
