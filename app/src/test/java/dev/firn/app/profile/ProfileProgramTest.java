package dev.firn.app.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.app.Nix;
import dev.firn.app.Run;
import dev.firn.app.Run.Outcome;
import dev.firn.base.json.Json;
import dev.firn.base.text.Latin1;
import dev.firn.store.nix.ReferenceNix;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileProgramTest {
  @TempDir Path directory;
  private Run firn;
  private Path profile;

  @BeforeEach
  void setUp() throws IOException {
    profile = directory.resolve("profiles/p");
    firn =
        new Run(directory)
            .with("NIX_CONFIG", "sandbox = false\nbuild-users-group =\nsubstituters =\n");
    try (InputStream packages =
        Objects.requireNonNull(getClass().getResourceAsStream("/packages.nix"))) {
      Files.copy(packages, directory.resolve("default.nix"));
    }
  }

  @AfterEach
  void makeRemovable() throws IOException {
    Path store = directory.resolve("store");
    if (Files.exists(store)) {
      try (var files = Files.walk(store)) {
        files.filter(Files::isDirectory).forEach(folder -> folder.toFile().setWritable(true));
      }
    }
  }

  private Outcome profile(String command, String... arguments) {
    List<String> all = new ArrayList<>(List.of("profile", command, "-p", profile.toString()));
    all.addAll(List.of(arguments));
    return firn.firn(all.toArray(String[]::new));
  }

  private String run(String command, String... arguments) {
    Outcome outcome = profile(command, arguments);
    assertEquals(0, outcome.status(), outcome.errors());
    return outcome.output();
  }

  private List<String> names() {
    Json.Obj list = (Json.Obj) Json.parse(run("list", "--json"));
    return List.copyOf(
        ((Json.Obj) Objects.requireNonNull(list.get("elements"))).members().keySet());
  }

  private String content(String file) throws IOException {
    return Files.readString(profile.resolve(file)).strip();
  }

  @Test
  void packagesComeAndGo() throws IOException {
    run("install", "-A", "hello", "-A", "many");
    assertEquals(List.of("hello", "many"), names());
    assertEquals("hello-1.0", content("bin/hello"));
    assertEquals("many-1.2.3", content("lib/many"));
    assertFalse(Files.exists(profile.resolve("bin/many")));

    run("install", "--expr", "(import ./. { }).both", "--priority", "4");
    assertEquals(List.of("both", "hello", "many"), names());
    assertTrue(profile("install", "-A", "both", "--priority", "4").errors().contains("already"));
    run("remove", "hello", "nonsense");
    assertEquals(List.of("both", "many"), names());
    run("remove", "--regex", "m.*", "--dry-run");
    run("remove", "--regex", "m.*");
    assertEquals(List.of("both"), names());
    String path = profile.resolve("bin/both").toRealPath().getParent().getParent().toString();
    run("remove", path);
    assertEquals(List.of(), names());
    assertEquals(1, profile("remove").status());
    run("remove", "--all");
  }

  @Test
  void pathsInTheStoreAreTakenAsTheyAre() throws IOException {
    String built = firn.firn("build", "-A", "hello2", "-o", "result").line();
    run("install", "./result");
    assertEquals("hello-2.0", content("bin/hello"));
    assertEquals("Name:               hello\nStore paths:        " + built + "\n", run("list"));
    run("install", "--dry-run", "-A", "inner.deep");
    assertEquals(List.of("hello"), names());
  }

  @Test
  void conflictsAreExplained() throws IOException {
    run("install", "-A", "hello");
    Outcome conflict = profile("install", "-A", "clash");
    assertEquals(1, conflict.status());
    assertTrue(
        conflict.errors().contains("'clash' and 'hello' have the same file:")
            || conflict.errors().contains("'hello' and 'clash' have the same file:"),
        conflict.errors());
    assertTrue(conflict.errors().contains("'--priority 4' prefers what is new"));
    assertEquals(List.of("hello"), names());
    run("install", "-A", "clash", "--priority", "4");
    assertEquals("clash-1", content("bin/hello"));
    run("install", "-A", "winner");
    assertEquals("winner-1", content("bin/hello"));
  }

  @Test
  void generationsAreSwitchedListedAndDeleted() throws IOException {
    run("install", "-A", "hello");
    run("install", "-A", "many");
    run("remove", "hello");
    run("install", "-A", "hello2");

    String history = run("history").replaceAll("\\d{4}-\\d\\d-\\d\\d", "DAY");
    assertEquals(
        Latin1.ofUnicode(
            """
            Version 1 (DAY):
              hello: ∅ -> 1.0

            Version 2 (DAY) <- 1:
              many: ∅ -> 1.2.3-lib

            Version 3 (DAY) <- 2:
              hello: 1.0 -> ∅

            Version 4 (DAY) <- 3:
              hello: ∅ -> 2.0
            """),
        history);
    assertTrue(run("history", "--json").contains("\"number\":4"));
    run("rollback");
    assertEquals(List.of("many"), names());
    run("rollback", "--dry-run");
    run("switch-generation", "1");
    assertEquals(List.of("hello"), names());
    assertEquals(1, profile("rollback").status());
    assertEquals(1, profile("switch-generation", "9").status());
    assertEquals(1, profile("switch-generation", "x").status());
    assertEquals(1, profile("switch-generation").status());
    run("wipe", "--older-than", "30d");
    run("wipe", "--dry-run");
    assertTrue(run("history").contains("Version 4"));
    run("wipe");
    assertFalse(run("history").contains("Version 4"));
    assertEquals(1, profile("wipe", "--older-than", "x").status());
  }

  @Test
  void profilesOfNixAreRead() throws IOException {
    Nix nix = new Nix(directory);
    String path = nix.get("nix-build", "--no-out-link", "-A", "hello");
    Files.createDirectories(profile.getParent());
    nix.get("nix", "profile", "install", "--profile", profile.toString(), path);
    assertEquals(List.of("hello"), names());
    run("install", "-A", "many");
    assertEquals(List.of("hello", "many"), names());
    assertEquals("hello-1.0", content("bin/hello"));

    profile = directory.resolve("profiles/q");
    nix.get("nix-env", "-p", profile.toString(), "-f", "default.nix", "-iA", "hello", "Zip");
    assertEquals(List.of("Zip", "hello"), names());
    run("remove", "Zip");
    assertEquals(List.of("hello"), names());
    assertEquals(1, nix.run("nix-env", "-p", profile.toString(), "-q").status());
    assertEquals(1, firn.firn("nix-env", "-p", profile.toString(), "-q").status());
    nix.get("nix-store", "--verify", "--check-contents");
  }

  @Test
  void profilesOfUsersWorkThroughADaemon() throws IOException, InterruptedException {
    ReferenceNix reference = new ReferenceNix(directory);
    Process daemon = reference.startDaemon();
    try {
      firn.with("NIX_REMOTE", "unix://" + reference.daemonSocket());
      run("install", "-A", "hello");
      assertEquals("hello-1.0", content("bin/hello"));
      String other = directory.resolve("profiles/other").toString();
      assertEquals(
          0, firn.firn("nix-env", "-p", other, "-f", "default.nix", "-iA", "many").status());
      String roots = firn.firn("nix-store", "--gc", "--print-roots").output();
      assertTrue(roots.contains(profile + "-1-link -> "), roots);
      assertTrue(roots.contains(other + "-1-link -> "), roots);
    } finally {
      daemon.destroy();
      daemon.waitFor();
    }
  }
}
