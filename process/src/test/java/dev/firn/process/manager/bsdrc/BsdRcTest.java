package dev.firn.process.manager.bsdrc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.disk.Disk;
import dev.firn.base.json.Json;
import dev.firn.deploy.component.ModelException;
import dev.firn.deploy.driver.Ending;
import dev.firn.deploy.driver.Verb;
import dev.firn.process.description.ProcessDescription;
import dev.firn.process.description.Restart;
import dev.firn.process.manager.Descriptions;
import dev.firn.process.manager.Manager;
import dev.firn.process.manager.Programs;
import dev.firn.process.manager.RealPrograms;
import dev.firn.process.manager.RecordedPrograms;
import dev.firn.process.manager.single.DriverOfFiles;
import dev.firn.process.manager.single.FakeSystem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BsdRcTest extends DriverOfFiles {
  /** What {@code rc.subr} does with the variables of a script, as far as a test can see it: it evaluates the command line. */
  private static final String RC_SUBR =
      """
      load_rc_config() { echo "config $1"; }
      run_rc_command() {
        if [ -n "$start_precmd" ]; then "$start_precmd" || exit 1; fi
        echo "rcvar $(eval echo \\$$rcvar) pidfile $pidfile"
        eval "printf '[%s]' $command $command_args"
      }
      """;

  @Override
  protected Manager manager() {
    return new BsdRc(Disk.REAL, programs);
  }

  @Override
  protected String file(String name) {
    return name;
  }

  @Override
  protected String packageFolder() {
    return "etc/rc.d";
  }

  @Override
  protected RecordedPrograms.Output answer(List<String> command) {
    String file = command.getFirst();
    if (!Files.isExecutable(Path.of(file))) {
      return FakeSystem.bad(file + " is no script");
    }
    system.services.putIfAbsent(file, false);
    return switch (command.getLast()) {
      case "onestart" -> system.set(file, true);
      case "onestop" -> system.set(file, false);
      case "onestatus" ->
          system.services.get(file)
              ? FakeSystem.good("a is running as pid 4711.\n")
              : FakeSystem.bad("a is not running.");
      default -> FakeSystem.unknown(command);
    };
  }

  @Override
  protected List<List<String>> calls(Path file) {
    String script = file.toString();
    return List.of(
        List.of(script, "onestatus"), List.of(script, "onestop"), List.of(script, "onestart"));
  }

  @Test
  void theProcessIdIsRead() throws Exception {
    perform(Verb.START, component("a", 1));
    assertEquals(4711L, driver().health("app").values().iterator().next().processId());
  }

  @Test
  void whatCannotBeDoneIsRefused() {
    Descriptions plain = Descriptions.ofVar().foreground("/bin/a", "it's");
    Restart failed =
        new Restart(Restart.When.ON_FAILURE, Duration.ofSeconds(1), Duration.ofSeconds(1));
    for (ProcessDescription process :
        List.of(
            plain.nice(5).build(),
            Descriptions.ofVar().foreground("/bin/a").user("u").group("g").build(),
            Descriptions.ofVar().foreground("/bin/a").restart(failed).build())) {
      assertThrows(ModelException.class, () -> manager().render(process));
    }
  }

  @Test
  void everyScriptIsOneForTheShell() throws Exception {
    Path files = Path.of("src/test/goldens/bsdrc");
    try (Stream<Path> all = Files.list(files)) {
      for (Path file : all.toList()) {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        if (text.startsWith("==== refused")) {
          continue;
        }
        Programs.Output output =
            new RealPrograms()
                .run(
                    List.of("sh", "-n"),
                    text.substring(text.indexOf('\n') + 1),
                    Duration.ofSeconds(20));
        assertEquals("", output.err(), file.toString());
      }
    }
  }

  @Test
  void aScriptHandsItsCommandOver() throws Exception {
    Path subr = folder.resolve("rc.subr");
    Files.writeString(subr, RC_SUBR);
    ProcessDescription process =
        Descriptions.of(folder)
            .name("web-1")
            .foreground("/bin/a b", "it's", "$HOME", "\"")
            .initialize("echo first")
            .build();
    String script = RcScript.of(process).replace("/etc/rc.subr", subr.toString());
    Path file = folder.resolve("web-1");
    Files.writeString(file, script);

    Programs.Output output =
        new RealPrograms().run(List.of("sh", file.toString(), "start"), "", Duration.ofSeconds(20));

    String run = folder + "/run/web-1";
    assertEquals(
        "config web_1\nfirst\nrcvar YES pidfile "
            + run
            + ".daemon.pid\n[/usr/sbin/daemon][-P]["
            + run
            + ".daemon.pid][-p]["
            + run
            + ".pid][-R][1][-o]["
            + folder
            + "/log/nixproc-web-1.log][/bin/a b][it's][$HOME][\"]",
        output.out());
  }

  @Test
  void aScriptThatFailsIsToldOf() throws Exception {
    system.services.put(folder.resolve("files/a").toString(), true);
    assertTrue(perform(Verb.START, component("a", 1)).ending() != Ending.DONE);
  }

  @Test
  void settingsOfTheModelAreVariables() {
    Descriptions process =
        Descriptions.ofVar().foreground("/bin/a").override("fib", new Json.Int(2));
    assertTrue(RcScript.of(process.build()).contains("\nwebapp_fib=2\n"));
    Descriptions bad = Descriptions.ofVar().foreground("/bin/a").override("a; b", new Json.Int(2));
    assertThrows(ModelException.class, () -> RcScript.of(bad.build()));
  }
}
