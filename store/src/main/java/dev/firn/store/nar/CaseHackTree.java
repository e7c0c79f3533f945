package dev.firn.store.nar;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A tree whose names have what {@link CaseHackHandler} added to them, under the names that they stand for: how a disk that does not tell
 * capital letters from small ones holds what an archive does tell apart. Nix does so on such machines.
 */
public final class CaseHackTree implements FileTree {
  private final FileTree tree;
  private final String shown;
  private @Nullable SortedMap<String, String> names;

  /**
   * Such a tree.
   *
   * @param tree what the disk has
   * @param shown its path, for messages
   */
  public CaseHackTree(FileTree tree, String shown) {
    this.tree = tree;
    this.shown = shown;
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

  /**
   * The names.
   *
   * @throws NarException if two of them stand for the same
   */
  @Override
  public List<String> names() throws IOException {
    return List.copyOf(onDisk().keySet());
  }

  @Override
  public FileTree child(String name) throws IOException {
    String file = Objects.requireNonNull(onDisk().get(name));
    return new CaseHackTree(tree.child(file), shown + "/" + name);
  }

  private SortedMap<String, String> onDisk() throws IOException {
    SortedMap<String, String> known = names;
    if (known == null) {
      known = new TreeMap<>();
      for (String file : tree.names()) {
        int suffix = file.indexOf(CaseHackHandler.SUFFIX);
        String other = known.putIfAbsent(suffix < 0 ? file : file.substring(0, suffix), file);
        if (other != null) {
          throw new NarException(
              "file name collision between '"
                  + (shown + "/" + other)
                  + "' and '"
                  + (shown + "/" + file)
                  + "'");
        }
      }
      names = known;
    }
    return known;
  }
}
