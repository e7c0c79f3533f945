package dev.firn.store.compress;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.tukaani.xz.BasicArrayCache;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/**
 * Compresses pieces of a stream on several threads. Each piece becomes an xz stream, and readers of xz files read several in a row as
 * one. Holds at most two pieces for each thread.
 */
final class ParallelXz extends OutputStream {
  private static final int DICTIONARIES_A_PIECE = 3;

  private final OutputStream target;
  private final LZMA2Options options;
  private final int limit = 2 * Runtime.getRuntime().availableProcessors();
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          limit / 2, Thread.ofPlatform().daemon().name("xz-", 1).factory());
  private final ArrayDeque<Future<byte[]>> pieces = new ArrayDeque<>();
  private final byte[] piece;
  private int length;
  private boolean closed;

  ParallelXz(OutputStream target, LZMA2Options options) {
    this.target = target;
    this.options = options;
    this.piece = new byte[DICTIONARIES_A_PIECE * options.getDictSize()];
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    for (int done = 0; done < count; ) {
      int part = Math.min(count - done, piece.length - length);
      System.arraycopy(bytes, offset + done, piece, length, part);
      length += part;
      done += part;
      if (length == piece.length) {
        submit();
      }
    }
  }

  private void submit() throws IOException {
    byte[] content = Arrays.copyOf(piece, length);
    length = 0;
    pieces.add(threads.submit(() -> compress(content)));
    while (pieces.size() >= limit) {
      writeFirst();
    }
  }

  private byte[] compress(byte[] content) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream(content.length / 4);
    try (XZOutputStream stream =
        new XZOutputStream(compressed, options, BasicArrayCache.getInstance())) {
      stream.write(content);
    }
    return compressed.toByteArray();
  }

  private void writeFirst() throws IOException {
    try {
      target.write(pieces.remove().get());
    } catch (ExecutionException failed) {
      throw new IOException("cannot compress", failed.getCause());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while compressing");
    }
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (target) {
      submit();
      while (!pieces.isEmpty()) {
        writeFirst();
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
