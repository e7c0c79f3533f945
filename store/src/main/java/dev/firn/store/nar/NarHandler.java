package dev.firn.store.nar;

import java.io.IOException;

/**
 * Takes what an archive holds, in its order. Paths are empty for the root, and else a slash and a name for each level.
 * Names were checked: none is {@code .} or {@code ..} or holds a slash, and no path comes twice.
 */
public interface NarHandler {
  /** A directory begins; all until its end lies in it. */
  void startDirectory(String path) throws IOException;

  /** A directory ends. */
  void endDirectory(String path) throws IOException;

  /** A symbolic link. */
  void symlink(String path, String target) throws IOException;

  /** A regular file with {@code size} bytes begins; its content follows in pieces. */
  void startFile(String path, boolean executable, long size) throws IOException;

  /** The next piece of the content of the file that began last. The array is used again afterwards. */
  void content(byte[] bytes, int offset, int length) throws IOException;

  /** The file that began last ends. */
  void endFile(String path) throws IOException;
}
