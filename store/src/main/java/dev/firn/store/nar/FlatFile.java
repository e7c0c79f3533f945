package dev.firn.store.nar;

import java.io.IOException;
import java.util.List;

/**
 * A regular file of which only the content counts: it is not executable, whatever the original is.
 *
 * @param original a regular file
 */
public record FlatFile(FileTree original) implements FileTree {
  @Override
  public FileKind kind() throws IOException {
    FileKind kind = original.kind();
    if (kind != FileKind.REGULAR && kind != FileKind.EXECUTABLE) {
      throw new NarException("only a regular file can be taken without an archive");
    }
    return FileKind.REGULAR;
  }

  @Override
  public FileContent content() throws IOException {
    return original.content();
  }

  @Override
  public String target() {
    throw new IllegalStateException("no symbolic link");
  }

  @Override
  public List<String> names() {
    throw new IllegalStateException("no directory");
  }

  @Override
  public FileTree child(String name) {
    throw new IllegalStateException("no directory");
  }
}
