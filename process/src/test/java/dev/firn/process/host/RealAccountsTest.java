package dev.firn.process.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.firn.base.json.Json;
import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.component.Place;
import dev.firn.deploy.driver.Operation;
import dev.firn.deploy.driver.Result;
import dev.firn.deploy.driver.Verb;
import dev.firn.process.manager.RealPrograms;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accounts of this machine. */
class RealAccountsTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  @TempDir Path directory;
  private final RealPrograms programs = new RealPrograms();
  private final String name = "firn-t" + ProcessHandle.current().pid();
  private AccountsDriver driver;

  @BeforeEach
  void needRoot() {
    assumeTrue("root".equals(System.getProperty("user.name")), "only root makes accounts");
    driver = new AccountsDriver(directory, programs);
  }

  @AfterEach
  void cleanUp() throws Exception {
    for (String one : List.of("one", "two")) {
      change(one, Verb.STOP, component("users", Map.of()));
      change(one, Verb.STOP, component("groups", Map.of()));
    }
    assertEquals(2, programs.run(List.of("getent", "passwd", name), "", TIMEOUT).status());
    assertEquals(2, programs.run(List.of("getent", "group", name), "", TIMEOUT).status());
  }

  private Component component(String kind, Map<String, Json> inputs) {
    return Component.of(
            ComponentPath.of("host", kind, name), new Place("accounts", "localhost"), "1")
        .withInputs(new TreeMap<>(inputs), inputs.keySet());
  }

  private Result change(String deployment, Verb verb, Component component) throws Exception {
    Operation operation =
        verb == Verb.START
            ? new Operation(verb, null, component)
            : new Operation(verb, component, null);
    return driver.transition(deployment, List.of(operation)).getFirst();
  }

  private String entry() throws Exception {
    String line = programs.run(List.of("getent", "passwd", name), "", TIMEOUT).out();
    return line.substring(line.lastIndexOf("::") + 2).strip();
  }

  @Test
  void twoDeploymentsShareAUserAndMayChangeIt() throws Exception {
    Component group = component("groups", Map.of());
    Component user =
        component(
            "users", Map.of("group", new Json.Str(name), "shell", new Json.Str("/bin/false")));
    for (String deployment : List.of("one", "two")) {
      assertEquals(Result.DONE, change(deployment, Verb.START, group));
      assertEquals(Result.DONE, change(deployment, Verb.START, user));
      assertEquals("/dev/null:/bin/false", entry());
    }
    Component moved =
        component("users", Map.of("group", new Json.Str(name), "homeDir", new Json.Str("/srv")));
    assertEquals(
        Result.DONE,
        driver.transition("two", List.of(new Operation(Verb.RELOAD, user, moved))).getFirst());
    assertEquals("/srv:/bin/false", entry());
    assertEquals(Result.DONE, change("one", Verb.STOP, user));
    assertEquals("/srv:/bin/false", entry());
  }
}
