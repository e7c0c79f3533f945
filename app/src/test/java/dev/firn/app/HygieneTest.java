package dev.firn.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a reviewer would otherwise have to look for. */
class HygieneTest {
  private static final Pattern VERSION =
      Pattern.compile("<artifactId>firn</artifactId>\\s*<version>(.*)</version>");
  private static final Pattern CONSTANT = Pattern.compile("String FIRN = \"(.*)\"");

  @Test
  void everyPackageSaysThatNothingIsNullByDefault() throws IOException {
    Set<Path> packages = new TreeSet<>();
    for (Path source : SourceTree.sources("src/main/java")) {
      packages.add(source.getParent());
    }
    List<Path> wrong = new ArrayList<>();
    for (Path folder : packages) {
      Path info = folder.resolve("package-info.java");
      if (!Files.exists(info) || !SourceTree.read(info).contains("@NullMarked")) {
        wrong.add(SourceTree.ROOT.relativize(folder));
      }
    }

    assertEquals(List.of(), wrong, "packages without a @NullMarked package-info.java");
    assertTrue(packages.size() > 5, "found only " + packages);
  }

  @Test
  void noTestIsSwitchedOff() throws IOException {
    assertNowhere("src/test/java", "@" + "Disabled");
  }

  @Test
  void nothingIsLeftForLater() throws IOException {
    assertNowhere("src/main/java", "TO" + "DO");
    assertNowhere("src/main/java", "FIX" + "ME");
  }

  @Test
  void theVersionIsThatOfThePom() throws IOException {
    Path constant = SourceTree.ROOT.resolve("app/src/main/java/dev/firn/app/cli/Version.java");

    assertEquals(group(VERSION, SourceTree.ROOT.resolve("pom.xml")), group(CONSTANT, constant));
  }

  private static void assertNowhere(String folder, String word) throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path source : SourceTree.sources(folder)) {
      if (SourceTree.read(source).contains(word)) {
        found.add(SourceTree.ROOT.relativize(source));
      }
    }
    assertEquals(List.of(), found, "files with " + word);
  }

  private static String group(Pattern pattern, Path file) throws IOException {
    Matcher matcher = pattern.matcher(SourceTree.read(file));
    assertTrue(matcher.find(), () -> file + " has no " + pattern);
    return matcher.group(1);
  }
}
