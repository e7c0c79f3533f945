package dev.firn.store.compress;

import org.jspecify.annotations.Nullable;

/** A way to make files smaller. */
public enum Compression {
  /** As it is. */
  NONE("none", ""),
  /** LZMA2 in xz files: small, slow. What Nix takes by default. */
  XZ("xz", ".xz"),
  /** The predecessor of that. */
  BZIP2("bzip2", ".bz2"),
  /** Deflate in gzip files. */
  GZIP("gzip", ""),
  /** Zstandard: fast both ways. */
  ZSTD("zstd", ".zst"),
  /** Brotli. */
  BROTLI("br", ".br"),
  /** LZ4 frames: larger, very fast. */
  LZ4("lz4", ".lz4"),
  /** LZMA without the frame of xz. */
  LZMA("lzma", "");

  private static final Compression[] ALL = values();

  private final String text;
  private final String extension;

  Compression(String text, String extension) {
    this.text = text;
    this.extension = extension;
  }

  /** The one of that name, or null. */
  public static @Nullable Compression named(String name) {
    for (Compression compression : ALL) {
      if (compression.text.equals(name)) {
        return compression;
      }
    }
    return null;
  }

  /** The name in narinfos and in the parameters of caches. */
  public String text() {
    return text;
  }

  /** What names of compressed archives end with, as Nix writes them. */
  public String extension() {
    return extension;
  }

  /** Whether {@link Compressor} can write it. */
  public boolean isWritable() {
    return this != BROTLI && this != LZ4 && this != LZMA;
  }
}
