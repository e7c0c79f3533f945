package dev.firn.base.disk;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is on a disk: files, directories and symbolic links in memory. Not for several threads. */
public final class DiskImage {
  static final int ROOT = 0;

  /** Something that names lead to. */
  static final class Inode {
    final @Nullable SortedMap<String, Integer> entries;
    final @Nullable String target;
    byte[] content = new byte[0];
    boolean executable;

    private Inode(@Nullable SortedMap<String, Integer> entries, @Nullable String target) {
      this.entries = entries;
      this.target = target;
    }

    static Inode directory() {
      return new Inode(new TreeMap<>(), null);
    }

    static Inode file() {
      return new Inode(null, null);
    }

    static Inode symlink(String target) {
      return new Inode(null, target);
    }

    private Inode copy() {
      Inode copy = new Inode(entries == null ? null : new TreeMap<>(entries), target);
      copy.content = content;
      copy.executable = executable;
      return copy;
    }
  }

  private final Map<Integer, Inode> inodes = new HashMap<>();

  DiskImage() {
    inodes.put(ROOT, Inode.directory());
  }

  /** An image that can be changed without changing this one. */
  DiskImage copy() {
    DiskImage copy = new DiskImage();
    inodes.forEach((number, inode) -> copy.inodes.put(number, inode.copy()));
    return copy;
  }

  /** Adds an inode that no name leads to yet. */
  void add(int number, Inode inode) {
    inodes.put(number, inode);
  }

  /** Takes over inodes that this image does not have, empty as they were made. */
  void addMissing(Map<Integer, Inode> made) {
    made.forEach((number, inode) -> inodes.computeIfAbsent(number, _ -> inode.copy()));
  }

  void apply(Change change) {
    if (change instanceof Change.Entry entry) {
      enter(entry);
    } else if (change instanceof Change.Entries both) {
      enter(both.first());
      enter(both.second());
    } else if (change instanceof Change.Content content) {
      write(content, content.bytes().length);
    } else if (change instanceof Change.Executable executable) {
      inode(executable.inode()).executable = executable.executable();
    }
  }

  private void enter(Change.Entry entry) {
    SortedMap<String, Integer> entries = inode(entry.directory()).entries;
    if (entries == null) {
      throw new IllegalStateException("no directory");
    }
    if (entry.inode() < 0) {
      entries.remove(entry.name());
    } else {
      entries.put(entry.name(), entry.inode());
    }
  }

  /** Writes the first bytes of what was written. Bytes before it that were never written are zero. */
  void write(Change.Content change, int count) {
    Inode file = inode(change.inode());
    int end = Math.toIntExact(change.offset()) + count;
    byte[] grown = Arrays.copyOf(file.content, Math.max(file.content.length, end));
    System.arraycopy(change.bytes(), 0, grown, Math.toIntExact(change.offset()), count);
    file.content = grown;
  }

  private Inode inode(int number) {
    Inode inode = inodes.get(number);
    if (inode == null) {
      throw new IllegalStateException("no inode " + number);
    }
    return inode;
  }

  /** The number of the inode that a path leads to, without following links; -1 if there is none. */
  int find(Iterable<String> names) {
    int number = ROOT;
    for (String name : names) {
      SortedMap<String, Integer> entries = inode(number).entries;
      Integer next = entries == null ? null : entries.get(name);
      if (next == null) {
        return -1;
      }
      number = next;
    }
    return number;
  }

  /** What a path leads to; null if there is nothing. */
  public @Nullable Node node(Collection<String> names) {
    int number = find(names);
    return number < 0 ? null : new Node(inode(number));
  }

  /** A file, directory or symbolic link on the disk. */
  public final class Node {
    private final Inode inode;

    private Node(Inode inode) {
      this.inode = inode;
    }

    /** The names in it, if it is a directory; else null. */
    public @Nullable Collection<String> names() {
      return inode.entries == null ? null : Collections.unmodifiableSet(inode.entries.keySet());
    }

    /** What a name in it leads to. */
    public Node child(String name) {
      Integer number = inode.entries == null ? null : inode.entries.get(name);
      if (number == null) {
        throw new IllegalArgumentException("there is no '" + name + "'");
      }
      return new Node(inode(number));
    }

    /** What it points to, if it is a symbolic link; else null. */
    public @Nullable String target() {
      return inode.target;
    }

    /** The content, if it is a file. */
    public byte[] content() {
      return inode.content.clone();
    }

    /** Whether its owner may execute it. */
    public boolean executable() {
      return inode.executable;
    }
  }
}
