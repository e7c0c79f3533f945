package dev.firn.process.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogRotationTest {
  @TempDir private Path folder;

  @Test
  void whoHasTheFileOpenGoesOnInTheSameFile() throws IOException {
    Path log = folder.resolve("a.log");
    LogRotation rotation = new LogRotation(4);
    try (OutputStream writer =
        Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (String part : new String[] {"one\n", "two\n", "three\n", "four\n", "x"}) {
        writer.write(part.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        rotation.look(log);
      }
    }

    assertEquals("x", Files.readString(log));
    assertEquals("four\n", Files.readString(folder.resolve("a.log.1")));
    assertEquals("three\n", Files.readString(folder.resolve("a.log.2")));
    assertEquals("two\n", Files.readString(folder.resolve("a.log.3")));
    assertFalse(Files.exists(folder.resolve("a.log.4")));
  }
}
