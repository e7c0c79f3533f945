package dev.firn.realise.instantiate;

import dev.firn.lang.eval.Files;
import dev.firn.lang.eval.Paths;
import dev.firn.lang.host.Host;
import dev.firn.lang.host.OpenFile;
import dev.firn.store.nar.FileContent;
import dev.firn.store.nar.FileKind;
import dev.firn.store.nar.FileTree;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of a host as a tree that can be archived. Errors are those of the language.
 *
 * @param path where the tree lies; none of its directories is a link
 */
record HostTree(Host host, String path) implements FileTree {
  @Override
  public FileKind kind() {
    return switch (Files.existing(host, path)) {
      case REGULAR -> FileKind.REGULAR;
      case EXECUTABLE -> FileKind.EXECUTABLE;
      case DIRECTORY -> FileKind.DIRECTORY;
      case SYMLINK -> FileKind.SYMLINK;
      case UNKNOWN -> FileKind.OTHER;
    };
  }

  @Override
  public FileContent content() {
    OpenFile file = host.open(path);
    return new FileContent(file.size(), file.content());
  }

  @Override
  public String target() {
    return host.readLink(path);
  }

  @Override
  public List<String> names() {
    return new ArrayList<>(host.readDirectory(path).keySet());
  }

  @Override
  public FileTree child(String name) {
    return new HostTree(host, Paths.child(path, name));
  }
}
