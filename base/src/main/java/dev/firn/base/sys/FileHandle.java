package dev.firn.base.sys;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** A file that was opened through a {@link DirectoryHandle}. For one thread, together with the handle. */
public final class FileHandle implements Closeable {
  private static final NativeFunction READ = NativeFunction.of("read");
  private static final NativeFunction WRITE = NativeFunction.of("write");

  private final Descriptor descriptor;
  private final String shown;

  FileHandle(Descriptor descriptor, String shown) {
    this.descriptor = descriptor;
    this.shown = shown;
  }

  /** What is known about it. */
  public FileStatus status() throws IOException {
    return descriptor.status(shown);
  }

  /**
   * Reads some bytes.
   *
   * @return how many; -1 at the end
   */
  public int read(byte[] bytes, int offset, int length) throws IOException {
    CallMemory memory = CallMemory.ofThread();
    int most = Math.min(length, CallMemory.BUFFER);
    if (most == 0) {
      return 0;
    }
    long read = READ.callLong(memory.state, descriptor.number, memory.buffer.address(), most);
    descriptor.check(read, shown);
    MemorySegment.copy(memory.buffer, ValueLayout.JAVA_BYTE, 0, bytes, offset, (int) read);
    return read == 0 ? -1 : (int) read;
  }

  /** Writes all of the bytes. */
  public void write(byte[] bytes, int offset, int length) throws IOException {
    MemorySegment buffer = CallMemory.ofThread().buffer;
    for (int done = 0; done < length; ) {
      int most = Math.min(length - done, CallMemory.BUFFER);
      MemorySegment.copy(bytes, offset + done, buffer, ValueLayout.JAVA_BYTE, 0, most);
      writeBuffer(most);
      done += most;
    }
  }

  private void writeBuffer(int length) throws IOException {
    CallMemory memory = CallMemory.ofThread();
    for (long done = 0; done < length; ) {
      long address = memory.buffer.address() + done;
      long written = WRITE.callLong(memory.state, descriptor.number, address, length - done);
      descriptor.check(written, shown);
      done += written;
    }
  }

  /**
   * Sets the permissions.
   *
   * @param mode bits, such as 0444
   */
  public void setMode(int mode) throws IOException {
    descriptor.setMode(mode, shown);
  }

  /**
   * Sets when it was changed last.
   *
   * @param seconds since the epoch
   */
  public void setModified(long seconds) throws IOException {
    descriptor.setModified(seconds, shown);
  }

  @Override
  public void close() throws IOException {
    descriptor.close();
  }
}
