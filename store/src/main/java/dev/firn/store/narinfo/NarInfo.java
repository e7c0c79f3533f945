package dev.firn.store.narinfo;

import dev.firn.base.hash.Hash;
import dev.firn.store.PathInfo;
import dev.firn.store.compress.Compression;
import org.jspecify.annotations.Nullable;

/**
 * What a binary cache knows about a path: the description of the path, and where its archive is. Only the former is signed.
 *
 * @param info the path; when it was registered is not known
 * @param url where the archive is, relative to the cache or absolute
 * @param compression how the archive is compressed
 * @param fileHash the hash of the compressed archive; null if it is not told
 * @param fileSize the size of the compressed archive; 0 if it is not told
 */
public record NarInfo(
    PathInfo info, String url, Compression compression, @Nullable Hash fileHash, long fileSize) {
  /** What the names of the files end with. */
  public static final String EXTENSION = ".narinfo";

  /** The type of the files for HTTP. */
  public static final String MIME_TYPE = "text/x-nix-narinfo";

  /** The type of archives for HTTP, compressed or not. */
  public static final String ARCHIVE_MIME_TYPE = "application/x-nix-nar";

  /** The same about the path as that says. */
  public NarInfo withInfo(PathInfo other) {
    return new NarInfo(other, url, compression, fileHash, fileSize);
  }
}
