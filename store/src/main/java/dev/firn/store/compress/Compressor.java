package dev.firn.store.compress;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.tukaani.xz.BasicArrayCache;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/**
 * Compresses streams.
 *
 * @param compression in which way
 * @param level how hard it tries, in the scale of the compression; negative for the usual level
 * @param parallel whether it may use several threads, where it can
 */
public record Compressor(Compression compression, int level, boolean parallel) {
  private static final int BUFFER = 1 << 16;
  private static final int MAX_XZ = 9;
  private static final int MAX_ZSTD = 22;

  /** What is smaller is compressed before other threads have begun. */
  private static final long MIN_PARALLEL = 1 << 20;

  /** The size of what nobody knows the size of. */
  private static final long UNKNOWN = Long.MAX_VALUE;

  /** The usual way to compress so, on one thread. */
  public static Compressor of(Compression compression) {
    return new Compressor(compression, -1, false);
  }

  /**
   * A stream that compresses what is written to it. Closing it ends the compressed data and closes the target.
   *
   * @throws IOException if the target fails, or this compression can only be read
   */
  public OutputStream open(OutputStream target) throws IOException {
    return open(target, UNKNOWN);
  }

  /**
   * The same for what will have so many bytes: small streams need little memory, and no threads. What is written depends on that number.
   *
   * @throws IOException if the target fails, or this compression can only be read
   */
  public OutputStream open(OutputStream target, long size) throws IOException {
    return switch (compression) {
      case NONE -> target;
      case XZ -> xz(target, size);
      case BZIP2 -> new BZip2CompressorOutputStream(target);
      case GZIP -> new GZIPOutputStream(target, BUFFER);
      case ZSTD -> zstd(target, size);
      case BROTLI, LZ4, LZMA ->
          throw new IOException(
              "compression with '" + compression.text() + "' is not supported, only decompression");
    };
  }

  /** Its tables are as large as its dictionary, 94 MiB with the usual one: they are no larger than needed, and used again. */
  private OutputStream xz(OutputStream target, long size) throws IOException {
    LZMA2Options options =
        level < 0 ? new LZMA2Options() : new LZMA2Options(Math.min(level, MAX_XZ));
    if (parallel && size >= MIN_PARALLEL) {
      return new ParallelXz(target, options);
    }
    options.setDictSize(Math.clamp(size, LZMA2Options.DICT_SIZE_MIN, options.getDictSize()));
    return new XZOutputStream(target, options, BasicArrayCache.getInstance());
  }

  private OutputStream zstd(OutputStream target, long size) throws IOException {
    ZstdOutputStream stream = new ZstdOutputStream(target);
    if (level >= 0) {
      stream.setLevel(Math.min(level, MAX_ZSTD));
    }
    if (parallel && size >= MIN_PARALLEL) {
      stream.setWorkers(Runtime.getRuntime().availableProcessors());
    }
    return stream;
  }
}
