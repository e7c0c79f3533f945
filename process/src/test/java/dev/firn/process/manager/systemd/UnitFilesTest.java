package dev.firn.process.manager.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.firn.base.json.Json;
import dev.firn.base.text.Latin1;
import dev.firn.deploy.component.ModelException;
import dev.firn.deploy.driver.Health;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnitFilesTest {
  @TempDir private Path directory;

  private static String text(ProcessDescription process, boolean ofUser) {
    RenderedFile file = UnitFiles.render(process, ofUser).files().get("firn-webapp.service");
    return file == null ? "" : file.text();
  }

  @Test
  void everyParameterHasItsGolden() {
    Goldens.check("systemd", process -> UnitFiles.render(process, false));
  }

  private static Programs.Output analyze(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("systemd-analyze"));
    command.addAll(List.of(arguments));
    return new RealPrograms().run(command, "", Duration.ofMinutes(2));
  }

  /** The units of all processes, of programs that are there. */
  private List<String> write(boolean ofUser) throws Exception {
    List<String> files = new ArrayList<>();
    for (Map.Entry<String, ProcessDescription> one : Goldens.processes().entrySet()) {
      for (Map.Entry<String, RenderedFile> file :
          UnitFiles.render(one.getValue(), ofUser).files().entrySet()) {
        Path path = directory.resolve(file.getKey().replace("webapp", one.getKey()));
        Files.writeString(
            path, file.getValue().text().replace("/S/webapp/bin/webapp", "/bin/true"));
        files.add(path.toString());
      }
    }
    return files;
  }

  @Test
  void systemdFindsNothingWrong() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/systemd-analyze")), "no systemd-analyze here");
    for (boolean ofUser : List.of(false, true)) {
      List<String> arguments = new ArrayList<>(List.of("verify", "--man=no"));
      arguments.addAll(write(ofUser));
      Programs.Output output = analyze(arguments.toArray(String[]::new));
      // From 254 on it knows these.
      List<String> complaints =
          output.err().lines().filter(line -> !line.contains("Unknown key 'Restart")).toList();
      assertEquals(List.of(), complaints);
      assertTrue(output.isSuccess(), output::complaint);
    }
  }

  @Test
  void whatSystemdWouldReadOtherwiseIsRefused() {
    Descriptions process = Descriptions.ofVar().foreground("/bin/true");
    for (String wrong : List.of("/a\\", " /a", "/a\nUser=root", "/a\u0001", "/\u00e4")) {
      assertThrows(ModelException.class, () -> text(process.directory(wrong).build(), false));
    }
    process.directory("/a");
    for (String wrong : List.of("\u0001", "\u007f", "\u00e4")) {
      process.environment(Map.of("A", wrong));
      assertThrows(ModelException.class, () -> text(process.build(), false));
    }
  }

  @Test
  void oddDescriptionsAndVariablesAreRead() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/systemd-analyze")), "no systemd-analyze here");
    List<String> arguments = new ArrayList<>(List.of("verify", "--man=no"));
    int number = 0;
    for (String odd :
        List.of(
            "\\",
            "a\\\\",
            "\\\n",
            "a\nUser=nobody",
            "%n %% $HOME",
            "\u0001\u00ff",
            "[Unit]",
            "\"'",
            " ",
            "x".repeat(9000))) {
      Descriptions process = Descriptions.ofVar().foreground("/bin/true", odd).description(odd);
      if (odd.indexOf('\u0001') < 0) {
        process.environment(Map.of("A", odd));
      }
      String text = text(process.build(), false);
      assertTrue(text.contains("\nStartLimitIntervalSec=0\n\n[Service]\n"), text);
      assertFalse(text.contains("\nUser="), text);
      Path unit = directory.resolve("odd" + number++ + ".service");
      Files.write(unit, Latin1.bytes(text));
      arguments.add(unit.toString());
    }
    Programs.Output output = analyze(arguments.toArray(String[]::new));
    List<String> complaints =
        output.err().lines().filter(line -> !line.contains("Unknown key 'Restart")).toList();
    assertEquals(List.of(), complaints);
  }

  @Test
  void servicesAreExposedToLittle() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/systemd-analyze")), "no systemd-analyze here");
    write(false);
    for (Map.Entry<String, String> most : Map.of("user", "25", "foreground", "45").entrySet()) {
      String unit = directory.resolve("firn-" + most.getKey() + ".service").toString();
      Programs.Output output =
          analyze(
              "security", "--offline=true", "--no-pager", "--threshold=" + most.getValue(), unit);
      assertTrue(output.isSuccess(), () -> output.out() + output.err());
    }
  }

  @Test
  void whatSpeaksMustStay() {
    ProcessDescription daemon =
        Descriptions.ofVar().daemon("/bin/x").notify(Duration.ofSeconds(1)).build();
    ModelException refused = assertThrows(ModelException.class, () -> text(daemon, false));
    assertTrue(String.valueOf(refused.getMessage()).contains("foregroundProcess"));
  }

  @Test
  void usersUnitsAskForNoMoreThanUsersMay() {
    String text = text(Descriptions.ofVar().foreground("/bin/sleep", "1").build(), true);
    assertTrue(text.contains("NoNewPrivileges=true\n"));
    assertFalse(text.contains("ProtectSystem"));
  }

  @Test
  void homesStayWritableForStateThatIsThere() {
    ProcessDescription process =
        Descriptions.of(Path.of("/home/me/state")).foreground("/bin/x").build();
    assertFalse(text(process, false).contains("ProtectHome"));
  }

  @Test
  void overridesReplaceAndRemove() {
    String text =
        text(
            Descriptions.ofVar()
                .foreground("/bin/x")
                .override(
                    "Service",
                    Json.object(
                        Map.of(
                            "NoNewPrivileges", new Json.Bool(false),
                            "ProtectSystem", new Json.Null(),
                            "ExecStartPost",
                                new Json.Array(List.of(new Json.Str("/a"), new Json.Str("/b"))))))
                .build(),
            false);
    assertTrue(text.contains("NoNewPrivileges=false\n"), text);
    assertTrue(text.contains("ExecStartPost=/a\nExecStartPost=/b\n"), text);
    assertFalse(text.contains("ProtectSystem"), text);
  }

  @Test
  void statesAreTold() {
    Health health =
        UnitState.health(
            Map.of(
                "ActiveState",
                "failed",
                "SubState",
                "failed",
                "Result",
                "exit-code",
                "ExecMainStatus",
                "203",
                "MainPID",
                "0",
                "NRestarts",
                "4",
                "StateChangeTimestamp",
                "@1700000000"));
    assertEquals(Health.State.FAILED, health.state());
    assertEquals(4, health.restarts());
    assertEquals("failed, failed, exit-code, status 203", health.text());
    assertEquals(Health.State.STOPPED, UnitState.health(Map.of()).state());
    assertEquals(
        Health.State.WAITING,
        UnitState.health(Map.of("ActiveState", "activating", "SubState", "auto-restart")).state());
  }
}
