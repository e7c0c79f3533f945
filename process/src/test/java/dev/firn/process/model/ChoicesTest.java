package dev.firn.process.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.json.Json;
import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.component.Deployment;
import dev.firn.deploy.component.ModelException;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.AttrsBuilder;
import dev.firn.lang.value.IntValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Options, settings beside the model, and defaults. */
class ChoicesTest {
  private static final String MODEL =
      """
      { pkgs, stateDir, forceDisableUserChange, port ? 1, ... }@args:
      with import <firn> args; {
        web.pkg = createManagedProcess {
          name = "web";
          process = "/bin/sh";
          args = [ port ];
          user = "www";
          credentials.groups.www = { };
          credentials.users.www = { group = "www"; description = "Web"; };
        };
      }
      """;

  @TempDir Path directory;

  private void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }

  private ModelRequest request(
      boolean root, @Nullable String name, @Nullable String manager, Attrs arguments) {
    return new ModelRequest(
        directory.toString(),
        name,
        "me",
        "us",
        root,
        manager,
        null,
        null,
        arguments,
        "/deployments");
  }

  private Deployment load(ModelRequest request) {
    return new ModelRun(directory).load(request).deployment();
  }

  private static Component component(Deployment deployment, String... path) {
    return Objects.requireNonNull(deployment.components().get(ComponentPath.of(path)));
  }

  @Test
  void settingsStandBesideTheModel() throws IOException {
    write("processes.nix", MODEL);
    write(
        "firn.toml",
        "name = 'shop'\nmanager = 'plain:scope'\nstate-dir = 'state'\n[arguments]\nport = 5\n");
    Deployment deployment = load(request(false, null, null, Attrs.EMPTY));
    assertEquals("shop", deployment.name());
    Component web = component(deployment, "web");
    assertEquals("plain:scope", web.place().type());
    assertEquals("[\"/bin/sh\",\"5\"]", Objects.requireNonNull(web.inputs().get("daemon")).print());
    assertTrue(
        Objects.requireNonNull(component(deployment, "host", "folders").inputs().get("folders"))
            .print()
            .startsWith("[\"" + directory + "/state\","));
  }

  @Test
  void optionsOverrideThem() throws IOException {
    write("processes.nix", MODEL);
    write("firn.toml", "name = 'shop'\nmanager = 'nothing'\n[arguments]\nport = 5\n");
    Attrs arguments = new AttrsBuilder(1).add("port", IntValue.of(7)).build();
    Deployment deployment = load(request(false, "other", "plain", arguments));
    assertEquals("other", deployment.name());
    assertEquals(
        "[\"/bin/sh\",\"7\"]",
        Objects.requireNonNull(component(deployment, "web").inputs().get("daemon")).print());
  }

  @Test
  void wrongSettingsAreTold() throws IOException {
    write("processes.nix", MODEL);
    write("firn.toml", "manger = 'plain'\n");
    EvalError error =
        assertThrows(EvalError.class, () -> load(request(false, "x", "plain", Attrs.EMPTY)));
    assertEquals(directory + "/firn.toml has no setting 'manger'", error.text());
    assertEquals("manager", error.suggestions().getFirst());
    write("firn.toml", "[manager\n");
    EvalError noToml =
        assertThrows(EvalError.class, () -> load(request(false, "x", "plain", Attrs.EMPTY)));
    assertTrue(
        noToml.text().startsWith(directory + "/firn.toml: while parsing TOML: "), noToml.text());
    write("firn.toml", "manager = 'plane'\n");
    ModelException unknown =
        assertThrows(ModelException.class, () -> load(request(false, "x", null, Attrs.EMPTY)));
    assertEquals(
        "there is no process manager 'plane', only plain; did you mean 'plain'?",
        unknown.getMessage());
  }

  @Test
  void argumentsThatTheModelDoesNotTakeAreTold() throws IOException {
    write("processes.nix", "{ stateDir, port ? 1 }: { }");
    Attrs arguments = new AttrsBuilder(1).add("prot", IntValue.of(7)).build();
    EvalError error =
        assertThrows(EvalError.class, () -> load(request(false, "x", "plain", arguments)));
    assertEquals("the model does not take the argument 'prot'", error.text());
    assertEquals("port", error.suggestions().getFirst());
  }

  @Test
  void rootGivesProcessesUsersOfTheirOwn() throws IOException {
    write("processes.nix", MODEL);
    Deployment deployment = load(request(true, "x", "plain", Attrs.EMPTY));
    Component web = component(deployment, "web");
    assertEquals("\"www\"", Objects.requireNonNull(web.inputs().get("user")).print());
    assertEquals("[host.folders, host.groups.www, host.users.www]", web.dependsOn().toString());
    assertEquals(
        "[host.groups.www]", component(deployment, "host", "users", "www").dependsOn().toString());
  }

  @Test
  void oneUserDoesEverythingIfRootSaysSo() throws IOException {
    write(
        "processes.nix",
        """
        { stateDir, forceDisableUserChange, ... }@args: with import <firn> args; {
          web.pkg = createManagedProcess {
            name = "web"; process = "/bin/sh"; user = "www"; initialize = "mkdir -p data";
            args = [ forceDisableUserChange ];
          };
        }
        """);
    Deployment deployment =
        load(
            new ModelRequest(
                directory.toString(),
                "x",
                "root",
                "root",
                true,
                "plain",
                null,
                false,
                Attrs.EMPTY,
                "/deployments"));
    SortedMap<String, Json> web = component(deployment, "web").inputs();
    assertEquals(new Json.Str("firn"), web.get("user"));
    assertEquals(
        new Json.Str(
            "exec setpriv --reuid=firn --regid=firn --init-groups -- /bin/sh -ec 'mkdir -p data'\n"),
        web.get("initialize"));
    assertEquals("[\"/bin/sh\",\"1\"]", Objects.requireNonNull(web.get("daemon")).print());
    assertEquals(
        "[host.folders, host.users.firn]", component(deployment, "web").dependsOn().toString());
    assertEquals(
        new Json.Str("firn"), component(deployment, "host", "folders").inputs().get("owner"));
  }

  @Test
  void othersDoNot() throws IOException {
    write("processes.nix", MODEL);
    Deployment deployment = load(request(false, "x", "plain", Attrs.EMPTY));
    assertEquals("[host.folders, web]", deployment.components().keySet().toString());
    assertEquals(null, component(deployment, "web").inputs().get("user"));
  }

  @Test
  void aChangedSecretChangesTheProcess() throws IOException {
    write(
        "processes.nix",
        """
        { stateDir, ... }@args: with import <firn> args; {
          web.pkg = createManagedProcess { name = "web"; process = "/bin/sh"; secrets.KEY = "%s"; };
        }
        """
            .formatted(directory.resolve("secret")));
    write("secret", "one");
    String one = component(loadHere(), "web").fingerprint();
    assertEquals(one, component(loadHere(), "web").fingerprint());
    write("secret", "two");
    assertNotEquals(one, component(loadHere(), "web").fingerprint());
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(directory.resolve("deployments/.key"))));
  }

  private Deployment loadHere() {
    return load(
        new ModelRequest(
            directory.toString(),
            "x",
            "me",
            "us",
            false,
            "plain",
            null,
            null,
            Attrs.EMPTY,
            directory.resolve("deployments").toString()));
  }

  @Test
  void aModelMustBeThere() {
    EvalError error =
        assertThrows(EvalError.class, () -> load(request(false, "x", "plain", Attrs.EMPTY)));
    assertEquals("there is no processes model at '" + directory + "/processes.nix'", error.text());
  }
}
