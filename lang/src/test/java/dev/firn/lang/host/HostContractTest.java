package dev.firn.lang.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.sys.BytePaths;
import dev.firn.base.text.Latin1;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.error.InvalidPathError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What every host promises, tried on each of them. */
class HostContractTest {
  /** Not UTF-8, and not ASCII. */
  private static final String ODD_NAME = "caf\u00e9";

  @TempDir private Path folder;

  /** A host, and where in it the files of the test lie. */
  private record Subject(String name, Host host, String root) {
    String path(String rest) {
      return root + rest;
    }
  }

  private interface Check {
    void run(Subject subject);
  }

  @TestFactory
  Stream<DynamicTest> contract() throws IOException {
    Map<String, Check> checks =
        Map.of(
            "kinds", HostContractTest::kinds,
            "content", HostContractTest::content,
            "directories", HostContractTest::directories,
            "links", HostContractTest::links,
            "errors", HostContractTest::errors,
            "store", HostContractTest::store,
            "search path", HostContractTest::searchPath);
    return subjects().stream()
        .flatMap(subject ->
            checks.entrySet().stream()
                .map(check ->
                    DynamicTest.dynamicTest(
                        subject.name() + ": " + check.getKey(),
                        () -> check.getValue().run(subject))));
  }

  private List<Subject> subjects() throws IOException {
    String root = BytePaths.bytes(folder.toRealPath());
    fill(root);
    Host real = new RealHost("/nix/store", "/work", silent());
    Host memory = memory("/t");
    return List.of(
        new Subject("real", real, root),
        new Subject("memory", memory, "/t"),
        new Subject("restricted real", RestrictedHost.restricted(real, List.of(root)), root),
        new Subject("pure memory", RestrictedHost.pure(memory, List.of("/t")), "/t"));
  }

  private static Console silent() {
    return new MemoryHost();
  }

  private static MemoryHost memory(String root) {
    return new MemoryHost("/nix/store", 5)
        .file(root + "/a", "content\n\u00ff")
        .executable(root + "/x", "#!")
        .file(root + "/dir/" + ODD_NAME, "")
        .file(root + "/dir.txt", "")
        .directory(root + "/dir/empty")
        .link(root + "/link", "dir/empty")
        .link(root + "/dangling", "/no/where");
  }

  private static void fill(String root) throws IOException {
    Files.createDirectories(BytePaths.of(root + "/dir/empty"));
    Files.write(BytePaths.of(root + "/a"), Latin1.bytes("content\n\u00ff"));
    Files.write(BytePaths.of(root + "/x"), Latin1.bytes("#!"));
    Files.setPosixFilePermissions(
        BytePaths.of(root + "/x"), PosixFilePermissions.fromString("rwx------"));
    Files.write(BytePaths.of(root + "/dir/" + ODD_NAME), new byte[0]);
    Files.write(BytePaths.of(root + "/dir.txt"), new byte[0]);
    Files.createSymbolicLink(BytePaths.of(root + "/link"), Path.of("dir/empty"));
    Files.createSymbolicLink(BytePaths.of(root + "/dangling"), Path.of("/no/where"));
  }

  private static void kinds(Subject subject) {
    Host host = subject.host();
    assertEquals(FileKind.REGULAR, host.kind(subject.path("/a")));
    assertEquals(FileKind.EXECUTABLE, host.kind(subject.path("/x")));
    assertEquals(FileKind.DIRECTORY, host.kind(subject.path("/dir")));
    assertEquals(FileKind.DIRECTORY, host.kind("/"));
    assertEquals(FileKind.SYMLINK, host.kind(subject.path("/link")));
    assertEquals(FileKind.SYMLINK, host.kind(subject.path("/dangling")));
    assertEquals(FileKind.REGULAR, host.kind(subject.path("/dir/" + ODD_NAME)));
    assertNull(host.kind(subject.path("/none")));
    assertNull(host.kind(subject.path("/a/below")), "a file has nothing below it");
  }

  private static void content(Subject subject) {
    assertEquals("content\n\u00ff", subject.host().readFile(subject.path("/a")));
    assertEquals("", subject.host().readFile(subject.path("/dir/" + ODD_NAME)));
    try (OpenFile file = subject.host().open(subject.path("/a"))) {
      assertEquals(9, file.size());
      assertEquals("content\n\u00ff", Latin1.string(file.content().readAllBytes()));
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  private static void directories(Subject subject) {
    Map<String, FileKind> root = subject.host().readDirectory(subject.path(""));
    FileKind executable = root.get("x");
    assertTrue(executable != null && executable.isRegular());
    assertEquals(
        Map.of(
            "a", FileKind.REGULAR,
            "dangling", FileKind.SYMLINK,
            "dir", FileKind.DIRECTORY,
            "dir.txt", FileKind.REGULAR,
            "link", FileKind.SYMLINK,
            "x", executable),
        root);
    assertEquals("a", root.keySet().iterator().next(), "sorted");
    assertEquals(
        Map.of(ODD_NAME, FileKind.REGULAR, "empty", FileKind.DIRECTORY),
        subject.host().readDirectory(subject.path("/dir")));
    assertEquals(Map.of(), subject.host().readDirectory(subject.path("/dir/empty")));
  }

  private static void links(Subject subject) {
    assertEquals("dir/empty", subject.host().readLink(subject.path("/link")));
    assertEquals("/no/where", subject.host().readLink(subject.path("/dangling")));
  }

  private static void errors(Subject subject) {
    Host host = subject.host();
    String none = subject.path("/none");
    String missing = "path '" + none + "' does not exist";
    assertFails(missing, () -> host.readFile(none));
    assertFails(missing, () -> host.open(none));
    assertFails(missing, () -> host.readDirectory(none));
    assertFails(missing, () -> host.readLink(none));
    String dir = subject.path("/dir");
    assertFails("file '" + dir + "' is not a regular file", () -> host.readFile(dir));
    assertFails("file '" + dir + "' is not a regular file", () -> host.open(dir));
    assertFails("file '" + dir + "' is not a symlink", () -> host.readLink(dir));
    String file = subject.path("/a");
    assertFails("'" + file + "' is not a directory", () -> host.readDirectory(file));
  }

  private static void store(Subject subject) {
    Host host = subject.host();
    assertEquals("/nix/store", host.storeDirectory());
    assertThrows(EvalError.class, () -> host.copyToStore(subject.path("/a")));
    String path = "/nix/store/ffffffffffffffffffffffffffffffff-x.drv";
    InvalidPathError invalid =
        assertThrows(InvalidPathError.class, () -> host.realise("t", List.of("!out!" + path)));
    assertEquals("path '" + path + "' is not valid", invalid.text());
    assertNull(host.derivation(path));
    assertTrue(host.references(subject.path("/a")).isEmpty());
  }

  private static void searchPath(Subject subject) {
    assertEquals("/some/where", subject.host().searchPathRoot("/some/where"));
    String relative = subject.host().searchPathRoot("where");
    assertTrue(relative != null && relative.startsWith("/") && relative.endsWith("/where"));
  }

  private static void assertFails(String message, Runnable action) {
    assertEquals(message, assertThrows(EvalError.class, action::run).text());
  }
}
