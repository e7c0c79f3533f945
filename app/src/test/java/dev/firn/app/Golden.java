package dev.firn.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Compares texts with files that are checked in; {@code -Dfirn.golden=write} writes the files instead. */
public final class Golden {
  private static final boolean WRITE = "write".equals(System.getProperty("firn.golden"));

  private Golden() {}

  /** The names of the files in a folder of the tree, sorted. */
  public static List<String> names(String folder) throws IOException {
    try (Stream<Path> files = Files.list(SourceTree.ROOT.resolve(folder))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /**
   * Checks that a file of the tree says what it should.
   *
   * @param file its name from the top of the tree
   */
  public static void check(String file, String expected) throws IOException {
    Path path = SourceTree.ROOT.resolve(file);
    if (WRITE) {
      Files.createDirectories(path.getParent());
      Files.writeString(path, expected);
    }
    String actual = Files.exists(path) ? SourceTree.read(path) : "";
    assertEquals(expected, actual, file + " is stale; -Dfirn.golden=write writes it anew");
  }
}
