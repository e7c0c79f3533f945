package dev.firn.app.serving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.firn.app.Nix;
import dev.firn.app.Run;
import dev.firn.app.Run.Outcome;
import dev.firn.base.disk.Disk;
import dev.firn.store.nix.ReferenceNix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nix's programs and Firn's use a store through Firn's daemon. */
class DaemonCommandTest {
  private static final String SETTINGS =
      "sandbox = false\nbuild-users-group =\nsubstituters =\nrequire-sigs = false\n";

  @TempDir Path directory;

  @AfterEach
  void cleanUp() throws IOException {
    Disk.REAL.deleteTree(directory.resolve("store"));
    Disk.REAL.deleteTree(directory.resolve("other"));
  }

  private static String expression(String name, String script) {
    return "derivation { name = \""
        + name
        + "\"; system = builtins.currentSystem; builder = \"/bin/sh\"; args = [ \"-c\" \""
        + script
        + "\" ]; }";
  }

  @Test
  void nixBuildsAndAsks() throws IOException {
    Nix nix = new Nix(directory);
    try (RunningDaemon daemon = new RunningDaemon(directory, SETTINGS)) {
      String store = daemon.store();
      String derivation =
          nix.get("nix-instantiate", "--store", store, "-E", expression("good", "echo hi > $out"));
      String out = nix.get("nix-store", "--store", store, "-r", derivation);
      assertEquals("hi\n", Files.readString(Path.of(out)));
      assertEquals(derivation, nix.get("nix-store", "--store", store, "-q", "--deriver", out));
      assertEquals(
          out,
          nix.get(
              "nix-build",
              "--store",
              store,
              "--no-out-link",
              "-E",
              expression("good", "echo hi > $out")));
      Outcome failed =
          nix.run(
              "nix-build",
              "--store",
              store,
              "--no-out-link",
              "-E",
              expression("bad", "echo to the log; exit 3"));
      assertTrue(failed.errors().contains("to the log"), failed.errors());
      assertTrue(failed.errors().contains("exit code 3"), failed.errors());
      assertTrue(failed.status() != 0);
      String copy = "file://" + directory.resolve("copy");
      nix.get("nix", "copy", "--from", store, "--to", copy, out);
      nix.get("nix-store", "--store", store, "--delete", out);
      assertFalse(Files.exists(Path.of(out)));
      nix.get("nix", "copy", "--to", store, "--from", copy, out);
      assertEquals("hi\n", Files.readString(Path.of(out)));
      assertEquals("", nix.get("nix-store", "--store", store, "--verify", "--check-contents"));
      Outcome end = daemon.stop();
      assertTrue(end.errors().contains("accepted connection from user"), end.errors());
    }
    assertFalse(Files.exists(directory.resolve("daemon.socket")));
  }

  @Test
  void firnDelegatesBuilds() throws IOException {
    try (RunningDaemon daemon = new RunningDaemon(directory, SETTINGS)) {
      builds(daemon.store());
    }
  }

  /** Builds by Firn, through the daemon of that name. */
  private void builds(String store) throws IOException {
    Run run = new Run(directory).with("NIX_REMOTE", store).with("NIX_CONFIG", "substituters =");
    Outcome built =
        run.firn("nix-build", "--no-out-link", "-E", expression("good", "echo hi > $out"));
    assertEquals(0, built.status(), built.errors());
    assertEquals("hi\n", Files.readString(Path.of(built.line())));
    Outcome failed =
        run.firn("nix-build", "--no-out-link", "-E", expression("bad", "echo to the log; exit 3"));
    assertTrue(failed.errors().contains("to the log"), failed.errors());
    assertEquals(100, failed.status(), failed.errors());
    Outcome roots = run.firn("nix-store", "--gc", "--print-dead");
    assertTrue(roots.output().contains(built.line()), roots.toString());
    Outcome built2 =
        run.firn("nix-build", "-o", "link", "-E", expression("good", "echo hi > $out"));
    assertEquals(0, built2.status(), built2.errors());
    roots = run.firn("nix-store", "--gc", "--print-roots");
    assertTrue(roots.output().contains(directory.resolve("link") + " -> "), roots.output());
  }

  @Test
  void firnDelegatesBuildsToNix() throws IOException, InterruptedException {
    ReferenceNix nix = new ReferenceNix(directory);
    Process daemon = nix.startDaemon();
    try {
      builds("unix://" + nix.daemonSocket());
    } finally {
      daemon.destroy();
      daemon.waitFor();
    }
  }

  private String asNobody(Nix nix, String store, String... command) {
    List<String> words =
        new ArrayList<>(
            List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", command[0]));
    words.addAll(List.of("--store", store));
    words.addAll(List.of(command).subList(1, command.length));
    Outcome outcome = nix.run(words.toArray(String[]::new));
    return outcome.status() + "\n" + outcome.output() + outcome.errors();
  }

  @Test
  void otherUsersMayWhatTheSettingsSay() throws IOException {
    assumeTrue(Files.isWritable(Path.of("/etc")), "only root can be somebody else");
    Nix nix = new Nix(directory);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    String derivation;
    try (RunningDaemon daemon = new RunningDaemon(directory, SETTINGS + "allowed-users = root\n")) {
      derivation =
          nix.get(
              "nix-instantiate",
              "--store",
              daemon.store(),
              "-E",
              expression("good", "echo hi > $out"));
      String refused = asNobody(nix, daemon.store(), "nix-store", "-r", derivation);
      assertTrue(refused.startsWith("1\n"), refused);
      String said = daemon.stop().errors();
      assertTrue(said.contains("user 'nobody' is not allowed to connect to the Nix daemon"), said);
    }
    try (RunningDaemon daemon = new RunningDaemon(directory, SETTINGS)) {
      String built = asNobody(nix, daemon.store(), "nix-store", "-r", derivation);
      assertTrue(built.startsWith("0\n" + directory.resolve("store")), built);
      String repair = asNobody(nix, daemon.store(), "nix-store", "-r", "--repair", derivation);
      assertTrue(repair.contains("repairing is not allowed"), repair);
      String said = daemon.stop().errors();
      assertTrue(said.contains("user nobody\n"), said);
    }
    try (RunningDaemon daemon =
        new RunningDaemon(directory, SETTINGS + "trusted-users = @nogroup\n")) {
      String repair = asNobody(nix, daemon.store(), "nix-store", "-r", "--repair", derivation);
      assertFalse(repair.contains("repairing is not allowed"), repair);
      String said = daemon.stop().errors();
      assertTrue(said.contains("user nobody (trusted)"), said);
    }
  }
}
