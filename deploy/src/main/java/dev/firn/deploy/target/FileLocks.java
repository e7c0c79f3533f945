package dev.firn.deploy.target;

import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.sys.LockFile;
import dev.firn.base.text.Latin1;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Locks that the kernel keeps, on files in a directory. The text in a file says who has it, for people only. */
public final class FileLocks implements Locks {
  private static final int LONGEST_PAUSE_MS = 100;
  private static final int LONGEST_TEXT = 200;

  private final Path directory;
  private final String holder;

  /**
   * Locks in that directory, which must be there.
   *
   * @param holder who takes them, for people: bytes
   */
  public FileLocks(Path directory, String holder) {
    this.directory = directory;
    this.holder = holder;
  }

  private Path file(String name) {
    return directory.resolve(Hash.digest(HashAlgorithm.SHA256, name).base16() + ".lock");
  }

  @Override
  public Closeable lock(String name, Duration longest)
      throws LockedException, IOException, InterruptedException {
    Path file = file(name);
    LockFile lock = LockFile.open(file);
    try {
      take(lock, name, longest);
      Files.writeString(file, Latin1.toUnicode(holder + " since " + Instant.now()));
      return lock;
    } catch (IOException | LockedException | InterruptedException | RuntimeException failed) {
      lock.close();
      throw failed;
    }
  }

  private void take(LockFile lock, String name, Duration longest)
      throws LockedException, IOException, InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    for (int pause = 1;
        !lock.tryLock(LockFile.Mode.EXCLUSIVE);
        pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
      if (System.nanoTime() - end >= 0) {
        throw new LockedException(name, text(file(name)));
      }
      Thread.sleep(pause);
    }
  }

  private static String text(Path file) throws IOException {
    String text = Files.readString(file);
    return text.substring(0, Math.min(text.length(), LONGEST_TEXT));
  }
}
