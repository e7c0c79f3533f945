package dev.firn.store;

import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An archive as a stream to read from, while a thread of its own writes it. Holds a bounded number of bytes. What goes wrong there is
 * thrown here. Only one thread may read; closing it stops the writer.
 */
final class ArchivePipe extends InputStream {
  private static final int CHUNK = 1 << 16;
  private static final int CHUNKS = 16;
  private static final byte[] END = new byte[0];

  private final BlockingQueue<byte[]> queue = new ArrayBlockingQueue<>(CHUNKS);
  private final Thread writer;
  private volatile @Nullable Exception failure;
  private volatile boolean closed;
  private byte[] chunk = new byte[0];
  private int position;

  private ArchivePipe(PathSource source, StorePath path) {
    this.writer = Thread.ofVirtual().name("archive " + path).unstarted(() -> write(source, path));
  }

  /** The archive of a valid path. */
  static InputStream open(PathSource source, StorePath path) {
    ArchivePipe pipe = new ArchivePipe(source, path);
    pipe.writer.start();
    return pipe;
  }

  private void write(PathSource source, StorePath path) {
    try (Sender sender = new Sender()) {
      source.writeArchive(path, sender);
    } catch (IOException | RuntimeException failed) {
      failure = failed;
    } finally {
      putEnd();
    }
  }

  private void putEnd() {
    try {
      put(END);
    } catch (IOException nobodyReads) {
      // The reader has gone, so it does not wait for the end.
    }
  }

  private void put(byte[] bytes) throws IOException {
    try {
      while (!queue.offer(bytes, 1, TimeUnit.SECONDS)) {
        if (closed) {
          throw new IOException("nobody reads the archive any more");
        }
      }
    } catch (InterruptedException stop) {
      throw new InterruptedIOException("nobody reads the archive any more");
    }
  }

  /** Collects what is written into chunks. */
  private final class Sender extends OutputStream {
    private final byte[] buffer = new byte[CHUNK];
    private int length;

    @Override
    public void write(int value) throws IOException {
      buffer[length++] = (byte) value;
      sendIfFull();
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      for (int done = 0; done < count; ) {
        int part = Math.min(count - done, CHUNK - length);
        System.arraycopy(bytes, offset + done, buffer, length, part);
        length += part;
        done += part;
        sendIfFull();
      }
    }

    private void sendIfFull() throws IOException {
      if (length == CHUNK) {
        send();
      }
    }

    private void send() throws IOException {
      put(Arrays.copyOf(buffer, length));
      length = 0;
    }

    @Override
    public void close() throws IOException {
      if (length > 0) {
        send();
      }
    }
  }

  @Override
  public int read() throws IOException {
    return fill() ? chunk[position++] & 255 : -1;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int part = Math.min(length, chunk.length - position);
    System.arraycopy(chunk, position, bytes, offset, part);
    position += part;
    return part;
  }

  /** Whether there is something to read. */
  private boolean fill() throws IOException {
    if (position < chunk.length) {
      return true;
    }
    if (closed) {
      throw new IOException("the archive was closed");
    }
    try {
      chunk = queue.take();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while reading an archive");
    }
    position = 0;
    if (chunk.length > 0) {
      return true;
    }
    queue.offer(END);
    rethrow();
    return false;
  }

  private void rethrow() throws IOException {
    Exception failed = failure;
    if (failed instanceof IOException broken) {
      throw broken;
    }
    if (failed != null) {
      throw new StoreException(String.valueOf(failed.getMessage()), failed);
    }
  }

  /** Stops the writer; waits until it has stopped. */
  @Override
  public void close() {
    closed = true;
    writer.interrupt();
    queue.clear();
    try {
      writer.join();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
