package dev.firn.deploy.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every directory of logs does, whatever it is made of. */
class LogDirectoryTest {
  @TempDir Path files;

  @Test
  void onDisk() throws IOException {
    keepsTheContract(new FileLogDirectory(files));
  }

  @Test
  void inMemory() throws IOException {
    keepsTheContract(new MemoryLogDirectory());
  }

  private static void keepsTheContract(LogDirectory directory) throws IOException {
    assertNull(directory.read("log"));
    directory.append("log", new byte[] {1, 2});
    directory.append("log", new byte[] {3});
    directory.sync("log");
    directory.syncNames();
    assertArrayEquals(new byte[] {1, 2, 3}, directory.read("log"));
    directory.truncate("log", 1);
    assertArrayEquals(new byte[] {1}, directory.read("log"));
    directory.append("new", new byte[] {9});
    directory.rename("new", "log");
    assertArrayEquals(new byte[] {9}, directory.read("log"));
    assertNull(directory.read("new"));
    directory.delete("log");
    directory.delete("log");
    assertNull(directory.read("log"));
  }
}
