package dev.firn.process.manager.s6rc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.firn.process.manager.Programs;
import dev.firn.process.manager.RealPrograms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExeclineTest {
  private static final String ODD = " \t\n\\\"'{}$#!*;&|<>~abc=/%\u00e4\u0001\u007f";

  @TempDir Path folder;

  @Test
  void whatIsPlainStaysAsItIs() {
    assertEquals("/bin/a -p 80 a=b", Execline.words("/bin/a", "-p", "80", "a=b"));
    assertEquals(
        "\"\" \"a b\" \"\\\"\\\\\" \"{\" \"$a\"", Execline.words("", "a b", "\"\\", "{", "$a"));
  }

  @Test
  void everyWordArrives() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/execlineb")), "needs execline");
    long seed = 20_261_121;
    Random random = new Random(seed);
    List<String> words = new ArrayList<>(List.of("", "{", "}", "#", "$PID", "\\n", "0x41"));
    while (words.size() < 300) {
      StringBuilder word = new StringBuilder();
      for (int i = random.nextInt(8); i >= 0; i--) {
        word.append(ODD.charAt(random.nextInt(ODD.length())));
      }
      words.add(word.toString());
    }
    Path script = folder.resolve("script");
    String block = Execline.block("foreground", "printf %s\\\\0 " + Execline.words(words));
    Files.write(
        script,
        Execline.script(List.of(block, "printf %s\\\\0 " + Execline.words(words)))
            .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));

    Programs.Output output =
        new RealPrograms()
            .run(List.of("execlineb", "-P", script.toString()), "", Duration.ofSeconds(20));

    String once = String.join("\0", words) + "\0";
    assertEquals(once + once, output.out(), "seed " + seed + " " + output.err());
  }
}
