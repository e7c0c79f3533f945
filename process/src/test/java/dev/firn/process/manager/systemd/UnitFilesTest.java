package dev.firn.process.manager.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.json.Json;
import dev.firn.deploy.driver.Health;
import dev.firn.process.description.ProcessDescription;
import dev.firn.process.manager.Descriptions;
import dev.firn.process.manager.Goldens;
import dev.firn.process.manager.RenderedFile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnitFilesTest {
  private static String text(ProcessDescription process, boolean ofUser) {
    RenderedFile file = UnitFiles.render(process, ofUser).files().get("firn-webapp.service");
    return file == null ? "" : file.text();
  }

  @Test
  void everyParameterHasItsGolden() {
    Goldens.check("systemd", process -> UnitFiles.render(process, false));
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
        Descriptions.of(java.nio.file.Path.of("/home/me/state")).foreground("/bin/x").build();
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
