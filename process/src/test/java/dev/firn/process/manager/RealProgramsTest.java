package dev.firn.process.manager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RealProgramsTest {
  private final Programs programs = new RealPrograms();

  @Test
  void aProgramGetsItsInputAndTellsAll() throws Exception {
    Programs.Output output =
        programs.run(
            List.of("sh", "-c", "cat; echo no >&2; exit 7"), "a\nb", Duration.ofSeconds(30));
    assertEquals(new Programs.Output(7, "a\nb", "no\n"), output);
    assertEquals("no", output.complaint());
  }

  @Test
  void whatTakesTooLongIsKilledWithItsChildren() throws Exception {
    String seconds = "4713." + ProcessHandle.current().pid();
    assertThrows(
        IOException.class,
        () ->
            programs.run(
                List.of("sh", "-c", "sleep " + seconds + "; true"), "", Duration.ofMillis(300)));
    Await.gone(seconds);
  }

  @Test
  void whatIsMissingIsNamed() {
    for (String program : List.of("no-such-program", "/etc/passwd")) {
      IOException missing =
          assertThrows(
              IOException.class, () -> programs.run(List.of(program), "", Duration.ofSeconds(9)));
      assertEquals("there is no '" + program + "' on this machine", missing.getMessage());
    }
  }

  @Test
  void linesAreFollowed() throws Exception {
    List<String> lines = new ArrayList<>();
    assertEquals(3, programs.follow(List.of("sh", "-c", "echo a; echo b; exit 3"), lines::add));
    assertEquals(List.of("a", "b"), lines);
  }
}
