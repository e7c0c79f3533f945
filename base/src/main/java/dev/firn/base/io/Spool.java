package dev.firn.base.io;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps bytes until they are read again: few in memory, many in a temporary file that has no name any more, so that nothing is left of it
 * however the process ends. One thread writes; after that, any number of threads may read.
 */
public final class Spool extends OutputStream {
  private static final int IN_MEMORY = 1 << 20;

  private final Memory memory = new Memory();
  private @Nullable FileChannel file;
  private long size;

  /** An empty spool. */
  public Spool() {}

  /** Gives its bytes without copying them. */
  private static final class Memory extends ByteArrayOutputStream {
    InputStream part(long offset, long length) {
      return new ByteArrayInputStream(buf, (int) offset, (int) length);
    }
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (file == null && size + length > IN_MEMORY) {
      file = unnamedFile();
      writeAll(file, memory.toByteArray(), 0, memory.size());
      memory.reset();
    }
    if (file == null) {
      memory.write(bytes, offset, length);
    } else {
      writeAll(file, bytes, offset, length);
    }
    size += length;
  }

  private static FileChannel unnamedFile() throws IOException {
    Path path = Files.createTempFile("firn", ".spool");
    try {
      return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } finally {
      Files.delete(path);
    }
  }

  private static void writeAll(FileChannel file, byte[] bytes, int offset, int length)
      throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(bytes, offset, length);
    while (rest.hasRemaining()) {
      file.write(rest);
    }
  }

  /** The number of bytes that were written. */
  public long size() {
    return size;
  }

  /** All bytes that were written. Nothing can be written afterwards. */
  public InputStream read() {
    return read(0, size);
  }

  /** Some of the bytes that were written. Nothing can be written afterwards. */
  public InputStream read(long offset, long length) {
    FileChannel kept = file;
    return kept == null ? memory.part(offset, length) : new FilePart(kept, offset, length);
  }

  /** Forgets the bytes. */
  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
