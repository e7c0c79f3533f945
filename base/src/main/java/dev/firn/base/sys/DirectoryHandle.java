package dev.firn.base.sys;

import dev.firn.base.text.Latin1;
import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A directory that is held open: whoever renames it or puts a link in its place cannot lead elsewhere what is done through it. What is
 * in it goes by its name, which is bytes, and is never followed if it is a symbolic link.
 *
 * <p>A handle, and all that was opened through it, is for one thread at a time.
 */
public final class DirectoryHandle implements Closeable {
  private static final int HERE = -100; // AT_FDCWD
  private static final int LINK_ITSELF = 0x100; // AT_SYMLINK_NOFOLLOW
  private static final int REMOVE_DIRECTORY = 0x200; // AT_REMOVEDIR
  private static final int LONGEST_TARGET = 1 << 13;

  private static final int DIRECTORY = OpenFlags.DIRECTORY | OpenFlags.CLOSE_ON_EXEC;
  private static final int FILE =
      OpenFlags.NO_FOLLOW | OpenFlags.CLOSE_ON_EXEC | OpenFlags.NO_WAITING;
  private static final int NEW_FILE =
      OpenFlags.WRITE
          | OpenFlags.CREATE
          | OpenFlags.EXCLUSIVE
          | OpenFlags.NO_FOLLOW
          | OpenFlags.CLOSE_ON_EXEC;

  private static final NativeFunction OPEN = NativeFunction.of("openat");
  private static final NativeFunction MAKE_DIRECTORY = NativeFunction.of("mkdirat");
  private static final NativeFunction MAKE_LINK = NativeFunction.of("symlinkat");
  private static final NativeFunction READ_LINK = NativeFunction.of("readlinkat");
  private static final NativeFunction READ_NAMES = NativeFunction.of("getdents64");
  private static final NativeFunction CHANGE_MODE = NativeFunction.of("fchmodat");
  private static final NativeFunction REMOVE = NativeFunction.of("unlinkat");
  private static final NativeFunction RENAME = NativeFunction.of("renameat");

  private final Descriptor descriptor;
  private final String shown;

  private DirectoryHandle(Descriptor descriptor, String shown) {
    this.descriptor = descriptor;
    this.shown = shown;
  }

  /**
   * Opens a directory.
   *
   * @throws java.nio.file.FileSystemException if it is something else, such as a symbolic link
   */
  public static DirectoryHandle open(Path path) throws IOException {
    return open(path, OpenFlags.NO_FOLLOW);
  }

  /** Opens a directory, or the one that a symbolic link leads to. */
  public static DirectoryHandle openFollowing(Path path) throws IOException {
    return open(path, 0);
  }

  private static DirectoryHandle open(Path path, int flags) throws IOException {
    String shown = path.toString();
    String name = BytePaths.bytes(path);
    return new DirectoryHandle(open(HERE, name, DIRECTORY | flags, 0, shown), shown);
  }

  private static Descriptor open(int directory, String name, int flags, int mode, String shown)
      throws IOException {
    CallMemory memory = CallMemory.ofThread();
    int number = OPEN.call(memory.state, directory, memory.string(name), flags, mode);
    if (number < 0) {
      throw Native.failure(memory.state, shown);
    }
    return new Descriptor(number);
  }

  private Descriptor open(String name, int flags, int mode) throws IOException {
    requireName(name);
    return open(descriptor.number, name, flags, mode, below(name));
  }

