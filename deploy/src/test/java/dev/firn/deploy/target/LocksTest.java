package dev.firn.deploy.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Closeable;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What all locks do. */
class LocksTest {
  @TempDir Path directory;

  @Test
  void onDisk() throws Exception {
    assertTrue(keepsTheContract(new FileLocks(directory, "pid 7")).contains("by pid 7 since 2"));
  }

  @Test
  void inMemory() throws Exception {
    assertEquals(
        "the target one is being changed: try again later", keepsTheContract(new MemoryLocks()));
  }

  private static String keepsTheContract(Locks locks) throws Exception {
    String name = Locks.target("one");
    String message;
    try (Closeable _ = locks.lock(name, Duration.ZERO);
        Closeable _ = locks.lock(Locks.deployment("one"), Duration.ZERO)) {
      message =
          assertThrows(LockedException.class, () -> locks.lock(name, Duration.ZERO)).getMessage();
    }
    locks.lock(name, Duration.ZERO).close();
    return message;
  }
}
