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
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A host with the files of a store at the paths that the store gives them, wherever they really are. What the host itself has there
 * comes first.
 */
final class StoreFiles extends ForwardingHost {
  private final EvaluationStore store;

  StoreFiles(Host host, EvaluationStore store) {
    super(host);
    this.store = store;
  }

  @Override
  public @Nullable FileKind kind(String path) {
    FileKind kind = super.kind(path);
    if (kind != null || !store.dir().contains(path)) {
      return kind;
    }
    FileTree tree = find(path);
    return tree == null ? null : kind(tree);
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

  /** The tree at a path that the host does not have, if the store has it. */
  private @Nullable FileTree inStore(String path) {
    return store.dir().contains(path) && super.kind(path) == null ? find(path) : null;
  }

  private @Nullable FileTree find(String path) {
    int end = path.indexOf('/', store.dir().path().length() + 1);
    StorePath object = store.dir().find(end < 0 ? path : path.substring(0, end));
    FileTree tree = object == null ? null : store.files(object);
    if (tree == null) {
      return null;
    }
    try {
      return below(tree, end < 0 ? "" : path.substring(end));
    } catch (IOException failed) {
      throw StoreErrors.of(failed);
    }
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
}
