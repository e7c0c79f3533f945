package dev.firn.store.protocol;

import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.io.Spool;
import dev.firn.store.PathInfo;
import dev.firn.store.StoreException;
import dev.firn.store.nar.HashingStream;
import dev.firn.store.nar.NarHandler;
import dev.firn.store.nar.NarReader;
import dev.firn.store.nar.NarTee;
import dev.firn.store.nar.NarWriter;
import dev.firn.store.path.ContentAddress;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.References;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import dev.firn.store.path.StorePaths;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.SortedSet;

/** Content that comes from a client and that the path follows from. It is kept until all of it is there, because only then the path is known. */
public final class ContentAddition implements Closeable {
  private static final int BUFFER = 1 << 16;

  private final ContentAddressMethod method;
  private final Spool archive = new Spool();
  private final HashingStream narHash = new HashingStream(HashAlgorithm.SHA256, archive);
  private final NarWriter writer = new NarWriter(narHash);
  private final HashingStream content;

  /** Nothing yet. */
  public ContentAddition(ContentAddressMethod method, HashAlgorithm algorithm) {
    if (method == ContentAddressMethod.GIT) {
      throw new StoreException("hashing trees as Git does is not supported");
    }
    this.method = method;
    this.content = new HashingStream(algorithm);
  }

  /** Reads one archive: of a tree, or of a single file if that is what the method is for. */
  public void readArchive(InputStream source) throws IOException {
    if (method == ContentAddressMethod.NAR) {
      NarWriter hashed = new NarWriter(content);
      NarReader.read(source, new NarTee(writer, hashed));
      hashed.finish();
    } else {
      NarReader.read(source, new NarTee(writer, new FileContentHandler(content)));
    }
    writer.finish();
  }

  /** Reads the bytes of a single file, up to the end of the stream. */
  public void readFile(InputStream source) throws IOException {
    try (Spool file = new Spool()) {
      HashingStream counted = new HashingStream(HashAlgorithm.SHA256, file);
      source.transferTo(counted);
      writer.startFile("", false, counted.count());
      byte[] bytes = new byte[BUFFER];
      try (InputStream again = file.read()) {
        for (int read = again.read(bytes); read > 0; read = again.read(bytes)) {
          content.write(bytes, 0, read);
          writer.content(bytes, 0, read);
        }
      }
      writer.endFile("");
      writer.finish();
    }
  }

  /** What the store is to know about it. */
  public PathInfo info(StoreDir dir, String name, SortedSet<StorePath> references) {
    long size = narHash.count();
    Hash nar = narHash.finish();
    ContentAddress address = new ContentAddress(method, content.finish());
    StorePath path = StorePaths.fixed(dir, name, address, References.to(references));
    return PathInfo.added(path, nar, size, references, address);
  }

  /** The archive. */
  public InputStream archive() throws IOException {
    return archive.read();
  }

  @Override
  public void close() throws IOException {
    archive.close();
  }

  /** Takes the content of a single file. */
  private record FileContentHandler(OutputStream target) implements NarHandler {
    private static IOException wrongKind() {
      return new IOException("regular file expected");
    }

    @Override
    public void startDirectory(String path) throws IOException {
      throw wrongKind();
    }

    @Override
    public void endDirectory(String path) {}

    @Override
    public void symlink(String path, String linkTarget) throws IOException {
      throw wrongKind();
    }

    @Override
    public void startFile(String path, boolean executable, long size) {}

    @Override
    public void content(byte[] bytes, int offset, int length) throws IOException {
      target.write(bytes, offset, length);
    }

    @Override
    public void endFile(String path) {}
  }
}
