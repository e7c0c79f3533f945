package dev.firn.base.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PathTextTest {
  @Test
  void canonicalises() {
    String[][] paths = {
      {"/", "/"},
      {"//", "/"},
      {"/.", "/"},
      {"/..", "/"},
      {"/../a", "/a"},
      {"/a/", "/a"},
      {"/a//b", "/a/b"},
      {"/a/./b", "/a/b"},
      {"/a/../b", "/b"},
      {"/a/b/../..", "/"},
      {"/a/../../b/.", "/b"},
      {"/.a/..b/c.", "/.a/..b/c."},
      {"/...", "/..."},
      {"/a/...//.../", "/a/.../..."},
      {"/a/.b./", "/a/.b."},
    };
    for (String[] path : paths) {
      assertEquals(path[1], PathText.canonical(path[0]), path[0]);
    }
  }

  @Test
  void keepsCanonicalPaths() {
    String path = "/a/..b/.c/d.";
    assertSame(path, PathText.canonical(path));
  }

  @Test
  void resultsAreCanonical() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 5000; i++) {
      StringBuilder path = new StringBuilder("/");
      for (int n = random.nextInt(12); n > 0; n--) {
        path.append("/./a.".charAt(random.nextInt(5)));
      }
      String canonical = PathText.canonical(path.toString());
      assertEquals(canonical, PathText.canonical(canonical), path.toString());
      String inside = canonical.equals("/") ? "" : canonical + "/";
      assertTrue(
          !inside.contains("//") && !inside.contains("/./") && !inside.contains("/../"), canonical);
    }
  }
}
