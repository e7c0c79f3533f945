package dev.firn.realise.instantiate;

import dev.firn.store.nar.FileContent;
import dev.firn.store.nar.FileKind;
import dev.firn.store.nar.FileTree;
import dev.firn.store.nar.TreeFilter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a filter left of a tree.
 *
 * @param tree the tree
 * @param path where it lies below the root: nothing, or a slash and a name for each level
 * @param filter the filter
 * @param refused what it refused when it was asked
 */
record FilteredTree(FileTree tree, String path, TreeFilter filter, Set<String> refused)
    implements FileTree {
  /** A tree that will lack what the filter refuses. Walk through the tree with {@link #filter()} once, then read this one. */
  static FilteredTree of(FileTree tree, TreeFilter filter) {
    Set<String> refused = new HashSet<>();
    TreeFilter remembering =
        (below, kind) -> {
          boolean accepted = filter.accept(below, kind);
          if (!accepted) {
            refused.add(below);
          }
          return accepted;
        };
    return new FilteredTree(tree, "", remembering, refused);
  }

  @Override
  public FileKind kind() throws IOException {
    return tree.kind();
  }

  @Override
  public FileContent content() throws IOException {
    return tree.content();
  }

  @Override
  public String target() throws IOException {
    return tree.target();
  }

  @Override
  public List<String> names() throws IOException {
    return left(tree.names());
  }

  private List<String> left(List<String> all) {
    List<String> names = new ArrayList<>();
    for (String name : all) {
      if (!refused.contains(path + "/" + name)) {
        names.add(name);
      }
    }
    return names;
  }

  @Override
  public FileTree child(String name) throws IOException {
    return child(tree.child(name), name);
  }

  private FileTree child(FileTree child, String name) {
    return new FilteredTree(child, path + "/" + name, filter, refused);
  }

  @Override
  public Entries open() throws IOException {
    Entries all = tree.open();
    return new Entries() {
      @Override
      public List<String> names() throws IOException {
        return left(all.names());
      }

      @Override
      public FileTree child(String name) throws IOException {
        return FilteredTree.this.child(all.child(name), name);
      }

      @Override
      public void close() throws IOException {
        all.close();
      }
    };
  }
}
