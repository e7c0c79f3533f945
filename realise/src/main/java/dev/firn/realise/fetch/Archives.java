package dev.firn.realise.fetch;

import dev.firn.lang.error.EvalError;
import dev.firn.store.nar.MemoryTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.GZIPInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks archives into memory: {@code tar}, plain or compressed with {@code gzip} or {@code xz}. */
public final class Archives {
  private static final int BUFFER = 1 << 16;
  private static final int LONGEST_MAGIC = 6;

  private Archives() {}

  /**
   * What is in an archive; if that is a single directory, what is in that one.
   *
   * @param url where the archive comes from, for messages
   * @throws IOException if it is none, or none that can be unpacked
   * @throws EvalError if its format is one that is not supported
   */
  public static MemoryTree unpack(InputStream content, String url) throws IOException {
    return read(content, url).result();
  }

  /** The same, but a single directory stays what it is. */
  public static MemoryTree unpackAll(InputStream content, String url) throws IOException {
    return read(content, url).all();
  }

  private static ArchiveTree read(InputStream content, String url) throws IOException {
    ArchiveTree tree = new ArchiveTree(url);
    try (InputStream plain = decompress(content, url)) {
      TarReader.read(plain, tree);
    }
    return tree;
  }

  private static InputStream decompress(InputStream content, String url) throws IOException {
    PushbackInputStream stream = new PushbackInputStream(content, LONGEST_MAGIC);
    byte[] magic = stream.readNBytes(LONGEST_MAGIC);
    stream.unread(magic);
    if (begins(magic, 0x1f, 0x8b)) {
      return new GZIPInputStream(stream, BUFFER);
    }
    if (begins(magic, 0xfd, '7', 'z', 'X', 'Z', 0)) {
      return new XZInputStream(stream);
    }
    refuse(magic, "bzip2", url, 'B', 'Z', 'h');
    refuse(magic, "zip", url, 'P', 'K');
    refuse(magic, "zstd", url, 0x28, 0xb5, 0x2f, 0xfd);
    return stream;
  }

  private static void refuse(byte[] magic, String format, String url, int... bytes) {
    if (begins(magic, bytes)) {
      throw new EvalError(
          "cannot unpack '"
              + url
              + "': archives in the format '"
              + format
              + "' are not supported yet");
    }
  }

  private static boolean begins(byte[] magic, int... bytes) {
    if (magic.length < bytes.length) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if ((magic[i] & 255) != bytes[i]) {
        return false;
      }
    }
    return true;
  }
}
