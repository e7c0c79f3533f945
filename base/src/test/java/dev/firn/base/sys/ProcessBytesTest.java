package dev.firn.base.sys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Through real processes, because what a process was given at its start cannot be set later. */
class ProcessBytesTest {
  @TempDir private Path folder;

  /** Prints what it was given, between markers and as bytes. */
  static final class Echo {
    private Echo() {}

    /** The arguments, the variable WORD, the variable that is not set, and the end of the working directory. */
    public static void main(String[] decoded) {
      StringBuilder text = new StringBuilder();
      for (String argument : ProcessBytes.arguments(decoded)) {
        text.append('<').append(argument).append('>');
      }
      text.append('|').append(ProcessBytes.variable("WORD"));
      text.append('|').append(ProcessBytes.variable("N\u00ffME"));
      text.append('|').append(ProcessBytes.variable("WORD_OF_NOBODY"));
      String directory = ProcessBytes.workingDirectory();
      text.append('|').append(directory.substring(directory.lastIndexOf('/')));
      byte[] bytes = text.toString().getBytes(StandardCharsets.ISO_8859_1);
      System.out.write(bytes, 0, bytes.length);
      System.out.flush();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"C", "C.UTF-8"})
  void everyByteArrives(String locale) throws IOException, InterruptedException {
    // The script makes the bytes: Java could not pass them on.
    String script =
        """
        export LC_ALL=%s
        mkdir "$(printf 'd\\377')" && cd "$(printf 'd\\377')" || exit
        exec env WORD="$(printf 'w\\376\\303\\251')" "$(printf 'N\\377ME=n')" "$0" -cp "$1" "$2" \
          plain "$(printf '\\377\\376')" '' "$(printf '\\303\\251')"
        """
            .formatted(locale);

    assertEquals(
        "<plain><\u00ff\u00fe><><\u00c3\u00a9>|w\u00fe\u00c3\u00a9|n|null|/d\u00ff", run(script));
  }

  @Test
  void asciiIsTakenAsItIs() {
    String[] decoded = {"a", "", "b c"};

    assertSame(decoded, ProcessBytes.arguments(decoded));
    assertNull(ProcessBytes.variable("WORD_OF_NOBODY"));
    assertEquals(System.getenv("PATH"), ProcessBytes.variable("PATH"));
    assertArrayEquals(new String[0], ProcessBytes.arguments(new String[0]));
  }

  private String run(String script) throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Path errors = Files.createTempFile(folder, "errors", "");
    Process process =
        new ProcessBuilder(
                "sh",
                "-c",
                script,
                java,
                System.getProperty("java.class.path"),
                Echo.class.getName())
            .directory(folder.toFile())
            .redirectError(errors.toFile())
            .start();
    byte[] printed = process.getInputStream().readAllBytes();
    assertEquals(0, process.waitFor(), () -> errors + ": " + text(errors));
    return new String(printed, StandardCharsets.ISO_8859_1);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
