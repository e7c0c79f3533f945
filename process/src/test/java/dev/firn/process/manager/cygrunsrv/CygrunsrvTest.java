package dev.firn.process.manager.cygrunsrv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.disk.Disk;
import dev.firn.base.json.Json;
import dev.firn.deploy.component.ModelException;
import dev.firn.deploy.driver.Verb;
import dev.firn.process.description.ProcessDescription;
import dev.firn.process.manager.Descriptions;
import dev.firn.process.manager.Manager;
import dev.firn.process.manager.RecordedPrograms;
import dev.firn.process.manager.single.DriverOfFiles;
import dev.firn.process.manager.single.FakeSystem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CygrunsrvTest extends DriverOfFiles {
  private static final Set<String> OPTIONS =
      Set.of("--path", "--disp", "--args", "--env", "--stdout", "--stderr", "--termsig", "--dep");

  @Override
  protected Manager manager() {
    return new Cygrunsrv(Disk.REAL, programs);
  }

  @Override
  protected String file(String name) {
    return "nix-process-" + name + "-cygrunsrvparams";
  }

  @Override
  protected String packageFolder() {
    return "";
  }

  @Override
  protected RecordedPrograms.Output answer(List<String> command) {
    if (command.size() < 3 || !command.getFirst().equals("cygrunsrv")) {
      return FakeSystem.unknown(command);
    }
    String name = command.get(2);
    if (command.get(1).equals("--install")) {
      return onlyOptions(command.subList(3, command.size()))
          ? system.add(name)
          : FakeSystem.unknown(command);
    }
    return switch (command.size() == 3 ? command.get(1) : "") {
      case "--start" -> system.set(name, true);
      case "--stop" -> system.set(name, false);
      case "--remove" -> system.remove(name);
      case "--query" ->
          system.tell(
              name, running -> "Current State       : " + (running ? "Running" : "Stopped"));
      default -> FakeSystem.unknown(command);
    };
  }

  private static boolean onlyOptions(List<String> words) {
    boolean good = words.size() % 2 == 0 && words.contains("--path");
    for (int i = 0; i < words.size(); i += 2) {
      good &= OPTIONS.contains(words.get(i));
    }
    return good;
  }

  @Override
  protected List<List<String>> calls(Path file) {
    String service = "nix-process-a";
    List<String> install =
        new ArrayList<>(List.of("cygrunsrv", "--install", service, "--path", "/bin/a"));
    install.addAll(List.of("--disp", service, "--args", "1", "--env"));
    install.add("PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
    String log = folder.resolve("log/nixproc-a.log").toString();
    install.addAll(List.of("--stdout", log, "--stderr", log));
    return List.of(
        List.of("cygrunsrv", "--query", service),
        List.of("cygrunsrv", "--stop", service),
        List.of("cygrunsrv", "--query", service),
        List.of("cygrunsrv", "--remove", service),
        List.of("cygrunsrv", "--query", service),
        install,
        List.of("cygrunsrv", "--start", service));
  }

  @Test
  void moreThanOneLineIsRefused() {
    ProcessDescription process = Descriptions.ofVar().foreground("/bin/a", "b\nc").build();
    assertThrows(ModelException.class, () -> manager().render(process));
  }

  @Test
  void theScriptIsFoundWhereItIsInstalled() throws Exception {
    perform(
        Verb.START,
        component("a", 1)
            .withInputs(
                dev.firn.process.description.DescriptionJson.write(
                    Descriptions.of(folder).name("a").foreground("/bin/a").umask("077").build()),
                List.of()));
    List<String> install = programs.calls().get(1);
    assertEquals(
        folder.resolve("files/a-foregroundproxy.sh").toString(),
        install.get(install.indexOf("--path") + 1));
  }

  @Test
  void settingsOfTheModelAreOptions() {
    Descriptions process =
        Descriptions.ofVar().foreground("/bin/a").override("type", new Json.Str("manual"));
    assertTrue(Parameters.of(process.build(), null).contains("\n--type\nmanual\n"));
  }
}
