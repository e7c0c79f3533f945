package dev.firn.process.manager;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ShellTest {
  private static final String TRICKY = "'\"\\$`!#&|;<>(){}[]*?~ \t\n=%-";

  @Test
  void plainWordsStayAsTheyAre() {
    assertEquals(
        "/usr/bin/perl -e 'print 1' '' a=b",
        Shell.words(List.of("/usr/bin/perl", "-e", "print 1", "", "a=b")));
    assertEquals("'a=b' 'it'\\''s'", Shell.words(List.of("a=b", "it's")));
  }

  @Test
  void aShellSeesTheWordsThatWereQuoted() throws Exception {
    SplittableRandom random = new SplittableRandom(2);
    StringBuilder script = new StringBuilder();
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      String word = word(random);
      all.add(word);
      script.append("printf '%s\\001' ").append(Shell.word(word)).append('\n');
    }
    Programs.Output output =
        new RealPrograms().run(List.of("/bin/sh"), script.toString(), Duration.ofSeconds(30));
    assertEquals(String.join("\1", all) + "\1", output.out());
  }

  private static String word(SplittableRandom random) {
    StringBuilder word = new StringBuilder();
    int length = random.nextInt(0, 9);
    for (int i = 0; i < length; i++) {
      word.append(
          random.nextBoolean()
              ? TRICKY.charAt(random.nextInt(TRICKY.length()))
              : (char) random.nextInt(2, 256));
    }
    return word.toString();
  }
}
