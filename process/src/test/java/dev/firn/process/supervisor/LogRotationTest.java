package dev.firn.process.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.firn.base.sys.FileRanges;
import dev.firn.deploy.driver.LogQuery;
import dev.firn.process.manager.LogFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogRotationTest {
  private static final int LINES = 100_000;

  @TempDir private Path folder;

  @Test
  void whoHasTheFileOpenGoesOnInTheSameFile() throws IOException {
    Path log = folder.resolve("a.log");
    LogRotation rotation = new LogRotation(4);
    try (OutputStream writer =
        Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (String part : new String[] {"one\n", "two\n", "three\n", "four\n", "x"}) {
        writer.write(part.getBytes(StandardCharsets.UTF_8));
        rotation.look(log);
      }
    }

    assertEquals("x", Files.readString(log));
    assertEquals("four\n", Files.readString(folder.resolve("a.log.1")));
    assertEquals("three\n", Files.readString(folder.resolve("a.log.2")));
    assertEquals("two\n", Files.readString(folder.resolve("a.log.3")));
    assertFalse(Files.exists(folder.resolve("a.log.4")));
  }

  /** A process that writes without a pause while its log is rotated again and again. */
  @Test
  void nothingIsLostWhileItIsWritten() throws Exception {
    Path log = Files.createFile(folder.resolve("a.log"));
    assumeTrue(
        canRemoveStart(), "the file system of temporary files cannot take a start of a file away");
    String line = "x".repeat(190);
    String script = "i=0; while [ $i -lt " + LINES + " ]; do i=$((i + 1)); echo \"$i $1\"; done";
    Process writer =
        new ProcessBuilder("sh", "-c", script, "sh", line)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    LogRotation rotation = new LogRotation(1 << 20);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    int rotations = 0;
    for (boolean ended = false; !ended; ) {
      ended = !writer.isAlive();
      rotation.look(log);
      Path older = folder.resolve("a.log.1");
      if (Files.exists(older)) {
        all.write(Files.readAllBytes(older));
        Files.delete(older);
        rotations++;
      }
    }
    all.write(Files.readAllBytes(log));

    assertTrue(rotations > 1, () -> "nothing was rotated");
    List<String> lines = all.toString(StandardCharsets.UTF_8).lines().toList();
    for (int i = 0; i < LINES; i++) {
      assertEquals(i + 1 + " " + line, lines.get(i));
    }
    assertEquals(LINES, lines.size());
  }

  private boolean canRemoveStart() throws IOException {
    Path file = Files.write(folder.resolve("try"), new byte[2 * (int) FileRanges.UNIT]);
    return FileRanges.removeStart(file, FileRanges.UNIT);
  }

  @Test
  void whoFollowsReadsEachLineOnce() throws Exception {
    Path log = folder.resolve("a.log");
    LinkedBlockingQueue<String> seen = new LinkedBlockingQueue<>();
    String text = "y".repeat(100);
    write(log, 0, 2000, text);
    Thread reader =
        Thread.startVirtualThread(() -> {
          try {
            new LogFile(log).read(new LogQuery(null, -1, true), line -> seen.add(line.text()));
          } catch (Exception ended) {
            seen.add("end");
          }
        });
    for (int i = 0; i < 2000; i++) {
      assertEquals(i + text, seen.poll(20, TimeUnit.SECONDS));
    }
    write(log, 2000, 2100, text); // perhaps read in the log, perhaps in its copy
    new LogRotation(4).look(log);
    write(log, 2100, 2200, text);
    for (int i = 2000; i < 2200; i++) {
      assertEquals(i + text, seen.poll(20, TimeUnit.SECONDS));
    }
    reader.interrupt();
    assertEquals("end", seen.poll(20, TimeUnit.SECONDS));
  }

  private static void write(Path log, int from, int to, String text) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = from; i < to; i++) {
      lines.append(i).append(text).append('\n');
    }
    Files.writeString(log, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
