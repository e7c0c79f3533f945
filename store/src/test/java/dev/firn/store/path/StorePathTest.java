package dev.firn.store.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class StorePathTest {
  private static final String DIGITS = "g1w7hy3qg1w7hy3qg1w7hy3qg1w7hy3q";
  private static final StoreDir DIR = StoreDir.DEFAULT;

  private static String problem(String baseName) {
    return assertThrows(BadStorePathException.class, () -> StorePath.of(baseName)).getMessage();
  }

  private static String nameProblem(String name) {
    return assertThrows(BadStorePathException.class, () -> StorePathName.check(name)).getMessage();
  }

  @Test
  void parts() {
    StorePath path = StorePath.of(DIGITS + "-foo-1.0.drv");
    assertEquals(DIGITS, path.hashPart());
    assertEquals("foo-1.0.drv", path.name());
    assertEquals("foo-1.0", path.derivationName());
    assertEquals("/nix/store/" + DIGITS + "-foo-1.0.drv", DIR.print(path));
  }

  @Test
  void badBaseNames() {
    assertEquals("'abc' is too short to be a valid store path", problem("abc"));
    assertEquals(
        "'" + DIGITS + "_x' can't name a store path because the hash part is not followed by a '-'",
        problem(DIGITS + "_x"));
    String bad = "e" + DIGITS.substring(1) + "-x";
    assertEquals("store path '" + bad + "' contains illegal base-32 character 'e'", problem(bad));
    assertEquals(
        "path '" + DIGITS + "-' is not a valid store path: name must not be empty",
        problem(DIGITS + "-"));
    assertEquals(
        "store path '" + DIGITS + "-x' is not a valid derivation path",
        assertThrows(
                BadStorePathException.class, () -> StorePath.of(DIGITS + "-x").derivationName())
            .getMessage());
  }

  @Test
  void names() {
    StorePathName.check("a".repeat(211));
    StorePathName.check(".a");
    StorePathName.check("...");
    StorePathName.check("0-9aZ+-._?=");
    assertEquals("name must not be empty", nameProblem(""));
    assertTrue(nameProblem("a".repeat(212)).endsWith("' must be no longer than 211 characters"));
    assertEquals("name '.' is not valid", nameProblem("."));
    assertEquals("name '..' is not valid", nameProblem(".."));
    assertEquals(
        "name '.-a' is not valid: first dash-separated component must not be '.'",
        nameProblem(".-a"));
    assertEquals(
        "name '..-a' is not valid: first dash-separated component must not be '..'",
        nameProblem("..-a"));
    assertEquals("name 'a b' contains illegal character ' '", nameProblem("a b"));
    assertEquals("name 'a/b' contains illegal character '/'", nameProblem("a/b"));
  }

  @Test
  void fullPaths() {
    StorePath path = StorePath.of(DIGITS + "-x");
    assertEquals(path, DIR.parse("/nix/store/" + DIGITS + "-x"));
    assertEquals(path, DIR.parse("/nix//store/./" + DIGITS + "-x/"));
    assertEquals(path, DIR.parse("/nix/y/../store/" + DIGITS + "-x"));
    assertNull(DIR.find("/nix/store/" + DIGITS + "-x/bin"));
    assertNull(DIR.find("relative"));
    assertEquals(
        "path \"/nix/store\" is not in the Nix store",
        assertThrows(BadStorePathException.class, () -> DIR.parse("/nix/store/")).getMessage());
    assertThrows(BadStorePathException.class, () -> DIR.parse(""));
    assertThrows(BadStorePathException.class, () -> DIR.parse("/nix/storex/" + DIGITS + "-x"));
    assertThrows(
        BadStorePathException.class, () -> DIR.parseCanonical("/nix/store//" + DIGITS + "-x"));
  }

  @Test
  void pathsInside() {
    StorePath path = StorePath.of(DIGITS + "-x");
    assertEquals(new StoreDir.Inside(path, ""), DIR.split("/nix/store/" + DIGITS + "-x"));
    assertEquals(new StoreDir.Inside(path, "/a/b"), DIR.split("/nix/store/" + DIGITS + "-x/a/b"));
    assertTrue(DIR.contains("/nix/store/a"));
    assertFalse(DIR.contains("/nix/store/"));
    assertFalse(DIR.contains("/nix/stores/a"));
    assertEquals(
        "path '/tmp/x' is not in the Nix store",
        assertThrows(BadStorePathException.class, () -> DIR.split("/tmp/x")).getMessage());
  }

  @Test
  void directoriesAreCanonical() {
    assertThrows(IllegalArgumentException.class, () -> new StoreDir("/nix/store/"));
    assertThrows(IllegalArgumentException.class, () -> new StoreDir("nix/store"));
  }
}
