package dev.firn.app.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.firn.base.activity.ActivityType;
import dev.firn.base.activity.Field;
import dev.firn.base.activity.ResultType;
import dev.firn.base.text.Ansi;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BarStateTest {
  private final Estimates estimates = new Estimates();
  private final BarState state = new BarState(estimates);

  private void begin(int id, String name, long now) {
    List<Field> fields = List.of(Field.of("/nix/store/hash-" + name + ".drv"), Field.of(""));
    state.started(id, ActivityType.BUILD, "building", fields, 0, now);
  }

  private void count(long done, long expected, long running) {
    state.started(9, ActivityType.BUILDS, "", List.of(), 0, 0);
    Field failed = Field.of(0);
    state.result(
        9,
        ResultType.PROGRESS,
        List.of(Field.of(done), Field.of(expected), Field.of(running), failed));
  }

  private String line(long seconds) {
    return Ansi.filter(state.line(seconds * 1000), false);
  }

  @Test
  void withoutHistoryThereAreNoEstimates() {
    estimates.plan(Stream.of("a.drv", "b.drv"));
    count(0, 2, 1);
    begin(1, "a", 0);

    assertEquals("[1/0/2 built] building a", line(5));
  }

  @Test
  void earlierBuildsTellHowLongItTakes() {
    estimates.learnFrom(name -> Map.of("a", 90L, "b", 30L).getOrDefault(name, 0L));
    estimates.plan(Stream.of("a.drv", "b.drv", "c.drv"));
    count(0, 3, 1);
    begin(1, "a", 0);

    assertEquals("[1/0/3 built, about 1m50s left] building a (10s of about 1m30s)", line(10));
    assertEquals("[1/0/3 built, about 30s left] building a (1m40s of about 1m30s)", line(100));

    state.stopped(1);
    begin(2, "b", 100_000);
    assertEquals("[1/0/3 built, about 20s left] building b (10s of about 30s)", line(110));
    begin(3, "c", 110_000);
    assertEquals("[1/0/3 built, about 15s left] building c", line(115));
  }
}
