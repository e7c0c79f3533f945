package dev.firn.app.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.firn.app.Run;
import dev.firn.app.Run.Outcome;
import dev.firn.app.cli.Main;
import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.sys.LockFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the machine may refuse, as commands meet it: an error with what to do about it, exit status 1, and a store that is as sound as before. */
class StoreFaultsTest {
  @TempDir Path directory;
  private Run run;

  @BeforeEach
  void addSomething() throws IOException {
    run = new Run(directory);
    Files.writeString(directory.resolve("old"), "old");
    Files.writeString(directory.resolve("new"), "new");
    assertEquals(0, run.firn("store", "add", "old").status());
  }

  private void refused(String message, String... command) {
    Outcome outcome = run.firn(command);
    assertEquals(1, outcome.status(), () -> String.join(" ", command) + " is not refused");
    assertTrue(outcome.errors().contains(message), outcome::errors);
  }

  private void assertSound() {
    Outcome outcome = run.firn("store", "verify");
    assertEquals(0, outcome.status(), outcome::errors);
  }

  private String contents(Path file) throws IOException {
    if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Hash.digest(HashAlgorithm.SHA256, Files.readAllBytes(file)).base16();
    }
    return Files.isSymbolicLink(file) ? Files.readSymbolicLink(file).toString() : "directory";
  }

  /** All files of store and state, with what is in them. */
  private SortedMap<Path, String> everything() throws IOException {
    SortedMap<Path, String> files = new TreeMap<>();
    for (String part : List.of("store", "state")) {
      try (Stream<Path> all = Files.walk(directory.resolve(part))) {
        for (Path file : all.toList()) {
          files.put(file, contents(file));
        }
      }
    }
    return files;
  }

  @Test
  void aNewerStoreIsLeftAlone() throws IOException {
    Path schema = directory.resolve("state/db/schema");
    Files.writeString(schema, "99");
    SortedMap<Path, String> before = everything();
    for (List<String> command :
        List.of(
            List.of("add", "new"),
            List.of("verify"),
            List.of("verify", "--repair"),
            List.of("gc"),
            List.of("gc", "--dry-run"),
            List.of("optimise"))) {
      List<String> words = new ArrayList<>(List.of("store"));
      words.addAll(command);
      refused("schema is version 99", words.toArray(String[]::new));
      assertEquals(before, everything(), command.toString());
    }
    Files.writeString(schema, "10");
    assertSound();
  }

  @Test
  void aDamagedDatabaseIsTold() throws IOException {
    Path database = directory.resolve("state/db/db.sqlite");
    byte[] intact = Files.readAllBytes(database);
    Files.write(database, new byte[intact.length]);
    Files.deleteIfExists(directory.resolve("state/db/db.sqlite-wal"));
    Files.writeString(database, "no database");
    refused("hint: the database is damaged", "store", "verify");
    refused("hint: the database is damaged", "store", "add", "new");
    refused("hint: the database is damaged", "store", "gc");
    Files.write(database, intact);
    assertSound();
  }

  @Test
  void aStoreThatSomebodyChangesIsWaitedFor() throws Exception {
    Path lock = directory.resolve("state/db/big-lock");
    try (LockFile held = LockFile.open(lock)) {
      held.lock(LockFile.Mode.EXCLUSIVE);
      List<Outcome> outcomes = new ArrayList<>();
      Thread adding =
          Thread.ofPlatform().start(() -> outcomes.add(run.firn("store", "add", "new")));
      adding.join(500);
      assertTrue(adding.isAlive(), outcomes::toString);
      held.unlock();
      adding.join();
      assertEquals(0, outcomes.getFirst().status(), outcomes::toString);
    }
    assertSound();
  }

  /** Runs a command in a process of its own, started by other programs. */
  private Outcome process(List<String> starter, Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    Path output = directory.resolve("output");
    Path errors = directory.resolve("errors");
    List<String> command = new ArrayList<>(starter);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            main.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("NIX"));
    builder.environment().put("HOME", directory.toString());
    builder.environment().put("NIX_CONF_DIR", "/nonexistent");
    builder.environment().put("NIX_STORE_DIR", directory.resolve("store").toString());
    builder.environment().put("NIX_STATE_DIR", directory.resolve("state").toString());
    int status = builder.start().waitFor();
    return new Outcome(status, Files.readString(output), Files.readString(errors));
  }

  private static boolean runs(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).start().waitFor() == 0;
  }

  @Test
  void tooFewFilesMayBeOpen() throws IOException, InterruptedException {
    int refusals = 0;
    boolean enough = false;
    for (int limit = 20; !enough; limit += 4) {
      Outcome outcome =
          process(
              List.of("prlimit", "--nofile=" + limit + ":" + limit),
              Main.class,
              "store",
              "add",
              "new");
      enough = outcome.status() == 0;
      // With very few, Java itself does not start.
      if (!enough && !outcome.errors().contains("Could not find or load main class")) {
        assertEquals(1, outcome.status());
        assertFalse(outcome.errors().contains("this is a bug"), outcome::errors);
        assertTrue(outcome.errors().contains("'ulimit -n"), outcome::errors);
        refusals++;
      }
      assertSound();
    }
    assertTrue(refusals > 0);
  }

  @Test
  void whatBelongsToOthersIsRefused() throws IOException, InterruptedException {
    for (String part : List.of("store", "state/temproots", "state/db")) {
      Files.setPosixFilePermissions(
          directory.resolve(part), PosixFilePermissions.fromString("r-xr-xr-x"));
    }
    // Permissions mean nothing to root.
    List<String> starter =
        Files.isWritable(directory.resolve("store"))
            ? List.of("setpriv", "--bounding-set=-all", "--inh-caps=-all")
            : List.of();
    Outcome outcome = process(starter, Main.class, "store", "add", "new");
    assertEquals(1, outcome.status(), outcome::errors);
    assertTrue(outcome.errors().contains("hint: this belongs to another user"), outcome::errors);
    for (String part : List.of("store", "state/temproots", "state/db")) {
      Files.setPosixFilePermissions(
          directory.resolve(part), PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    assertSound();
  }

  /** What happens in a name space of its own, where file systems can be mounted. */
  static final class Mounted {
    private final Path place;
    private final Run run;

    private Mounted(Path place) {
      this.place = place;
      this.run = new Run(place);
    }

    /** Takes the directory, and {@code full} or {@code read-only}. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
      Mounted mounted = new Mounted(Files.createDirectory(Path.of(arguments[0], "mounted")));
      assertTrue(runs("mount", "-t", "tmpfs", "-o", "size=40m", "none", mounted.place.toString()));
      if (arguments[1].equals("full")) {
        mounted.fillUp();
      } else {
        mounted.makeReadOnly();
      }
    }

    private void gives(int status, String message, String... command) {
      Outcome outcome = run.firn(command);
      assertEquals(status, outcome.status(), outcome::errors);
      assertTrue((outcome.output() + outcome.errors()).contains(message), outcome::toString);
    }

    private void addOld() throws IOException {
      Files.writeString(place.resolve("old"), "old");
      Files.write(place.resolve("kept"), new byte[10_000]);
      gives(0, "", "store", "add", "old", "kept");
      assertEquals(
          0, run.firn("nix-store", "--realise", "--add-root", "root", kept()).status(), "no root");
    }

    private String kept() {
      return run.firn("store", "add", "kept").line();
    }

    private void fillUp() throws IOException {
      addOld();
      Path filler = place.resolve("filler");
      try (var stream = Files.newOutputStream(filler)) {
        while (true) {
          stream.write(new byte[4096]);
        }
      } catch (IOException full) {
        assertTrue(String.valueOf(full.getMessage()).contains("No space"), full.toString());
      }
      Path other = Files.createTempFile("firn-", "-other");
      Files.write(other, new byte[100_000]);
      String hint = "hint: the disk is full: 'firn store gc'";
      gives(1, hint, "store", "add", other.toString());
      gives(0, "1 store paths deleted", "store", "gc");
      Files.delete(filler);
      gives(0, "", "store", "verify");
      gives(0, "", "store", "add", other.toString());
      gives(0, "", "store", "verify");
      gives(0, "", "store", "info", kept());
      Files.delete(other);
    }

    private void makeReadOnly() throws IOException, InterruptedException {
      addOld();
      Files.writeString(place.resolve("new"), "new");
      assertTrue(runs("mount", "-o", "remount,ro", place.toString()));
      String hint = "hint: the file system is mounted read-only";
      gives(1, hint, "store", "add", "new");
      gives(1, hint, "store", "gc");
      gives(1, hint, "store", "optimise");
      assertTrue(runs("mount", "-o", "remount,rw", place.toString()));
      gives(0, "", "store", "verify");
      gives(0, "", "store", "add", "new");
    }
  }

  private void inNameSpace(String what) throws IOException, InterruptedException {
    assumeTrue(
        runs("unshare", "--map-root-user", "--mount", "true"),
        "this machine lets nobody mount anything");
    Outcome outcome =
        process(
            List.of("unshare", "--map-root-user", "--mount"),
            Mounted.class,
            directory.toString(),
            what);
    assertEquals(0, outcome.status(), outcome::errors);
  }

  @Test
  void theDiskMayBeFull() throws IOException, InterruptedException {
    inNameSpace("full");
  }

  @Test
  void theDiskMayBeReadOnly() throws IOException, InterruptedException {
    inNameSpace("read-only");
  }
}
