package dev.firn.process.manager.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.firn.base.sys.Accounts;
import dev.firn.base.sys.FileOwnership;
import dev.firn.deploy.driver.Result;
import dev.firn.process.description.ProcessDescription;
import dev.firn.process.description.Resources;
import dev.firn.process.manager.Await;
import dev.firn.process.manager.Niceness;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What root can give processes, and what the supervisor of an ordinary user does without. */
class EmbeddedPrivilegesTest {
  private static final String USER = "firn-e" + ProcessHandle.current().pid();

  private Path folder;

  @BeforeEach
  void begin() throws Exception {
    assumeTrue(FileOwnership.user() == 0, "only root can make a user and be another one");
    run("useradd", "--system", "--no-create-home", USER);
    folder = Files.createTempDirectory(Path.of("/tmp"), "firn-embedded");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @AfterEach
  void end() throws Exception {
    if (folder != null) {
      // Not as long as one of his processes is about to be gone.
      Await.until(
          "the user is gone", () -> new ProcessBuilder("userdel", USER).start().waitFor() == 0);
      try (Stream<Path> files = Files.walk(folder)) {
        files.sorted(java.util.Comparator.reverseOrder()).forEach(EmbeddedPrivilegesTest::delete);
      }
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static void run(String... words) throws Exception {
    assertEquals(
        0, new ProcessBuilder(words).inheritIO().start().waitFor(), List.of(words).toString());
  }

  @Test
  void rootStartsProcessesAsOthers() throws Exception {
    try (World world = new World(folder)) {
      ProcessDescription process =
          world
              .process("a")
              .user(USER)
              .nice(5)
              .openFiles(99)
              .foreground(
                  "/bin/sh",
                  "-c",
                  "id -un; id -gn; id -Gn; nice; ulimit -n; echo $USER; exec sleep 1000")
              .build();

      assertEquals(Result.DONE, world.start(process));
      world.await("it says so", () -> world.log(process).size() == 6);
      assertEquals(List.of(USER, USER, USER, Niceness.of(5), "99", USER), world.log(process));
      assertEquals(
          "there is no user 'nobody-of-this-name'",
          world
              .start(world.process("b").user("nobody-of-this-name").foreground("/bin/true").build())
              .message());
    }
  }

  @Test
  void aForkBombStaysWithinItsGroup() throws Exception {
    try (World world = new World(folder)) {
      ProcessDescription bomb =
          world
              .process("bomb")
              .resources(new Resources(256L << 20, 50L, 30L, null))
              .foreground("/bin/sh", "-c", "f() { sleep 1000 & f; }; f & while :; do sleep 1; done")
              .build();
      Result result = world.start(bomb);
      assumeTrue(
          !result.message().contains("control groups"),
          "control groups cannot be limited here: " + result.message());

      assertEquals(Result.DONE, result);
      world.await("it is full", () -> world.all().size() >= 25);
      assertTrue(world.all().size() <= 30, "tasks: " + world.all().size());
      assertEquals(Result.DONE, world.stop(bomb));
      assertEquals(List.of(), world.all());
    }
  }

  /** Runs {@link OrdinaryUser} as the user, with a copy of our classes that he can read. */
  @Test
  void anOrdinaryUserHasASupervisorOfHisOwn() throws Exception {
    Path classes = Files.createDirectory(folder.resolve("classes"));
    List<String> path = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (entry.contains("classes") || entry.contains("firn-") || entry.contains("cls")) {
        Path copy = classes.resolve(String.valueOf(path.size()));
        run("cp", "-r", entry, copy.toString());
        path.add(copy.toString());
      }
    }
    run("chmod", "-R", "a+rX", classes.toString());
    Path home = Files.createDirectory(folder.resolve("home"));
    Accounts.User user = Accounts.user(USER);
    FileOwnership.give(home, user.number(), user.group());

    run(
        "setpriv",
        "--reuid=" + USER,
        "--regid=" + USER,
        "--clear-groups",
        System.getProperty("java.home") + "/bin/java",
        "-XX:+UseSerialGC",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        String.join(File.pathSeparator, path),
        OrdinaryUser.class.getName(),
        home.toString());
  }
}
