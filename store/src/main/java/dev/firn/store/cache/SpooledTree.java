package dev.firn.store.cache;

import dev.firn.base.io.Spool;
import dev.firn.store.nar.FileContent;
import dev.firn.store.nar.FileKind;
import dev.firn.store.nar.FileTree;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;

/** A part of an archive that is kept. */
record SpooledTree(Spool bytes, Listing.Node node) implements FileTree {
  @Override
  public FileKind kind() {
    return switch (node) {
      case Listing.Directory directory -> FileKind.DIRECTORY;
      case Listing.Link link -> FileKind.SYMLINK;
      case Listing.File file -> file.executable() ? FileKind.EXECUTABLE : FileKind.REGULAR;
    };
  }

  @Override
  public FileContent content() throws IOException {
    if (node instanceof Listing.File file) {
      return new FileContent(file.size(), bytes.read(file.offset(), file.size()));
    }
    throw new IOException("not a regular file");
  }

  @Override
  public String target() throws IOException {
    if (node instanceof Listing.Link link) {
      return link.target();
    }
    throw new IOException("not a symbolic link");
  }

  @Override
  public List<String> names() throws IOException {
    return List.copyOf(directory().entries().keySet());
  }

  @Override
  public FileTree child(String name) throws IOException {
    Listing.Node child = directory().entries().get(name);
    if (child == null) {
      throw new FileNotFoundException(name);
    }
    return new SpooledTree(bytes, child);
  }

  private Listing.Directory directory() throws IOException {
    if (node instanceof Listing.Directory directory) {
      return directory;
    }
    throw new IOException("not a directory");
  }
}
