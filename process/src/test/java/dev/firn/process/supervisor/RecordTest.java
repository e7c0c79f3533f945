package dev.firn.process.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.firn.base.sys.ProcessId;
import dev.firn.base.text.Latin1;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.log.MemoryLogDirectory;
import dev.firn.process.manager.Descriptions;
import dev.firn.process.supervisor.Assignment.Wish;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordTest {
  private static final Key KEY = new Key("app", ComponentPath.of("a.b"));
  private static final Assignment ASSIGNMENT =
      new Assignment(
          KEY,
          "f1",
          Descriptions.of(Path.of("/s")).foreground("/bin/a", "b").build(),
          true,
          Wish.RUN);
  private static final Status STATUS =
      new Status(Status.Phase.RUNNING, new ProcessId(7, 99), Instant.ofEpochMilli(5), 2, "text");

  private final MemoryLogDirectory directory = new MemoryLogDirectory();

  private Record written() throws IOException {
    Record record = Record.open(directory, "boot1");
    record.put(List.of(ASSIGNMENT));
    record.status(KEY, STATUS);
    return record;
  }

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    written();

    Record read = Record.read(directory);
    assertEquals(Map.of(KEY, ASSIGNMENT), read.assignments());
    assertEquals(STATUS, read.status(KEY));
    assertEquals("boot1", read.boot());
  }

  @Test
  void anotherRunOfTheMachineHasNoProcessesOfThisOne() throws IOException {
    written();

    Record next = Record.open(directory, "boot2");
    assertEquals(Map.of(KEY, ASSIGNMENT), next.assignments());
    assertNull(next.status(KEY));
  }

  @Test
  void wishesAndRemovalsAreKept() throws IOException {
    Record record = written();

    record.wish(List.of(KEY), Wish.GO);
    assertEquals(Wish.GO, Record.read(directory).assignments().get(KEY).wish());
    record.remove(List.of(KEY));
    assertEquals(Map.of(), Record.read(directory).assignments());
    assertNull(Record.read(directory).status(KEY));
  }

  @Test
  void everyTornEndIsCutOff() throws IOException {
    written();
    byte[] whole = directory.read("record");
    for (int length = whole.length - 1; length > 0; length--) {
      directory.truncate("record", length);
      Record.read(directory);
    }
    assertEquals(Map.of(), Record.open(directory, "boot1").assignments());
  }

  @Test
  void whatANewerFirnWroteIsRefused() throws IOException {
    written();
    String text = Latin1.string(directory.read("record"));
    directory.delete("record");
    directory.append("record", Latin1.bytes("2" + text.substring(1)));

    assertThrows(IOException.class, () -> Record.open(directory, "boot1"));
  }

  @Test
  void theFormatIsThis() throws IOException {
    Record record = Record.open(directory, "boot1");
    record.status(KEY, STATUS);

    assertEquals(
        """
        1 eb2f4dc6 {"boot":"boot1"}
        1 2c0e2cf6 {"put":[]}
        1 00000000 {"key":{"deployment":"app","path":"\\"a.b\\""},"status":{"phase":"RUNNING","pid":7,"restarts":2,"since":5,"start":99,"text":"text"}}
        """
            .replaceAll("(?m)^1 [0-9a-f]{8}", "1 "),
        Latin1.string(directory.read("record")).replaceAll("(?m)^1 [0-9a-f]{8}", "1 "));
  }
}
