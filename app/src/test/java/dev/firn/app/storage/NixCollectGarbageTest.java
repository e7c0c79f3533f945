package dev.firn.app.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.app.Run;
import dev.firn.app.Run.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code nix-collect-garbage} deletes generations of all profiles, whoever made them, and then what only they led to. */
class NixCollectGarbageTest {
  @TempDir Path directory;
  private Run firn;
  private List<Path> profiles = List.of();

  @BeforeEach
  void setUp() throws IOException {
    firn = new Run(directory);
    profiles =
        List.of(
            directory.resolve("state/profiles/system"),
            directory.resolve("state/profiles/per-user/me/profile"),
            directory.resolve(".local/state/nix/profiles/profile"),
            directory.resolve("elsewhere/profile"));
    // The user's own is where his link leads.
    Files.createSymbolicLink(directory.resolve(".nix-profile"), profiles.getLast());
  }

  @AfterEach
  void makeRemovable() throws IOException {
    Path store = directory.resolve("store");
    try (var files = Files.walk(store)) {
      files.filter(Files::isDirectory).forEach(folder -> folder.toFile().setWritable(true));
    }
  }

  private String run(String... arguments) {
    Outcome outcome = firn.firn(arguments);
    assertEquals(0, outcome.status(), outcome.errors());
    return outcome.line();
  }

  /** A path of the store that holds a text. */
  private Path add(String text) throws IOException {
    Files.writeString(directory.resolve("text"), text);
    return Path.of(run("nix-store", "--add", "text"));
  }

  /** Makes a profile lead to that path. */
  private void set(Path profile, Path target) {
    run("nix-env", "-p", profile.toString(), "--set", target.toString());
  }

  @Test
  void oldGenerationsOfAllProfilesGo() throws IOException {
    Path old = add("old");
    Path current = add("current");
    Path shared = add("shared");
    for (Path profile : profiles) {
      set(profile, old);
      set(profile, current);
    }
    set(profiles.getFirst(), shared);
    run("nix-env", "-p", profiles.getFirst().toString(), "--rollback");
    run("nix-collect-garbage");
    assertTrue(Files.exists(old) && Files.exists(shared));

    run("nix-collect-garbage", "-d", "--dry-run");
    assertTrue(Files.exists(old) && Files.exists(shared));
    run("nix-collect-garbage", "--delete-older-than", "30d");
    assertTrue(Files.exists(old) && Files.exists(shared));

    run("nix-collect-garbage", "-d");
    assertFalse(Files.exists(old));
    assertFalse(Files.exists(shared));
    for (Path profile : profiles) {
      assertEquals(current, profile.toRealPath());
      assertEquals(
          1, run("nix-env", "-p", profile.toString(), "--list-generations").lines().count());
    }
  }

  @Test
  void whatWasLeftLongAgoGoes() throws IOException {
    Path first = add("first");
    Path second = add("second");
    Path profile = profiles.get(1);
    set(profile, first);
    set(profile, second);
    set(profile, add("third"));
    // Links have times, too: both were made, and the first was left, long ago.
    for (int number = 1; number <= 2; number++) {
      new ProcessBuilder("touch", "-h", "-d", "100 days ago", profile + "-" + number + "-link")
          .inheritIO()
          .start()
          .onExit()
          .join();
    }
    run("nix-collect-garbage", "--delete-older-than", "30d");
    assertFalse(Files.exists(first));
    // It was the current one thirty days ago.
    assertTrue(Files.exists(second));
  }
}
