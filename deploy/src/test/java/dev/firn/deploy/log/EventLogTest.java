package dev.firn.deploy.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.json.Json;
import dev.firn.base.text.Latin1;
import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.component.Place;
import dev.firn.deploy.component.Probe;
import dev.firn.deploy.driver.Operation;
import dev.firn.deploy.driver.Result;
import dev.firn.deploy.driver.Verb;
import dev.firn.deploy.generation.Generation;
import dev.firn.deploy.json.JsonFields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventLogTest {
  private static final Event.Opened OPENED = new Event.Opened("app", "/src/app", "me");
  private static final Path GOLDEN = Path.of("src/test/resources/golden/event-log.txt");

  private static final Component WEB =
      Component.of(ComponentPath.parse("group.\"w.eb\""), new Place("embedded", "here"), "f1")
          .withInputs(Map.of("port", new Json.Int(80)), List.of("port"))
          .withProbe(
              new Probe("tcp", new TreeMap<>(), Duration.ofMillis(100), Duration.ofSeconds(5), 2));

  /** One event of each kind that can follow the first. */
  private static List<Event> events() {
    TreeMap<Integer, Result> results = new TreeMap<>();
    results.put(0, Result.failed("no"));
    TreeMap<ComponentPath, @Nullable Component> found = new TreeMap<>();
    found.put(WEB.path(), null);
    List<PlannedStep> steps = List.of(new PlannedStep(new Operation(Verb.START, null, WEB), true));
    return List.of(
        new Event.Planned(Purpose.APPLY, 1, "/src/app", Instant.EPOCH, with(WEB), steps),
        new Event.Started(List.of(0)),
        new Event.Ended(results),
        new Event.Turned(Direction.FINISH, "recover", steps),
        new Event.Started(List.of(0)),
        new Event.Found(found),
        new Event.Closed(Direction.FINISH, new TreeSet<>(List.of(WEB.path()))),
        new Event.Forgotten(new TreeSet<>(List.of(7))));
  }

  private static Difference with(Component component) {
    return new Difference(false, List.of(component), new TreeSet<>());
  }

  private static MemoryLogDirectory written() throws LogException {
    MemoryLogDirectory directory = new MemoryLogDirectory();
    EventLog log = EventLog.create(directory, OPENED);
    for (Event event : events()) {
      log.add(event);
    }
    return directory;
  }

  private static byte[] bytes(LogDirectory directory) throws IOException {
    return Objects.requireNonNull(directory.read("log"));
  }

  private static MemoryLogDirectory directory(byte[] bytes) throws IOException {
    MemoryLogDirectory directory = new MemoryLogDirectory();
    directory.append("log", bytes);
    return directory;
  }

  private static LogException.Reason refusal(byte[] bytes) throws IOException {
    MemoryLogDirectory directory = directory(bytes);
    LogException exception = assertThrows(LogException.class, () -> EventLog.open(directory));
    assertEquals(Latin1.string(bytes), Latin1.string(bytes(directory)), "touched");
    return exception.reason();
  }

  @Test
  void theFormatIsTheOneThatIsOnDisks() throws LogException, IOException {
    String text = Latin1.string(bytes(written()));
    if ("write".equals(System.getProperty("firn.golden"))) {
      Files.createDirectories(GOLDEN.getParent());
      Files.writeString(GOLDEN, text);
    }

    assertEquals(Files.readString(GOLDEN), text);
    EventLog again = EventLog.open(directory(Latin1.bytes(text)));
    assertEquals(1, again.state().history().current());
  }

  @Test
  void whatTheFirstFormatToldInFullIsRead() throws LogException, IOException {
    byte[] first = Files.readAllBytes(Path.of("src/test/resources/golden/event-log-1.txt"));
    EventLog log = EventLog.open(directory(first));
    String now = StateJson.write(EventLog.open(written()).state()).print();
    assertEquals(now, StateJson.write(log.state()).print());

    byte[] snapshot =
        Files.readAllBytes(Path.of("src/test/resources/golden/event-log-1-snapshot.txt"));
    assertEquals(now, StateJson.write(EventLog.open(directory(snapshot)).state()).print());
  }

  @Test
  void aRecordIsAsLongAsWhatChanges() throws LogException {
    TreeMap<ComponentPath, Component> all = new TreeMap<>();
    for (int i = 0; i < 100; i++) {
      Component one = Component.of(ComponentPath.of("a" + i), new Place("memory", "here"), "f");
      all.put(one.path(), one);
    }
    EventLog log = EventLog.create(new MemoryLogDirectory(), OPENED);
    change(log, 1, all);
    long everything = log.length();
    Component changed = Component.of(ComponentPath.of("a7"), new Place("memory", "here"), "other");
    TreeMap<ComponentPath, Component> next = new TreeMap<>(all);
    next.put(changed.path(), changed);
    next.remove(ComponentPath.of("a8"));
    change(log, 2, next);
    assertTrue(log.length() < everything * 11 / 10, log.length() + " after " + everything);
    assertEquals(all, log.state().history().get(1).components());
    assertEquals(next, log.state().history().get(2).components());

    log.compact();
    assertTrue(log.length() < everything * 11 / 10, log.length() + " after " + everything);
    State again = StateJson.read(JsonFields.of(StateJson.write(log.state()), "a state"));
    assertEquals(log.state().standings(), again.standings());
    assertEquals(log.state().history(), again.history());
  }

  /** Goes on to a generation, of which a step brings what differs. */
  private static void change(EventLog log, int number, TreeMap<ComponentPath, Component> goal)
      throws LogException {
    List<PlannedStep> steps = new ArrayList<>();
    goal.forEach((path, component) -> {
      if (!component.equals(log.state().components().get(path))) {
        steps.add(new PlannedStep(new Operation(Verb.START, null, component), true));
      }
    });
    Generation generation = new Generation(number, Instant.EPOCH, "/src/app", goal);
    log.add(log.state().planned(Purpose.APPLY, generation, steps));
    log.add(new Event.Closed(Direction.FINISH, new TreeSet<>()));
  }

  @Test
  void aCutIsRepairedAtEveryByte() throws LogException, IOException {
    byte[] all = bytes(written());
    int lines = 0;
    for (int length = firstLine(all); length < all.length; length++) {
      MemoryLogDirectory directory = directory(Arrays.copyOf(all, length));
      lines = (int) Latin1.string(all).substring(0, length).chars().filter(c -> c == '\n').count();
      EventLog log = EventLog.open(directory);
      assertEquals(lines, Latin1.string(bytes(directory)).lines().count());
      assertEquals(bytes(directory).length, log.length());
    }
    assertEquals(events().size(), lines);
  }

  private static int firstLine(byte[] all) {
    return Latin1.string(all).indexOf('\n') + 1;
  }

  @Test
  void damageInTheMiddleIsRefused() throws LogException, IOException {
    byte[] all = bytes(written());
    int last = Latin1.string(all).lastIndexOf('\n', all.length - 2);
    for (int at = 0; at < last; at += 7) {
      byte[] damaged = all.clone();
      damaged[at] ^= 1;
      assertEquals(LogException.Reason.CORRUPT, refusal(damaged), "byte " + at);
    }
  }

  @Test
  void aMissingRecordIsRefused() throws LogException, IOException {
    List<String> lines = new ArrayList<>(Latin1.string(bytes(written())).lines().toList());
    lines.remove(3);

    assertEquals(
        LogException.Reason.CORRUPT, refusal(Latin1.bytes(String.join("\n", lines) + "\n")));
  }

  @Test
  void whatANewerFirnWroteIsRefused() throws LogException, IOException {
    String json = "{\"later\":{}}";
    CRC32C crc = new CRC32C();
    crc.update(Latin1.bytes("3 2 " + json));
    String line = "3 2 " + String.format("%08x", crc.getValue()) + " " + json + "\n";
    String first = Latin1.string(bytes(written())).lines().findFirst().orElseThrow() + "\n";

    assertEquals(LogException.Reason.NEWER, refusal(Latin1.bytes(first + line)));
  }

  @Test
  void readingChangesNothing() throws LogException, IOException {
    byte[] all = bytes(written());
    MemoryLogDirectory directory = directory(Arrays.copyOf(all, all.length - 3));

    assertNotNull(EventLog.read(directory));
    assertEquals(all.length - 3, bytes(directory).length);
    assertNull(EventLog.read(new MemoryLogDirectory()));
  }

  @Test
  void afterAFailedWriteNothingIsAdded() throws LogException {
    MemoryLogDirectory directory = new MemoryLogDirectory();
    EventLog log = EventLog.create(directory, OPENED);
    directory.setFaults(step -> {
      throw new IOException("No space left on device");
    });

    assertEquals(
        LogException.Reason.DISK,
        assertThrows(LogException.class, () -> log.add(events().getFirst())).reason());
    directory.setFaults(_ -> {});
    assertThrows(LogException.class, () -> log.add(events().getFirst()));
    assertNull(log.state().transaction());
  }

  @Test
  void aLogIsLongWhenItIsManyTimesWhatShorteningLeaves() throws LogException, IOException {
    Component large =
        WEB.withInputs(Map.of("text", new Json.Str("x".repeat(600_000))), List.of("text"));
    MemoryLogDirectory directory = written();
    EventLog log = EventLog.open(directory);
    for (int i = 1; i < 13; i++) {
      log.add(new Event.Planned(Purpose.APPLY, i, "/", Instant.EPOCH, with(large), List.of()));
      log.add(new Event.Closed(Direction.FINISH, new TreeSet<>()));
      log = Objects.requireNonNull(EventLog.open(directory));
      assertEquals(i % 4 == 2, log.isLong(), "after " + i);
      if (log.isLong()) {
        log.compact();
      }
      assertFalse(log.isLong());
    }
  }

  @Test
  void aLogThatIsShortenedIsWholeAtEveryMoment() throws LogException {
    SplittableRandom random = new SplittableRandom(1);
    for (int point = 0; point < 8; point++) {
      for (int i = 0; i < 50; i++) {
        MemoryLogDirectory directory = written();
        EventLog log = EventLog.open(directory);
        String before = StateJson.write(log.state()).print();
        failAt(directory, point);
        try {
          log.compact();
        } catch (LogException killed) {
          assertEquals(LogException.Reason.DISK, killed.reason());
        }
        EventLog after = EventLog.open(directory.afterPowerFailure(random));
        assertEquals(before, StateJson.write(after.state()).print());
      }
    }
  }

  private static void failAt(MemoryLogDirectory directory, int point) {
    int[] steps = {0};
    directory.setFaults(step -> {
      if (steps[0]++ >= point) {
        throw new IOException("killed");
      }
    });
  }

  @Test
  void whatWasAddedSurvivesEveryPowerFailure() throws LogException, IOException {
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < 500; i++) {
      MemoryLogDirectory directory = new MemoryLogDirectory();
      EventLog log = EventLog.create(directory, OPENED);
      int count = random.nextInt(events().size());
      events().subList(0, count).forEach(event -> add(log, event));
      int torn = random.nextInt(3);
      failAt(directory, torn);
      try {
        log.add(events().get(count));
      } catch (LogException failed) {
        assertEquals(LogException.Reason.DISK, failed.reason());
      }
      MemoryLogDirectory left = directory.afterPowerFailure(random);
      EventLog.open(left);
      long records = Latin1.string(bytes(left)).lines().count();
      assertTrue(records == count + 1 || records == count + 2, records + " of " + count);
    }
  }

  private static void add(EventLog log, Event event) {
    try {
      log.add(event);
    } catch (LogException failed) {
      throw new AssertionError(failed);
    }
  }
}
