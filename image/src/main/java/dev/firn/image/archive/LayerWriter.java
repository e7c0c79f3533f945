package dev.firn.image.archive;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Writes a layer. Names, targets and contents are bytes; everything belongs to root and was changed in the first second of 1970, so that
 * the same files give the same layer.
 */
public final class LayerWriter implements AutoCloseable {
  private static final long FIRST_SECOND = 1000;

  private final OutputStream buffer;
  private final TarArchiveOutputStream out;

  /** Writes to a stream, which stays open. */
  public LayerWriter(OutputStream stream) {
    buffer = new BufferedOutputStream(stream, 1 << 16);
    out = new TarArchiveOutputStream(buffer, StandardCharsets.ISO_8859_1.name());
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
    return put(new TarArchiveEntry(path + "/"), mode);
  }

  /** Adds a file. */
  public LayerWriter file(String path, int mode, byte[] content) throws IOException {
    startFile(path, mode, content.length).write(content);
    endFile();
    return this;
  }

  /**
   * Begins a file.
   *
   * @return takes its content, exactly so many bytes, until {@link #endFile}
   */
  public OutputStream startFile(String path, int mode, long size) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(path);
    entry.setSize(size);
    start(entry, mode);
    return out;
  }

  /** Ends the file that was begun last. */
  public void endFile() throws IOException {
    out.closeArchiveEntry();
  }

  /** Adds a symbolic link. */
  public LayerWriter symlink(String path, String target) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(path, TarConstants.LF_SYMLINK);
    entry.setLinkName(target);
    return put(entry, 0777);
  }

  private LayerWriter put(TarArchiveEntry entry, int mode) throws IOException {
    start(entry, mode);
    out.closeArchiveEntry();
    return this;
  }

  private void start(TarArchiveEntry entry, int mode) throws IOException {
    entry.setMode(mode);
    entry.setModTime(new Date(FIRST_SECOND));
    entry.setIds(0, 0);
    out.putArchiveEntry(entry);
  }

  /** Writes the end of the layer. Nothing can be added any more. */
  @Override
  public void close() throws IOException {
    out.finish();
    buffer.flush();
  }
}
