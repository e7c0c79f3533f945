package dev.firn.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.app.recall.Memory;
import dev.firn.app.recall.NotHere;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that remembers what commands gave always gives what a new process would, whatever happens to the world in between. */
class RecallTest {
  private static final int STEPS = 10_000;

  /** What each kind of question looks at, alone and mixed. */
  private static final List<String> EXPRESSIONS =
      List.of(
          "import ./a.nix",
          "import ./dir",
          "builtins.readFile ./b",
          "builtins.readDir ./dir",
          "builtins.pathExists ./b",
          "builtins.readFileType ./a.nix",
          "builtins.getEnv \"ONE\" + builtins.getEnv \"TWO\"",
          "<x>",
          "import <x/a.nix>",
          "builtins.hashFile \"sha256\" ./b",
          "\"${./dir}\"",
          "builtins.trace (builtins.readFile ./b) (throw \"no\")",
          "builtins.tryEval (import ./a.nix)",
          "derivation { name = \"d\"; system = \"s\"; builder = \"b\"; src = ./b; }",
          "builtins.readFile (builtins.toFile \"t\" (builtins.getEnv \"ONE\"))",
          "builtins.filterSource (p: t: baseNameOf p != \"b\") ./dir",
          "builtins.path { path = ./a.nix; name = \"n\"; }",
          "~/b");

  @TempDir Path root;
  private final Memory memory = new Memory();
  private final Map<String, String> environment = new HashMap<>();
  private Path tree = Path.of("/");
  private Path store = Path.of("/");
  private int recalled;

  @BeforeEach
  void setUp() throws IOException {
    tree = Files.createDirectory(root.resolve("tree"));
    store = root.resolve("store");
    environment.put("NIX_STORE_DIR", store.toString());
    environment.put("NIX_STATE_DIR", root.resolve("state").toString());
    environment.put("HOME", tree.toString());
    environment.put("NIX_CONF_DIR", "/nonexistent");
    environment.put("XDG_CONFIG_DIRS", "/nonexistent");
    environment.put("NIX_PATH", "x=" + tree);
  }

  private Told fresh(String... arguments) {
    return Told.byNewProcess(environment, tree, arguments);
  }

  private Told resident(String... arguments) {
    int before = memory.recalled();
    Told told = Told.by(memory, environment, tree, arguments);
    recalled += memory.recalled() - before;
    return told;
  }

  @Test
  void neverGivesAnOldAnswer() throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    for (int step = 0; step < STEPS; step++) {
      if (random.nextInt(2) == 0) {
        change(random);
      }
      String expression = EXPRESSIONS.get(random.nextInt(EXPRESSIONS.size()));
      String[] arguments = {"eval", "-E", expression};
      Told resident = resident(arguments);
      assertEquals(fresh(arguments), resident, "step " + step + ": " + expression);
      if (resident.output().startsWith("\"" + store)) {
        assertTrue(exists(Path.of(resident.output().strip().replace("\"", ""))), expression);
      }
    }
    assertTrue(recalled > STEPS / 10, "recalled only " + recalled);
  }

  private Path any(SplittableRandom random) {
    List<String> names = List.of("a.nix", "b", "dir", "dir/default.nix", "dir/b", "dir/c");
    return tree.resolve(names.get(random.nextInt(names.size())));
  }

  /** Does one thing to the world. */
  private void change(SplittableRandom random) throws IOException {
    Path file = any(random);
    switch (random.nextInt(11)) {
      case 0, 1, 2 -> write(file, random);
      case 3 -> remove(file);
      case 4 -> link(file, any(random));
      case 5 -> replace(file, random);
      case 6 -> environment.put(random.nextBoolean() ? "ONE" : "TWO", "" + random.nextInt(3));
      case 7 -> environment.put("NIX_PATH", "x=" + tree + (random.nextBoolean() ? "" : "/dir"));
      case 8 -> collect(random);
      case 9 -> environment.put("HOME", tree + (random.nextBoolean() ? "" : "/dir"));
      default -> touch(file, random);
    }
  }

  /** Also what the parser looks up or says, what knows its place, and what is wrong. */
  private static String content(SplittableRandom random) {
    return switch (random.nextInt(8)) {
      case 0 -> "throw \"bad\"";
      case 1 -> "~/b";
      case 2 -> "\n".repeat(random.nextInt(3)) + "__curPos.line";
      case 3 -> "1 +" + " ".repeat(random.nextInt(3));
      case 4 -> "(x: x) [ (f: 1) or 2 ]";
      case 5 -> "./b";
      default -> "" + random.nextInt(4);
    };
  }

  private static boolean exists(Path file) {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
  }

  private void write(Path file, SplittableRandom random) throws IOException {
    if (file.endsWith("dir")) {
      if (!exists(file)) {
        Files.createDirectory(file);
      }
    } else if (Files.isDirectory(file.getParent()) && !Files.isDirectory(file)) {
      FileTime time = Files.exists(file) ? Files.getLastModifiedTime(file) : null;
      remove(file);
      Files.writeString(file, content(random));
      if (time != null && random.nextBoolean()) {
        // The same size, and the same time: only the content tells.
        Files.setLastModifiedTime(file, time);
      }
    }
  }

  /** By a new file of that name. */
  private void replace(Path file, SplittableRandom random) throws IOException {
    if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      Path other = Files.writeString(root.resolve("new"), content(random));
      Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private static void remove(Path file) throws IOException {
    if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      try (Stream<Path> inside = Files.list(file)) {
        for (Path each : inside.toList()) {
          remove(each);
        }
      }
    }
    if (exists(file)) {
      Files.delete(file);
    }
  }

  private static void link(Path file, Path target) throws IOException {
    if (Files.isDirectory(file.getParent(), LinkOption.NOFOLLOW_LINKS)) {
      remove(file);
      Files.createSymbolicLink(file, target);
    }
  }

  private static void touch(Path file, SplittableRandom random) throws IOException {
    if (Files.isRegularFile(file)) {
      Files.setLastModifiedTime(file, FileTime.fromMillis(random.nextLong(2_000_000_000_000L)));
      Files.setPosixFilePermissions(
          file, PosixFilePermissions.fromString(random.nextBoolean() ? "rwxr-xr-x" : "rw-r--r--"));
    }
  }

  /** Seldom: it takes longer than all other things together. */
  private void collect(SplittableRandom random) {
    if (random.nextInt(20) == 0) {
      fresh("nix-store", "--gc");
    }
  }

  @Test
  void doesNotTouchWhatBelongsToTheProcessOfTheUser() {
    String[] standardInput = {"eval", "-"};
    String[] descriptors = {"eval", "-E", "builtins.readDir /proc/self/fd"};
    assertThrows(NotHere.class, () -> resident(standardInput));
    assertThrows(NotHere.class, () -> resident(descriptors));
  }
}
