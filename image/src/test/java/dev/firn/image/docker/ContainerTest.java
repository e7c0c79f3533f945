package dev.firn.image.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.firn.base.json.Json;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ContainerTest {
  private static final String NEVER = "0001-01-01T00:00:00Z";

  private static Instant since(String created, String started, String finished) {
    return Container.of(
            Json.parse(
                "{\"Created\":\"%s\",\"State\":{\"Status\":\"running\",\"StartedAt\":\"%s\",\"FinishedAt\":\"%s\"}}"
                    .formatted(created, started, finished)))
        .health()
        .since();
  }

  /** Engines note a start after it: what was said before counts. */
  @Test
  void aProcessMayHaveSpokenBeforeItsStartWasNoted() {
    String made = "2026-01-01T10:00:00.5Z";
    assertEquals(Instant.parse(made), since(made, "2026-01-01T10:00:01Z", NEVER));
  }

  @Test
  void whatWasSaidBeforeARestartDoesNotCount() {
    String made = "2026-01-01T10:00:00Z";
    assertEquals(
        Instant.parse("2026-01-01T11:00:00Z"),
        since(made, "2026-01-01T11:00:02Z", "2026-01-01T11:00:00Z"));
    assertEquals(
        Instant.parse("2026-01-01T11:59:50Z"),
        since(made, "2026-01-01T12:00:00Z", "2026-01-01T11:00:00Z"));
  }
}
