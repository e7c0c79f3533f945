package dev.firn.base.sys;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file that is locked as a whole with {@code flock}. The kernel gives the lock up when the process ends, however it ends.
 *
 * <p>Java's own file locks are of another kind, which {@code flock} does not see. Not for several threads at once.
 */
public final class LockFile implements Closeable {
  private static final int OPEN_FLAGS =
      02 | 0100 | 0400000 | 02000000; // O_RDWR, O_CREAT, O_NOFOLLOW, O_CLOEXEC
  private static final int OPEN_EXISTING_FLAGS =
      02 | 0400000 | 02000000; // O_RDWR, O_NOFOLLOW, O_CLOEXEC
  private static final int OPEN_DIRECTORY_FLAGS =
      0200000 | 0400000 | 02000000; // O_DIRECTORY, O_NOFOLLOW, O_CLOEXEC
  private static final int FIRST_WAIT_MS = 1;
  private static final int LONGEST_WAIT_MS = 100;
  private static final int OWNER_ONLY = 0600;
  private static final int SHARED = 1;
  private static final int EXCLUSIVE = 2;
  private static final int NON_BLOCKING = 4;
  private static final int UNLOCK = 8;
  private static final int SEEK_END = 2;

  private static final NativeFunction OPEN = NativeFunction.of("open");
  private static final NativeFunction FLOCK = NativeFunction.of("flock");
  private static final NativeFunction CLOSE = NativeFunction.of("close");
  private static final NativeFunction LSEEK = NativeFunction.of("lseek");
  private static final NativeFunction WRITE = NativeFunction.of("write");

  private final Path path;
  private final int descriptor;
  private boolean open = true;

  private LockFile(Path path, int descriptor) {
    this.path = path;
    this.descriptor = descriptor;
  }

  /** Who else may hold the lock at the same time. */
  public enum Mode {
    /** Others that share it. */
    SHARED(LockFile.SHARED),
    /** Nobody. */
    EXCLUSIVE(LockFile.EXCLUSIVE);

    private final int operation;

    Mode(int operation) {
      this.operation = operation;
    }
  }

  /** Opens a file, which is made for its owner only if it is not there, and locks nothing yet. */
  public static LockFile open(Path path) throws IOException {
    return open(path, OPEN_FLAGS);
  }

  /** Opens a file, and locks nothing yet; gives null if it is not there. */
  public static @Nullable LockFile openExisting(Path path) throws IOException {
    try {
      return open(path, OPEN_EXISTING_FLAGS);
    } catch (NoSuchFileException missing) {
      return null;
    }
  }

  /** Opens a directory, which must be there, and locks nothing yet. Nothing can be written. */
  public static LockFile openDirectory(Path path) throws IOException {
    return open(path, OPEN_DIRECTORY_FLAGS);
  }

  private static LockFile open(Path path, int flags) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = Native.state(arena);
      long name = Native.string(arena, BytePaths.bytes(path.toAbsolutePath()));
      int descriptor = OPEN.call(state, name, flags, OWNER_ONLY);
      if (descriptor < 0 && Native.errno(state) == Native.ENOENT) {
        throw new NoSuchFileException(path.toString(), null, "cannot open the lock file");
      }
      if (descriptor < 0) {
        throw new IOException("cannot open the lock file " + path + ": " + Native.message(state));
      }
      return new LockFile(path, descriptor);
    }
  }

  /**
   * Waits until it has the lock. A lock that is held already changes its mode, which may let others in between. It asks again and again
   * instead of waiting in the kernel, so that threads can be interrupted and virtual ones do not hold on to their carriers.
   */
  public void lock(Mode mode) throws IOException {
    for (int wait = FIRST_WAIT_MS; !tryLock(mode); wait = Math.min(2 * wait, LONGEST_WAIT_MS)) {
      try {
        Thread.sleep(wait);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while waiting for the lock on " + path);
      }
    }
  }

  /** Takes the lock if nobody is in the way. */
  public boolean tryLock(Mode mode) throws IOException {
    return flock(mode.operation | NON_BLOCKING);
  }

  /** Gives the lock up and keeps the file open. */
  public void unlock() throws IOException {
    flock(UNLOCK);
  }

  private boolean flock(int operation) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = Native.state(arena);
      while (FLOCK.call(state, descriptor, operation) < 0) {
        int error = Native.errno(state);
        if (error == Native.EWOULDBLOCK) {
          return false;
        }
        if (error != Native.EINTR) {
          throw new IOException("cannot lock " + path + ": " + Native.message(state));
        }
      }
      return true;
    }
  }

  /** The length of the file in bytes, also if it has no name any more. */
  public long size() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = Native.state(arena);
      long size = LSEEK.callLong(state, descriptor, 0, SEEK_END);
      if (size < 0) {
        throw new IOException("cannot tell the size of " + path + ": " + Native.message(state));
      }
      return size;
    }
  }

  /** Writes bytes at the place where the last call of this object ended. */
  public void write(String bytes) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = Native.state(arena);
      long text = Native.string(arena, bytes);
      long written = WRITE.callLong(state, descriptor, text, bytes.length());
      if (written != bytes.length()) {
        throw new IOException("cannot write " + path + ": " + Native.message(state));
      }
    }
  }

  /** The file or directory, whatever its name is now: a path that is short and valid as long as it is open. */
  public Path handle() {
    return Path.of("/proc/self/fd/" + descriptor);
  }

  /** Closes the file, and with it gives the lock up. */
  @Override
  public void close() throws IOException {
    if (!open) {
      return;
    }
    open = false;
    try (Arena arena = Arena.ofConfined()) {
      int ignored = CLOSE.call(Native.state(arena), descriptor);
    }
  }
}
