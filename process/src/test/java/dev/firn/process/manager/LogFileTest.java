package dev.firn.process.manager;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.firn.deploy.driver.LogLine;
import dev.firn.deploy.driver.LogQuery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
  @TempDir private Path directory;

  private List<String> read(Path file, LogQuery query) throws Exception {
    List<LogLine> lines = new ArrayList<>();
    new LogFile(file).read(query, lines::add);
    return lines.stream().map(LogLine::text).toList();
  }

  @Test
  void aLogIsRemovedWithWhatWasPutAside() throws Exception {
    new LogFile(directory.resolve("none/log")).remove();
    for (String name : List.of("web.log", "web.log.1", "web.log.12", "web.log.new")) {
      Files.writeString(directory.resolve(name), "");
    }
    List<String> others = List.of("web.log.1.gz", "web.logs", "web.log.old", "aweb.log");
    for (String name : others) {
      Files.writeString(directory.resolve(name), "");
    }
    new LogFile(directory.resolve("web.log")).remove();
    try (Stream<Path> left = Files.list(directory)) {
      assertEquals(
          new TreeSet<>(others),
          new TreeSet<>(left.map(path -> path.getFileName().toString()).toList()));
    }
  }

  @Test
  void theLastLinesAreFound() throws Exception {
    Path file = directory.resolve("log");
    assertEquals(List.of(), new LogFile(file).lastLines(3));
    assertEquals(List.of(), read(file, LogQuery.ALL));
    Files.writeString(file, "");
    assertEquals(List.of(), new LogFile(file).lastLines(3));
    Files.writeString(file, "a\n\nb\nc");
    assertEquals(List.of("", "b", "c"), new LogFile(file).lastLines(3));
    assertEquals(List.of("a", "", "b", "c"), new LogFile(file).lastLines(9));
    assertEquals(List.of("b", "c"), read(file, new LogQuery(null, 2, false)));
    assertEquals(List.of(), read(file, new LogQuery(null, 0, false)));
    String many = "x".repeat(1000) + "\n";
    Files.writeString(file, many.repeat(200) + "end\n");
    assertEquals(101, new LogFile(file).lastLines(101).size());
    assertEquals("end", new LogFile(file).lastLines(1).getFirst());
  }

  @Test
  void followingGoesOnInAFileThatTookTheOldOnesPlace() throws Exception {
    Path file = directory.resolve("log");
    Files.writeString(file, "a\nb\n");
    LinkedBlockingQueue<String> seen = new LinkedBlockingQueue<>();
    Thread reader =
        Thread.startVirtualThread(() -> {
          try {
            new LogFile(file).read(new LogQuery(null, 1, true), line -> seen.add(line.text()));
          } catch (Exception ended) {
            seen.add("end");
          }
        });
    assertEquals("b", seen.poll(60, TimeUnit.SECONDS));
    Path other = Files.writeString(directory.resolve("other"), "c\n");
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    assertEquals("c", seen.poll(60, TimeUnit.SECONDS));
    reader.interrupt();
    assertEquals("end", seen.poll(60, TimeUnit.SECONDS));
  }
}
