package dev.firn.process.manager.supervisord;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.firn.base.json.Json;
import dev.firn.process.description.ProcessDescription;
import dev.firn.process.manager.Descriptions;
import dev.firn.process.manager.Goldens;
import dev.firn.process.manager.Programs;
import dev.firn.process.manager.RealPrograms;
import dev.firn.process.manager.RenderedFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ProgramFileTest {
  private static final String TRICKY = "'\"\\$`!#&|;<>(){}[]*?~ \t%%%s,=-";

  /** Reads programs as supervisord does, and prints the words of their commands and their variables. */
  private static final String READER =
      """
      import shlex, sys
      from supervisor.options import UnhosedConfigParser, expand
      from supervisor.datatypes import dict_of_key_value_pairs
      parser = UnhosedConfigParser()
      parser.read_string(sys.stdin.read())
      for section in sorted(parser.sections()):
          parser.mysection = section
          for word in shlex.split(parser.saneget(section, 'command', expansions={'here': '/here'})):
              sys.stdout.write(word + '\\1')
          text = parser.saneget(section, 'environment', '', expansions={'here': '/here'})
          for name, value in sorted(dict_of_key_value_pairs(text).items()):
              sys.stdout.write(name + '=' + value + '\\1')
          sys.stdout.write('\\2')
      """;

  @Test
  void everyParameterHasItsGolden() {
    Goldens.check("supervisord", ProgramFile::render);
  }

  /** Supervisord replaces it also where the percent sign is written twice, and then refuses all of its files. */
  @Test
  void whatStandsForTheDirectoryIsWrittenInAScript() {
    String text = text(Descriptions.ofVar().foreground("/bin/echo", "a%(here)sb").build());
    assertEquals(1, text.split("%\\(here\\)s", -1).length - 1, text);
    assertTrue(text.contains("\ncommand=/bin/sh \"%(here)s/"), text);
  }

  @Test
  void overridesReplaceAndRemove() {
    String text =
        text(
            Descriptions.ofVar()
                .foreground("/bin/sleep", "1")
                .override("startsecs", new Json.Int(5))
                .override("priority", new Json.Null())
                .build());
    assertTrue(text.contains("\nstartsecs=5\n") && !text.contains("priority"), text);
  }

  private static String text(ProcessDescription process) {
    RenderedFile file = ProgramFile.render(process).files().get(process.name() + ".conf");
    return file == null ? "" : file.text();
  }

  @Test
  void supervisordReadsTheWordsThatWereGiven() throws Exception {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/supervisord")),
        "supervisord is missing: apt-get install supervisor");
    SplittableRandom random = new SplittableRandom(3);
    StringBuilder configuration = new StringBuilder();
    StringBuilder expected = new StringBuilder();
    for (int i = 1000; i < 3000; i++) {
      List<String> words = new ArrayList<>(List.of("/bin/" + i));
      for (int j = random.nextInt(4); j > 0; j--) {
        words.add(word(random));
      }
      Map<String, String> environment = Map.of("PATH", "/bin", "X", word(random));
      ProcessDescription process =
          Descriptions.ofVar()
              .name("p" + i)
              .foreground(words.toArray(new String[0]))
              .environment(environment)
              .build();
      String text = text(process);
      if (text.contains("%(here)s")) {
        continue;
      }
      configuration.append(text);
      expected.append(String.join("\1", words)).append("\1PATH=/bin\1X=");
      expected.append(environment.get("X")).append("\1\2");
    }
    Programs.Output output =
        new RealPrograms()
            .run(
                List.of("/usr/bin/python3", "-c", READER),
                configuration.toString(),
                Duration.ofSeconds(60));
    assertEquals("", output.err());
    assertEquals(expected.toString(), output.out());
    assertTrue(expected.length() > 20_000);
  }

  private static String word(SplittableRandom random) {
    StringBuilder word = new StringBuilder();
    for (int i = random.nextInt(7); i > 0; i--) {
      word.append(
          random.nextInt(3) > 0
              ? TRICKY.charAt(random.nextInt(TRICKY.length()))
              : (char) random.nextInt(' ', 0x7f));
    }
    return word.toString();
  }
}
