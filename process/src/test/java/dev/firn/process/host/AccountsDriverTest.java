package dev.firn.process.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.json.Json;
import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.component.Place;
import dev.firn.deploy.driver.Driver;
import dev.firn.deploy.driver.DriverContract;
import dev.firn.deploy.driver.Operation;
import dev.firn.deploy.driver.Present;
import dev.firn.deploy.driver.Result;
import dev.firn.deploy.driver.Verb;
import dev.firn.process.manager.Programs;
import dev.firn.process.manager.RecordedPrograms;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accounts on a machine whose programs are pretended. */
class AccountsDriverTest extends DriverContract {
  @TempDir Path directory;
  private final Set<String> users = new TreeSet<>(Set.of("root"));
  private boolean broken;
  private final RecordedPrograms programs = new RecordedPrograms(this::answer);

  private Programs.Output answer(List<String> command) {
    String name = command.getLast();
    return switch (command.getFirst()) {
      case "getent" -> status(users.contains(name) ? 0 : 2, "");
      case "useradd" -> broken ? status(1, "useradd: no") : status(users.add(name) ? 0 : 9, "");
      case "userdel" -> status(users.remove(name) ? 0 : 6, "");
      default -> status(0, "");
    };
  }

  private static Programs.Output status(int status, String err) {
    return new Programs.Output(status, "", err);
  }

  @Override
  protected Driver driver() {
    return new AccountsDriver(directory, programs);
  }

  @Override
  protected Component component(String name, int version) {
    return user(name, version);
  }

  private static Component user(String name, int uid) {
    TreeMap<String, Json> inputs = new TreeMap<>();
    inputs.put("uid", new Json.Int(uid));
    inputs.put("description", new Json.Str("A user"));
    return Component.of(
            ComponentPath.of("host", "users", name), new Place("accounts", "localhost"), "v" + uid)
        .withInputs(inputs, inputs.keySet());
  }

  private Result one(String deployment, Verb verb, Component before, Component after)
      throws InterruptedException {
    return driver().transition(deployment, List.of(new Operation(verb, before, after))).getFirst();
  }

  private Result start(String deployment, Component component) throws InterruptedException {
    return driver()
        .transition(deployment, List.of(new Operation(Verb.START, null, component)))
        .getFirst();
  }

  private Result stop(String deployment, Component component) throws InterruptedException {
    return driver()
        .transition(deployment, List.of(new Operation(Verb.STOP, component, null)))
        .getFirst();
  }

  @Test
  void whatFirnMadeComesAndGoes() throws Exception {
    Component user = user("web", 2000);
    assertEquals(Result.DONE, start("app", user));
    assertEquals(
        List.of(
            "useradd",
            "--uid",
            "2000",
            "--comment",
            "A user",
            "-d",
            "/dev/null",
            "--no-create-home",
            "--",
            "web"),
        programs.calls().getLast());
    assertEquals(Map.of(user.path(), new Present("v2000", true)), driver().read("app"));
    assertEquals(Map.of(), driver().read("other"));

    assertEquals(Result.DONE, one("app", Verb.RELOAD, user, user("web", 2001)));
    assertEquals("usermod", programs.calls().getLast().getFirst());
    assertEquals(Map.of(user.path(), new Present("v2001", true)), driver().read("app"));

    assertEquals(Result.DONE, stop("app", user));
    assertEquals(Result.DONE, stop("app", user));
    assertEquals(Set.of("root"), users);
    assertEquals(Map.of(), driver().read("app"));
  }

  @Test
  void whatWasThereIsUsedAndLeftAlone() throws Exception {
    Component root = user("root", 5);
    assertEquals(Result.DONE, start("app", root));
    assertEquals(Map.of(root.path(), new Present("v5", true)), driver().read("app"));
    assertEquals(Result.DONE, one("app", Verb.RELOAD, root, user("root", 6)));
    assertEquals(Result.DONE, stop("app", root));
    assertTrue(
        programs.calls().stream().allMatch(call -> call.getFirst().equals("getent")),
        () -> programs.calls().toString());
  }

  @Test
  void theLastDeploymentRemovesWhatTheFirstMade() throws Exception {
    Component user = user("firn", 1);
    start("one", user);
    start("two", user);
    stop("one", user);
    assertEquals(Set.of("firn", "root"), users);
    stop("two", user);
    assertEquals(Set.of("root"), users);
  }

  @Test
  void whatWasBegunIsFinishedLater() throws Exception {
    Component user = user("web", 7);
    broken = true;
    assertEquals(Result.failed("useradd failed: useradd: no"), start("app", user));
    assertEquals(Map.of(), driver().read("app"));
    broken = false;
    assertEquals(Result.DONE, start("app", user));
    users.remove("web");
    assertEquals(Map.of(), driver().read("app"), "somebody else removed it");
    assertEquals(Result.DONE, stop("app", user));
  }
}
