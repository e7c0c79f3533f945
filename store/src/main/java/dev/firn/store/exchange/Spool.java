package dev.firn.store.exchange;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Keeps bytes until they are read again: few in memory, many in a temporary file. Not for several threads. */
public final class Spool extends OutputStream {
  private static final int IN_MEMORY = 1 << 20;

  private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
  private @Nullable Path file;
  private @Nullable OutputStream target;

  /** An empty spool. */
  public Spool() {}

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (target == null && memory.size() + length > IN_MEMORY) {
      spill();
    }
    OutputStream to = target;
    if (to == null) {
      memory.write(bytes, offset, length);
    } else {
      to.write(bytes, offset, length);
    }
  }

  private void spill() throws IOException {
    Path made = Files.createTempFile("firn-", ".nar");
    file = made;
    OutputStream opened = Files.newOutputStream(made, StandardOpenOption.WRITE);
    target = opened;
    memory.writeTo(opened);
    memory.reset();
  }

  /** All bytes that were written. Nothing can be written afterwards. */
  public InputStream read() throws IOException {
    if (target != null) {
      target.close();
    }
    Path written = file;
    return written == null
        ? new ByteArrayInputStream(memory.toByteArray())
        : Files.newInputStream(written);
  }

  /** Forgets the bytes. */
  @Override
  public void close() throws IOException {
    if (target != null) {
      target.close();
    }
    if (file != null) {
      Files.deleteIfExists(file);
    }
  }
}
