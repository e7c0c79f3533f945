package dev.firn.realise.instantiate;

import dev.firn.base.text.Latin1;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.host.FileKind;
import dev.firn.lang.host.ForwardingHost;
import dev.firn.lang.host.Host;
import dev.firn.lang.host.OpenFile;
import dev.firn.store.nar.FileContent;
import dev.firn.store.nar.FileTree;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A host with the files of a store at the paths that the store gives them, wherever they really are. What the evaluation has added
 * itself comes first, as the host need not be asked about it; then what the host has there.
 */
final class StoreFiles extends ForwardingHost {
  private final EvaluationStore store;

  StoreFiles(Host host, EvaluationStore store) {
    super(host);
    this.store = store;
  }

  @Override
  public @Nullable FileKind kind(String path) {
    FileTree tree = inStore(path);
    return tree == null ? super.kind(path) : kind(tree);
  }

  private static FileKind kind(FileTree tree) {
    try {
      return switch (tree.kind()) {
        case REGULAR -> FileKind.REGULAR;
        case EXECUTABLE -> FileKind.EXECUTABLE;
        case DIRECTORY -> FileKind.DIRECTORY;
        case SYMLINK -> FileKind.SYMLINK;
        case OTHER -> FileKind.UNKNOWN;
      };
    } catch (IOException failed) {
      throw StoreErrors.of(failed);
    }
  }

  /** The tree at a path that is not the host's to tell about, if the store has it. */
  private @Nullable FileTree inStore(String path) {
    if (!store.dir().contains(path)) {
      return null;
    }
    int end = path.indexOf('/', store.dir().path().length() + 1);
    StorePath object = store.find(end < 0 ? path : path.substring(0, end));
    FileTree tree = object == null ? null : files(object, path);
    try {
      return tree == null ? null : below(tree, end < 0 ? "" : path.substring(end));
    } catch (IOException failed) {
      throw StoreErrors.of(failed);
    }
  }

  private @Nullable FileTree files(StorePath object, String path) {
    // A package set that imports from what it added asks thousands of times about what the host
    // does not have.
    FileTree added = store.added(object);
    return added == null && super.kind(path) == null ? store.files(object) : added;
  }

  private static @Nullable FileTree below(FileTree root, String rest) throws IOException {
    FileTree tree = root;
    int from = 1;
    while (from <= rest.length()) {
      int slash = rest.indexOf('/', from);
      int end = slash < 0 ? rest.length() : slash;
      String name = rest.substring(from, end);
      if (kind(tree) != FileKind.DIRECTORY || !tree.names().contains(name)) {
        return null;
      }
      tree = tree.child(name);
      from = end + 1;
    }
    return tree;
  }

  @Override
  public String readFile(String path) {
    FileTree tree = inStore(path);
    if (tree == null) {
      return super.readFile(path);
    }
    try (FileContent content = open(tree, path)) {
      return Latin1.string(content.stream().readAllBytes());
    } catch (IOException failed) {
      throw StoreErrors.of(failed);
    }
  }

  @Override
  public OpenFile open(String path) {
    FileTree tree = inStore(path);
    if (tree == null) {
      return super.open(path);
    }
    try {
      FileContent content = open(tree, path);
      return new OpenFile(content.size(), content.stream());
    } catch (IOException failed) {
      throw StoreErrors.of(failed);
    }
  }

  private static FileContent open(FileTree tree, String path) throws IOException {
    if (!kind(tree).isRegular()) {
      throw new EvalError("file '" + path + "' is not a regular file");
    }
    return tree.content();
  }

  @Override
  public SortedMap<String, FileKind> readDirectory(String path) {
    FileTree tree = inStore(path);
    if (tree == null) {
      return super.readDirectory(path);
    }
    if (kind(tree) != FileKind.DIRECTORY) {
      throw new EvalError("'" + path + "' is not a directory");
    }
    try {
      SortedMap<String, FileKind> entries = new TreeMap<>();
      for (String name : tree.names()) {
        entries.put(name, kind(tree.child(name)));
      }
      return entries;
    } catch (IOException failed) {
      throw StoreErrors.of(failed);
    }
  }

  @Override
  public String readLink(String path) {
    FileTree tree = inStore(path);
    if (tree == null) {
      return super.readLink(path);
    }
    if (kind(tree) != FileKind.SYMLINK) {
      throw new EvalError("file '" + path + "' is not a symlink");
    }
    try {
      return tree.target();
    } catch (IOException failed) {
      throw StoreErrors.of(failed);
    }
  }

  @Override
  public String execute(List<String> command) {
    // The program may read what was added and is not written yet.
    store.flush();
    return super.execute(command);
  }
}
