package dev.firn.lang.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.firn.base.text.PackageName;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class VersionsTest {
  /** Each line is in ascending order. */
  private static final String[][] ASCENDING = {
    {"1.0", "2.3"},
    {"2.1", "2.3"},
    {"2.3", "2.5"},
    {"2.3", "2.3.1"},
    {"2.3pre1", "2.3"},
    {"2.3pre3", "2.3pre12"},
    {"2.3a", "2.3c"},
    {"2.3pre1", "2.3c"},
    {"2.3pre1", "2.3q"},
    {"2.3a", "2.3.1"},
    {"pre", ""},
    {"", "1"},
    {"", "a"},
    {"99999999999", "5"},
    {"a", "b"},
    {"1.2147483648", "1.2147483647"},
    {"1.10000000000", "1.9999999999"},
  };

  @Test
  void ordersVersions() {
    for (String[] pair : ASCENDING) {
      assertEquals(-1, Versions.compare(pair[0], pair[1]), pair[0] + " < " + pair[1]);
      assertEquals(1, Versions.compare(pair[1], pair[0]), pair[1] + " > " + pair[0]);
    }
  }

  @Test
  void separatorsAndLeadingZerosDoNotCount() {
    assertEquals(0, Versions.compare("1.2", "1-2"));
    assertEquals(0, Versions.compare("1.2", "..1..2--"));
    assertEquals(0, Versions.compare("1.02", "1.2"));
    assertEquals(0, Versions.compare("1a2", "1.a.2"));
  }

  @Test
  void splits() {
    assertEquals(List.of("1", "2", "3"), Versions.split("1.2.3"));
    assertEquals(List.of("1", "a", "23", "pre", "4"), Versions.split("1a23-pre4"));
    assertEquals(List.of(), Versions.split("-.-"));
    assertEquals(List.of(), Versions.split(""));
  }

  @Test
  void comparisonIsOfComponents() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 2000; i++) {
      String a = version(random);
      String b = version(random);
      assertEquals(Versions.compare(a, b), -Versions.compare(b, a), a + " " + b);
      assertEquals(0, Versions.compare(a, String.join(".", Versions.split(a))), a);
    }
  }

  private static String version(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      text.append("12a.-bpre".charAt(random.nextInt(9)));
    }
    return text.toString();
  }

  @Test
  void cutsPackageNames() {
    assertEquals(new PackageName("nix", "0.12pre12876"), PackageName.parse("nix-0.12pre12876"));
    assertEquals(new PackageName("a-b-c", "1234pre5+git"), PackageName.parse("a-b-c-1234pre5+git"));
    assertEquals(new PackageName("hello", ""), PackageName.parse("hello"));
    assertEquals(new PackageName("hello-", ""), PackageName.parse("hello-"));
    assertEquals(new PackageName("hello", "-x"), PackageName.parse("hello--x"));
    assertEquals(new PackageName("", "1"), PackageName.parse("-1"));
    assertEquals(new PackageName("a", "\u00c3\u00a9"), PackageName.parse("a-\u00c3\u00a9"));
  }
}