  /** A name leads nowhere else: it is no path. */
  private static void requireName(String name) {
    if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf('/') >= 0) {
      throw new IllegalArgumentException("'" + name + "' is no name of a file");
    }
  }

  /** A name in this directory as messages show it. */
  private String below(String name) {
    return shown + "/" + Latin1.toUnicode(name);
  }

  /** A path to this directory, for this process, as long as the handle is open. */
  public Path path() {
    return Path.of("/proc/self/fd/" + descriptor.number);
  }

  /** Opens a directory in this one. */
  public DirectoryHandle openDirectory(String name) throws IOException {
    return new DirectoryHandle(open(name, DIRECTORY | OpenFlags.NO_FOLLOW, 0), below(name));
  }

  /** Opens a file in this directory for reading. It may be of another kind than a regular one; opening does not wait for others. */
  public FileHandle openFile(String name) throws IOException {
    return new FileHandle(open(name, FILE, 0), below(name));
  }

  /**
   * Makes a file in this directory, and opens it for writing. There must be nothing of that name.
   *
   * @param mode its permissions, of which the mask of the process is taken away
   */
  public FileHandle createFile(String name, int mode) throws IOException {
    return new FileHandle(open(name, NEW_FILE, mode), below(name));
  }

  /**
   * Makes a directory in this one. There must be nothing of that name.
   *
   * @param mode its permissions, of which the mask of the process is taken away
   */
  public void createDirectory(String name, int mode) throws IOException {
    requireName(name);
    CallMemory memory = CallMemory.ofThread();
    check(MAKE_DIRECTORY.call(memory.state, descriptor.number, memory.string(name), mode), name);
  }

  /**
   * Makes a symbolic link in this directory. There must be nothing of that name.
   *
   * @param target bytes
   */
  public void createSymlink(String name, String target) throws IOException {
    requireName(name);
    CallMemory memory = CallMemory.ofThread();
    long to = memory.secondString(target);
    check(MAKE_LINK.call(memory.state, to, descriptor.number, memory.string(name)), name);
  }

  /** What a symbolic link in this directory points to, as bytes. */
  public String readSymlink(String name) throws IOException {
    requireName(name);
    CallMemory memory = CallMemory.ofThread();
    long text = memory.string(name);
    long room = memory.buffer.address();
    int length = READ_LINK.call(memory.state, descriptor.number, text, room, LONGEST_TARGET);
    check(length, name);
    return Latin1.string(memory.buffer.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE));
  }

  /** The names of all that is in this directory, in order of their bytes. A handle gives them once. */
  public List<String> names() throws IOException {
    List<String> names = new ArrayList<>();
    CallMemory memory = CallMemory.ofThread();
    MemorySegment buffer = memory.buffer;
    while (true) {
      long room = buffer.address();
      int length = READ_NAMES.call(memory.state, descriptor.number, room, CallMemory.BUFFER);
      descriptor.check(length, shown);
      if (length == 0) {
        Collections.sort(names);
        return names;
      }
      addNames(buffer.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE), names);
    }
  }

  /** Reads {@code struct linux_dirent64}: a length of two bytes at 16, and the name at 19, with a zero byte at its end. */
  private static void addNames(byte[] entries, List<String> names) {
    MemorySegment segment = MemorySegment.ofArray(entries);
    for (int at = 0; at < entries.length; ) {
      int end = at + 19;
      while (entries[end] != 0) {
        end++;
      }
      String name = Latin1.string(entries, at + 19, end - at - 19);
      if (!name.equals(".") && !name.equals("..")) {
        names.add(name);
      }
      at += Short.toUnsignedInt(segment.get(ValueLayout.JAVA_SHORT_UNALIGNED, at + 16));
    }
  }

  /** What is known about something in this directory. */
  public FileStatus status(String name) throws IOException {
    requireName(name);
    return descriptor.status(name, LINK_ITSELF, below(name));
  }

  /** Whether there is something of that name in this directory. */
  public boolean has(String name) throws IOException {
    try {
      FileStatus _ = status(name);
      return true;
    } catch (NoSuchFileException missing) {
      return false;
    }
  }

  /**
   * Sets the permissions of this directory.
   *
   * @param mode bits, such as 0755
   */
  public void setMode(int mode) throws IOException {
    descriptor.setMode(mode, shown);
  }

  /** Sets the permissions of something in this directory that is no symbolic link. */
  public void setMode(String name, int mode) throws IOException {
    requireName(name);
    CallMemory memory = CallMemory.ofThread();
    long text = memory.string(name);
    check(CHANGE_MODE.call(memory.state, descriptor.number, text, mode, LINK_ITSELF), name);
  }

  /**
   * Sets when this directory was changed last.
   *
   * @param seconds since the epoch
   */
  public void setModified(long seconds) throws IOException {
    descriptor.setModified(seconds, shown);
  }

  /** Sets when something in this directory was changed last, also if it is a symbolic link. */
  public void setModified(String name, long seconds) throws IOException {
    requireName(name);
    descriptor.setModified(name, seconds, LINK_ITSELF, below(name));
  }

  /** Deletes a file or a symbolic link in this directory. */
  public void deleteFile(String name) throws IOException {
    remove(name, 0);
  }

  /** Deletes an empty directory in this one. */
  public void deleteDirectory(String name) throws IOException {
    remove(name, REMOVE_DIRECTORY);
  }

  private void remove(String name, int flags) throws IOException {
    requireName(name);
    CallMemory memory = CallMemory.ofThread();
    check(REMOVE.call(memory.state, descriptor.number, memory.string(name), flags), name);
  }

  /** Moves something into another directory. A file of the new name is replaced, an empty directory by a directory. */
  public void move(String name, DirectoryHandle to, String newName) throws IOException {
    requireName(name);
    requireName(newName);
    CallMemory memory = CallMemory.ofThread();
    long from = memory.string(name);
    long target = memory.secondString(newName);
    int result = RENAME.call(memory.state, descriptor.number, from, to.descriptor.number, target);
    check(result, name);
  }

  private void check(int result, String name) throws IOException {
    if (result < 0) {
      throw Native.failure(CallMemory.ofThread().state, below(name));
    }
  }

  @Override
  public void close() throws IOException {
    descriptor.close();
  }
}
