package dev.firn.realise.fetch;

import dev.firn.store.nar.FileKind;
import dev.firn.store.nar.MemoryTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Gathers the entries of an archive, which may come in any order and more than once; the last one counts. */
final class ArchiveTree implements TarReader.Entries {
  /** A directory that is not complete yet: trees, and directories of this kind. */
  private static final class Directory {
    final SortedMap<String, MemoryTree> files = new TreeMap<>();
    final SortedMap<String, Directory> directories = new TreeMap<>();

    MemoryTree tree() {
      SortedMap<String, MemoryTree> entries = new TreeMap<>(files);
      directories.forEach((name, directory) -> entries.put(name, directory.tree()));
      return MemoryTree.directory(entries);
    }
  }

  /** No archive that can be stored is deeper. */
  private static final int DEEPEST = 64;

  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_TARGET = 4095;

  private final String url;
  private final Directory root = new Directory();

  ArchiveTree(String url) {
    this.url = url;
  }

  /** The whole. */
  MemoryTree all() {
    return root.tree();
  }

  /** The whole; or what is in its only entry, if that is a directory. */
  MemoryTree result() {
    return root.files.isEmpty() && root.directories.size() == 1
        ? root.directories.firstEntry().getValue().tree()
        : all();
  }

  @Override
  public void directory(String path) throws IOException {
    if (find(names(path), true) == null) {
      throw new IOException("'" + path + "' in '" + url + "' is both a file and a directory");
    }
  }

  @Override
  public void file(String path, boolean executable, byte[] content) throws IOException {
    put(path, executable ? MemoryTree.executable(content) : MemoryTree.file(content));
  }

  @Override
  public void symlink(String path, String target) throws IOException {
    if (target.isEmpty() || target.length() > LONGEST_TARGET || target.indexOf('\0') >= 0) {
      throw new IOException(
          "link '" + path + "' in '" + url + "' leads to nothing that has a name");
    }
    put(path, MemoryTree.symlink(target));
  }

  @Override
  public void hardLink(String path, String target) throws IOException {
    String[] names = names(target);
    Directory directory = names.length == 0 ? null : find(parent(names), false);
    MemoryTree file = directory == null ? null : directory.files.get(names[names.length - 1]);
    if (file == null || file.kind() == FileKind.SYMLINK) {
      throw new IOException(
          "'"
              + path
              + "' in '"
              + url
              + "' is a link to '"
              + target
              + "', which is no file before it");
    }
    put(path, file);
  }

  private void put(String path, MemoryTree file) throws IOException {
    String[] names = names(path);
    if (names.length == 0) {
      throw new IOException("'" + url + "' has a file without a name");
    }
    Directory directory = find(parent(names), true);
    String name = names[names.length - 1];
    if (directory == null || directory.directories.containsKey(name)) {
      throw new IOException("'" + path + "' in '" + url + "' is both a file and a directory");
    }
    directory.files.put(name, file);
  }

  private static String[] parent(String[] names) {
    return Arrays.copyOf(names, names.length - 1);
  }

  /** The directory of that path, made if need be; null if there is none, or if something on the way is a file. */
  private @Nullable Directory find(String[] names, boolean make) throws IOException {
    Directory at = root;
    for (String name : names) {
      if (at.files.containsKey(name)) {
        return null;
      }
      Directory inner = at.directories.get(name);
      if (inner == null && !make) {
        return null;
      }
      if (inner == null) {
        inner = new Directory();
        at.directories.put(name, inner);
      }
      at = inner;
    }
    return at;
  }

  private static boolean isPossible(String name) {
    return name.length() <= LONGEST_NAME && name.indexOf('\0') < 0;
  }

  /** The names that lead to a path; those that lead out of the archive are an error. */
  private String[] names(String path) throws IOException {
    List<String> names = new ArrayList<>();
    int from = 0;
    while (from <= path.length()) {
      int slash = path.indexOf('/', from);
      int end = slash < 0 ? path.length() : slash;
      String name = path.substring(from, end);
      if (name.equals("..") || !isPossible(name) || names.size() > DEEPEST) {
        throw new IOException("path '" + path + "' in '" + url + "' is not allowed");
      }
      if (!name.isEmpty() && !name.equals(".")) {
        names.add(name);
      }
      from = end + 1;
    }
    return names.toArray(new String[0]);
  }
}
