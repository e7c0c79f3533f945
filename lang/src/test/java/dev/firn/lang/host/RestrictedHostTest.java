package dev.firn.lang.host;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.firn.lang.error.RestrictedPathError;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RestrictedHostTest {
  private final MemoryHost world =
      new MemoryHost()
          .file("/a/b/c", "seen")
          .file("/a/b-c", "hidden")
          .file("/a/b0", "hidden")
          .file("/secret", "hidden");
  private final Host host = RestrictedHost.restricted(world, List.of("/a/b"));

  @Test
  void whatIsAllowedIsSeenWithAllBelowAndTheWayThere() {
    assertEquals("seen", host.readFile("/a/b/c"));
    assertEquals(FileKind.DIRECTORY, host.kind("/"));
    assertEquals(FileKind.DIRECTORY, host.kind("/a"));
    assertEquals(Map.of("b", FileKind.DIRECTORY), host.readDirectory("/a"));
    assertEquals(Map.of("a", FileKind.DIRECTORY), host.readDirectory("/"));
  }

  @Test
  void whatIsNotAllowedLooksMissingUntilItIsRead() {
    for (String path : List.of("/secret", "/a/b-c", "/a/b0", "/none")) {
      assertNull(host.kind(path));
      String message = "access to absolute path '" + path + "' is forbidden in restricted mode";
      assertForbidden(message, () -> host.readFile(path));
      assertForbidden(message, () -> host.open(path));
      assertForbidden(message, () -> host.readDirectory(path));
      assertForbidden(message, () -> host.readLink(path));
      assertForbidden(message, () -> host.checkAccess(path));
    }
  }

  @Test
  void moreCanBeAllowed() {
    host.allow("/secret");
    assertEquals("hidden", host.readFile("/secret"));
    assertDoesNotThrow(() -> host.checkAccess("/secret/below"));
  }

  @Test
  void theRootAllowsEverything() {
    host.allow("/");
    assertEquals("hidden", host.readFile("/a/b0"));
  }

  @Test
  void pureModeSaysHowToLeaveIt() {
    Host pure = RestrictedHost.pure(world, List.of());
    assertForbidden(
        "access to absolute path '/' is forbidden in pure evaluation mode (use '--impure' to"
            + " override)",
        () -> pure.readDirectory("/"));
  }

  private static void assertForbidden(String message, Runnable action) {
    assertEquals(message, assertThrows(RestrictedPathError.class, action::run).text());
  }
}
