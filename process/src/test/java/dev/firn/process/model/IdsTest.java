package dev.firn.process.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.component.Deployment;
import dev.firn.deploy.driver.Operation;
import dev.firn.deploy.driver.Result;
import dev.firn.deploy.driver.Verb;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.value.Attrs;
import dev.firn.process.host.IdsDriver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ids that are assigned on the fly, and kept with the deployment. */
class IdsTest {
  private static final ComponentPath IDS = ComponentPath.of("host", "ids");

  @TempDir Path directory;

  private Deployment load(String... names) throws IOException {
    StringBuilder model =
        new StringBuilder("{ stateDir, ids ? { }, ... }@args: with import <firn> args; {\n");
    for (String name : names) {
      model
          .append(name)
          .append(
              " = { requiresUniqueIdsFor = [ \"ports\" ]; pkg = createManagedProcess { name = \"")
          .append(name)
          .append("\"; process = \"/bin/sh\"; args = [ ids.ports.")
          .append(name)
          .append(" or 0 ]; }; };\n");
    }
    Files.writeString(directory.resolve("processes.nix"), model + "}");
    return new ModelRun(directory)
        .load(
            new ModelRequest(
                directory.toString(),
                "app",
                "me",
                "us",
                false,
                "plain",
                null,
                null,
                Attrs.EMPTY,
                directory.resolve("firn").toString()))
        .deployment();
  }

  private static String port(Deployment deployment, String name) {
    Component component =
        Objects.requireNonNull(deployment.components().get(ComponentPath.of(name)));
    return Objects.requireNonNull(component.inputs().get("daemon")).print();
  }

  private void apply(Deployment deployment) throws InterruptedException {
    Component ids = Objects.requireNonNull(deployment.components().get(IDS));
    assertEquals(
        List.of(Result.DONE),
        new IdsDriver(directory.resolve("firn"))
            .transition("app", List.of(new Operation(Verb.START, null, ids))));
  }

  @Test
  void theyStayFromOneDeploymentToTheNext() throws Exception {
    Files.writeString(
        directory.resolve("idresources.nix"), "{ ports = { min = 5000; max = 5002; }; }");
    Deployment first = load("a", "b");
    assertEquals("[\"/bin/sh\",\"5000\"]", port(first, "a"));
    apply(first);
    Deployment second = load("b", "c");
    assertEquals("[\"/bin/sh\",\"5001\"]", port(second, "b"));
    assertEquals("[\"/bin/sh\",\"5002\"]", port(second, "c"));
    apply(second);
    assertEquals("[\"/bin/sh\",\"5000\"]", port(load("b", "c", "d"), "d"));
  }

  @Test
  void whatTheFileSaysIsTheBeginning() throws IOException {
    Files.writeString(
        directory.resolve("idresources.nix"), "{ ports = { min = 5000; max = 5009; }; }");
    Files.writeString(
        directory.resolve("ids.nix"), "{ ids.ports.a = 5007; lastAssignments.ports = 5008; }");
    Deployment deployment = load("a", "b");
    assertEquals("[\"/bin/sh\",\"5007\"]", port(deployment, "a"));
    assertEquals("[\"/bin/sh\",\"5009\"]", port(deployment, "b"));
  }

  @Test
  void withoutResourcesNothingIsAssigned() throws IOException {
    Deployment deployment = load("a");
    assertEquals("[\"/bin/sh\",\"0\"]", port(deployment, "a"));
    assertNull(deployment.components().get(IDS));
  }

  @Test
  void wrongResourcesAreTold() throws IOException {
    Files.writeString(directory.resolve("idresources.nix"), "{ ports = { min = 5000; }; }");
    EvalError error = assertThrows(EvalError.class, () -> load("a"));
    assertEquals("'max' of the id resource 'ports' is missing", error.text());
  }
}
