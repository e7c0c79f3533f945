package dev.firn.store.compress;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream;
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
    return switch (compression) {
      case NONE -> target;
      case XZ ->
          parallel ? new ParallelXz(target, xzOptions()) : new XZOutputStream(target, xzOptions());
      case BZIP2 -> new BZip2CompressorOutputStream(target);
      case GZIP -> new GZIPOutputStream(target, BUFFER);
      case ZSTD -> zstd(target);
      case LZ4 -> new FramedLZ4CompressorOutputStream(target);
      case BROTLI, LZMA ->
          throw new IOException(
              "compression with '" + compression.text() + "' is not supported, only decompression");
    };
  }

  private LZMA2Options xzOptions() throws IOException {
    return level < 0 ? new LZMA2Options() : new LZMA2Options(Math.min(level, MAX_XZ));
  }

  private OutputStream zstd(OutputStream target) throws IOException {
    ZstdOutputStream stream = new ZstdOutputStream(target);
    if (level >= 0) {
      stream.setLevel(Math.min(level, MAX_ZSTD));
    }
    if (parallel) {
      stream.setWorkers(Runtime.getRuntime().availableProcessors());
    }
    return stream;
  }
}
