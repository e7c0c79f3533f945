package dev.firn.store.compress;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;
import org.brotli.dec.BrotliInputStream;
import org.tukaani.xz.BasicArrayCache;
import org.tukaani.xz.LZMAInputStream;
import org.tukaani.xz.XZInputStream;

/** Undoes compressions. Memory is bounded whatever the input says. */
public final class Decompressor {
  private static final int BUFFER = 1 << 16;

  /** In KiB. The largest preset of xz asks for 65 MiB. */
  private static final int XZ_MEMORY = 256 << 10;

  private Decompressor() {}

  /**
   * What a compressed stream holds; to be read by one thread. Concatenated parts are read as one. Closing it closes the stream.
   *
   * @throws IOException if it is not compressed in that way, or asks for too much memory
   */
  public static InputStream open(InputStream source, Compression compression) throws IOException {
    return switch (compression) {
      case NONE -> source;
      case XZ -> new XZInputStream(source, XZ_MEMORY, true, BasicArrayCache.getInstance());
      case BZIP2 -> new Checked(new BZip2CompressorInputStream(source, true));
      case GZIP -> new GZIPInputStream(source, BUFFER);
      case ZSTD -> new ZstdInputStream(source);
      case BROTLI -> new Checked(new BrotliInputStream(source, BUFFER));
      case LZ4 -> new Checked(new FramedLZ4CompressorInputStream(source, true));
      case LZMA -> new LZMAInputStream(source, XZ_MEMORY);
    };
  }
}
