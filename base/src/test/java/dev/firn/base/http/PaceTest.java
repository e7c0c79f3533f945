package dev.firn.base.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {
  private final AtomicLong now = new AtomicLong(5);
  private long slept;

  private Pace pace(long bytesPerSecond) {
    return new Pace(
        bytesPerSecond,
        now::get,
        nanos -> {
          slept += nanos;
          now.addAndGet(nanos);
        });
  }

  @Test
  void bytesTakeTheirTime() throws IOException {
    Pace pace = pace(1000);
    for (int i = 0; i < 50; i++) {
      pace.took(100);
    }

    assertEquals(5_000_000_000L, slept);
  }

  @Test
  void timeThatPassedAnywayCounts() throws IOException {
    Pace pace = pace(1000);
    pace.took(1000);
    now.addAndGet(400_000_000L);
    pace.took(1000);

    assertEquals(2_000_000_000L, slept);
  }

  @Test
  void zeroIsNoLimit() throws IOException {
    pace(0).took(Integer.MAX_VALUE);

    assertEquals(0, slept);
  }
}
