package dev.firn.base.sys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockFileTest {
  @TempDir Path directory;

  @Test
  void sharedLocksGoTogetherExclusiveOnesDoNot() throws IOException {
    Path file = directory.resolve("lock");
    try (LockFile first = LockFile.open(file);
        LockFile second = LockFile.open(file)) {
      assertTrue(first.tryLock(LockFile.Mode.SHARED));
      assertTrue(second.tryLock(LockFile.Mode.SHARED));
      assertFalse(first.tryLock(LockFile.Mode.EXCLUSIVE));
      second.unlock();
      first.lock(LockFile.Mode.EXCLUSIVE);
      assertFalse(second.tryLock(LockFile.Mode.SHARED));
    }
    try (LockFile third = LockFile.open(file)) {
      assertTrue(third.tryLock(LockFile.Mode.EXCLUSIVE));
    }
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void sizeAndContentOutliveTheName() throws IOException {
    Path file = directory.resolve("lock");
    try (LockFile lock = LockFile.open(file)) {
      assertEquals(0, lock.size());
      lock.write("ab");
      assertEquals("ab", Files.readString(file));
      Files.delete(file);
      lock.write("c");
      assertEquals(3, lock.size());
    }
  }

  @Test
  void existingFilesAndDirectoriesAreNotMade() throws IOException {
    Path file = directory.resolve("lock");
    assertNull(LockFile.openExisting(file));
    LockFile.open(file).close();
    try (LockFile first = LockFile.openExisting(file);
        LockFile second = LockFile.openDirectory(directory);
        LockFile third = LockFile.openDirectory(directory)) {
      assertTrue(first.tryLock(LockFile.Mode.EXCLUSIVE));
      assertTrue(second.tryLock(LockFile.Mode.EXCLUSIVE));
      assertFalse(third.tryLock(LockFile.Mode.SHARED));
      assertTrue(Files.exists(second.handle().resolve("lock")));
    }
    Files.createSymbolicLink(directory.resolve("link"), file);
    assertThrows(IOException.class, () -> LockFile.open(directory.resolve("link")));
  }

  @Test
  void whoWaitsForALockCanBeInterrupted() throws Exception {
    Path file = directory.resolve("lock");
    try (LockFile first = LockFile.open(file);
        LockFile second = LockFile.open(file)) {
      first.lock(LockFile.Mode.EXCLUSIVE);
      Thread.currentThread().interrupt();
      assertThrows(InterruptedIOException.class, () -> second.lock(LockFile.Mode.EXCLUSIVE));
      assertTrue(Thread.interrupted());
    }
  }

  @Test
  void aMissingDirectoryIsReported() {
    Path file = directory.resolve("missing/lock");
    assertEquals(
        file + ": cannot open the lock file",
        assertThrows(NoSuchFileException.class, () -> LockFile.open(file)).getMessage());
    assertThrows(IOException.class, () -> LockFile.openDirectory(file));
    assertThrows(IOException.class, () -> FileSystemSync.sync(directory.resolve("missing")));
  }

  @Test
  void syncedDirectoriesAreFine() throws IOException {
    FileSystemSync.sync(directory);
  }

  @Test
  void linksKeepTheirTargets() throws IOException {
    for (String target : new String[] {"a", "a//b", "a/", "/", "\u00ff/x//", "\u00ff"}) {
      Path link = directory.resolve("link");
      Symlinks.create(link, target);
      assertEquals(target, Symlinks.read(link));
      assertThrows(FileAlreadyExistsException.class, () -> Symlinks.create(link, target));
      Files.delete(link);
    }
  }
}
