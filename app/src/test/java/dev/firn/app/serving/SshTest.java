package dev.firn.app.serving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.app.FirnProgram;
import dev.firn.app.Nix;
import dev.firn.app.Run;
import dev.firn.app.Run.Outcome;
import dev.firn.base.disk.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Stores and builders behind a real {@code sshd}: Nix's programs at one end or the other. Both ends have one folder of paths, and each a
 * state of its own that says which of them are valid. Who has something built far away has a folder of his own, because he holds the locks of
 * its outputs.
 */
class SshTest {
  private static final String SETTINGS =
      "sandbox = false\nbuild-users-group =\nsubstituters =\nrequire-sigs = false\n"
          + "extra-platforms = far-system\nexperimental-features = nix-command\n";

  @TempDir Path directory;

  private SshServer server;
  private Path far;

  @BeforeEach
  void start() throws IOException, InterruptedException {
    far = Files.createDirectories(directory.resolve("far"));
    Files.createDirectories(far.resolve("etc"));
    Files.writeString(far.resolve("etc/nix.conf"), SETTINGS);
    server =
        new SshServer(
            directory.resolve("ssh"),
            Map.of(
                "NIX_STORE_DIR", directory.resolve("store").toString(),
                "NIX_STATE_DIR", far.resolve("state").toString(),
                "NIX_LOG_DIR", far.resolve("log").toString(),
                "NIX_CONF_DIR", far.resolve("etc").toString()));
  }

  @AfterEach
  void stop() throws IOException {
    if (server != null) {
      server.close();
    }
    Disk.REAL.deleteTree(directory.resolve("store"));
    Disk.REAL.deleteTree(directory.resolve("near"));
  }

  private Run near(String settings) {
    return new Run(directory)
        .with("NIX_SSHOPTS", server.options())
        .with("NIX_CONFIG", "sandbox = false\nbuild-users-group =\nsubstituters =\n" + settings);
  }

  /** The same store as the far end sees it. */
  private Run farAway() {
    return new Run(directory).with("NIX_STATE_DIR", far.resolve("state").toString());
  }

  /** The name of the far store; the program there is Nix's or Firn's. */
  private String store(String scheme, String program) throws IOException {
    String name = scheme.equals("ssh") ? "nix-store" : "nix-daemon";
    String path =
        program.equals("nix") ? name : FirnProgram.make(far.resolve("bin"), name).toString();
    return scheme + "://127.0.0.1?remote-program=" + path + "&" + server.parameters(true);
  }

  private boolean isValid(Run run, String path) {
    return run.firn("nix-store", "--check-validity", path).status() == 0;
  }

  @ParameterizedTest
  @CsvSource({"ssh,nix", "ssh-ng,nix", "ssh,firn", "ssh-ng,firn"})
  void firnCopies(String scheme, String program) throws IOException {
    String store = store(scheme, program);
    Files.writeString(directory.resolve("f"), "content " + scheme + program);
    String path = near("").firn("nix-store", "--add", directory.resolve("f").toString()).line();
    Outcome copied = near("").firn("copy", "--to", store, path);
    assertEquals(0, copied.status(), copied.errors() + server.log());
    assertTrue(isValid(farAway(), path));
    near("").firn("nix-store", "--delete", path);
    assertFalse(isValid(near(""), path));
  }

  @ParameterizedTest
  @CsvSource({"ssh", "ssh-ng"})
  void nixCopies(String scheme) throws IOException {
    Nix nix = new Nix(directory);
    String options = "NIX_SSHOPTS=" + server.options();
    String store = store(scheme, "firn");
    Files.writeString(directory.resolve("f"), "content " + scheme);
    String path = nix.get("nix-store", "--add", directory.resolve("f").toString());
    nix.get("env", options, "nix", "copy", "--to", store, path);
    assertTrue(isValid(farAway(), path));
    assertEquals(
        path, nix.get("env", options, "nix-store", "--store", store, "-q", "--requisites", path));
  }

  @ParameterizedTest
  @CsvSource({"nix", "firn"})
  void closuresAreCopiedThere(String program) throws IOException {
    String store = store("ssh", program);
    Files.writeString(directory.resolve("f"), "content of " + program);
    String path = near("").firn("nix-store", "--add", directory.resolve("f").toString()).line();

    Outcome there = near("").firn("nix-copy-closure", "--gzip", "--to", store, path);
    assertEquals(0, there.status(), there.errors() + server.log());
    assertTrue(isValid(farAway(), path));
  }

  @Test
  void strangersAreNotSpokenWith() throws IOException {
    String store = "ssh://127.0.0.1?" + server.parameters(false);
    Outcome refused = near("").firn("nix-store", "--store", store, "-q", "--hash", "/x");
    assertTrue(refused.status() != 0);
    Files.writeString(directory.resolve("f"), "content");
    String path = near("").firn("nix-store", "--add", directory.resolve("f").toString()).line();
    refused = near("").firn("copy", "--to", store, path);
    assertTrue(refused.status() != 0);
    assertTrue(refused.errors().contains("Host key verification failed"), refused.errors());
  }

  private String builders(String scheme, String program) throws IOException {
    String name = scheme.equals("ssh") ? "nix-store" : "nix-daemon";
    String path =
        program.equals("nix") ? name : FirnProgram.make(far.resolve("bin"), name).toString();
    return "builders = "
        + scheme
        + "://127.0.0.1?remote-program="
        + path
        + " far-system,x86_64-linux "
        + server.key()
        + " 2 1 - - "
        + server.hostKey(true)
        + "\n";
  }

  private static String expression(String system, String script) {
    return "derivation { name = \"x\"; system = "
        + system
        + "; builder = \"/bin/sh\"; text = builtins.toFile \"text\" \"from near\";"
        + " args = [ \"-c\" \""
        + script
        + "\" ]; }";
  }

  @ParameterizedTest
  @CsvSource({"ssh,nix", "ssh-ng,nix", "ssh,firn", "ssh-ng,firn"})
  void buildsAreMadeFarAway(String scheme, String program) throws IOException {
    Path files = directory.resolve("near");
    Run near = near(builders(scheme, program) + "store = local?real=" + files + "\n");
    Outcome built =
        near.firn(
            "nix-build",
            "--no-out-link",
            "-E",
            expression("\"far-system\"", "echo a line; read l < $text || true; echo $l > $out"));
    assertEquals(0, built.status(), built.errors() + server.log());
    Path name = Path.of(built.line()).getFileName();
    assertEquals("from near\n", Files.readString(files.resolve(name)));
    assertTrue(built.errors().contains("on '" + scheme + "://127.0.0.1"), built.errors());
    assertTrue(built.errors().contains("a line"), built.errors());
    assertTrue(isValid(near, built.line()) && isValid(farAway(), built.line()));
    Outcome failed =
        near.firn(
            "nix-build", "--no-out-link", "-E", expression("\"far-system\"", "echo no; exit 3"));
    assertEquals(100, failed.status(), failed.errors());
  }

  @Test
  void whatCannotBeReachedIsReplacedByThisMachine() throws IOException {
    Run near =
        near(
            "builders = ssh://127.0.0.1 x86_64-linux "
                + server.key()
                + " 1 1 - - "
                + server.hostKey(false)
                + "\n");
    Outcome built =
        near.firn(
            "nix-build",
            "--no-out-link",
            "-E",
            expression("builtins.currentSystem", "echo here > $out"));
    assertEquals(0, built.status(), built.errors());
    assertEquals("here\n", Files.readString(Path.of(built.line())));
    assertTrue(built.errors().contains("cannot build on 'ssh://127.0.0.1"), built.errors());
  }
}
