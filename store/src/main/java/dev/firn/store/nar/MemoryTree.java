package dev.firn.store.nar;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A tree in memory. */
public sealed interface MemoryTree extends FileTree {
  /** A regular file. The array is not copied. */
  static MemoryTree file(byte[] content) {
    return new File(content, false);
  }

  /** A regular file that may be executed. The array is not copied. */
  static MemoryTree executable(byte[] content) {
    return new File(content, true);
  }

  /** A symbolic link. */
  static MemoryTree symlink(String target) {
    return new Symlink(target);
  }

  /** A directory with those entries. */
  static MemoryTree directory(SortedMap<String, MemoryTree> entries) {
    return new Directory(Collections.unmodifiableSortedMap(new TreeMap<>(entries)));
  }

  @Override
  FileKind kind();

  @Override
  default FileContent content() {
    throw new IllegalStateException("no regular file");
  }

  @Override
  default String target() {
    throw new IllegalStateException("no symbolic link");
  }

  @Override
  default List<String> names() {
    throw new IllegalStateException("no directory");
  }

  @Override
  default MemoryTree child(String name) {
    throw new IllegalStateException("no directory");
  }

  /** A regular file. */
  final class File implements MemoryTree {
    private final byte[] bytes;
    private final boolean executable;

    private File(byte[] bytes, boolean executable) {
      this.bytes = bytes;
      this.executable = executable;
    }

    @Override
    public FileKind kind() {
      return executable ? FileKind.EXECUTABLE : FileKind.REGULAR;
    }

    @Override
    public FileContent content() {
      return new FileContent(bytes.length, new ByteArrayInputStream(bytes));
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof File file
          && executable == file.executable
          && Arrays.equals(bytes, file.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }
  }

  /** A symbolic link. */
  record Symlink(String target) implements MemoryTree {
    @Override
    public FileKind kind() {
      return FileKind.SYMLINK;
    }
  }

  /** A directory. */
  record Directory(SortedMap<String, MemoryTree> entries) implements MemoryTree {
    @Override
    public FileKind kind() {
      return FileKind.DIRECTORY;
    }

    @Override
    public List<String> names() {
      return new ArrayList<>(entries.keySet());
    }

    @Override
    public MemoryTree child(String name) {
      MemoryTree child = entries.get(name);
      if (child == null) {
        throw new IllegalArgumentException("there is no '" + name + "'");
      }
      return child;
    }
  }
}
