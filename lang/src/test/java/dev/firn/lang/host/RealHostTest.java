package dev.firn.lang.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.firn.lang.error.EvalError;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What only the machine has: programs, the process. */
class RealHostTest {
  private final Host host = new RealHost("/nix/store", "/", new MemoryHost());

  private String failure(String... command) {
    return assertThrows(EvalError.class, () -> host.execute(List.of(command))).text();
  }

  @Test
  void programsGetTheirArgumentsAsTheyAre() {
    assertEquals("a  b $HOME;\n", host.execute(List.of("echo", "a  b", "$HOME;")));
    assertEquals("\u00ff", host.execute(List.of("printf", "\\377")));
  }

  @Test
  void failingPrograms() {
    assertEquals("program \"false\" failed with exit code 1", failure("false"));
    assertEquals(
        "program \"sh\" failed due to signal 9 (Killed)", failure("sh", "-c", "kill -9 $$"));
    assertEquals(
        "executing \"/no/such/program\": No such file or directory", failure("/no/such/program"));
  }

  @Test
  void namesWithAZeroByte() {
    assertEquals(
        "path segment '/a\u00e2\u0090\u0080b' must not contain null (\\0) bytes",
        assertThrows(EvalError.class, () -> host.kind("/a\0b")).text());
  }
}
