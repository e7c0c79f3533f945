package dev.firn.image.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Writes a layer. Names, targets and contents are bytes; everything belongs to root and was changed in the first second of 1970, so that
 * the same files give the same layer.
 */
public final class LayerWriter {
  private static final long FIRST_SECOND = 1000;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final TarArchiveOutputStream out =
      new TarArchiveOutputStream(bytes, StandardCharsets.ISO_8859_1.name());

  /** An empty layer. */
  public LayerWriter() {
    // The other way to write long names has them in UTF-8.
    out.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
    out.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_STAR);
  }

  /**
   * Adds a directory.
   *
   * @param path relative to the root, without a slash at its end
   * @param mode the bits for permissions
   */
  public LayerWriter directory(String path, int mode) throws IOException {
    return put(new TarArchiveEntry(path + "/"), mode, new byte[0]);
  }

  /** Adds a file. */
  public LayerWriter file(String path, int mode, byte[] content) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(path);
    entry.setSize(content.length);
    return put(entry, mode, content);
  }

  /** Adds a symbolic link. */
  public LayerWriter symlink(String path, String target) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(path, TarConstants.LF_SYMLINK);
    entry.setLinkName(target);
    return put(entry, 0777, new byte[0]);
  }

  private LayerWriter put(TarArchiveEntry entry, int mode, byte[] content) throws IOException {
    entry.setMode(mode);
    entry.setModTime(new Date(FIRST_SECOND));
    entry.setIds(0, 0);
    out.putArchiveEntry(entry);
    out.write(content);
    out.closeArchiveEntry();
    return this;
  }

  /** The layer. Nothing can be added any more. */
  public Layer finish() throws IOException {
    out.close();
    return new Layer(bytes.toByteArray());
  }
}
