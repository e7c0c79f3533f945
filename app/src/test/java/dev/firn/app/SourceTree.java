package dev.firn.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of the source tree that the tests of the tree itself look at. */
final class SourceTree {
  /** The folder that holds the root POM. */
  static final Path ROOT = root();

  private SourceTree() {}

  /** All Java sources of all modules below a folder such as {@code src/main/java}. */
  static List<Path> sources(String folder) throws IOException {
    return inModules(folder, ".java");
  }

  /** All files below that folder of every module whose names end so. */
  static List<Path> inModules(String folder, String ending) throws IOException {
    try (Stream<Path> modules = Files.list(ROOT)) {
      return modules
          .map(module -> module.resolve(folder))
          .filter(Files::isDirectory)
          .flatMap(SourceTree::walk)
          .filter(file -> file.toString().endsWith(ending))
          .sorted()
          .toList();
    }
  }

  /** The text of a file. */
  static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }

  private static Stream<Path> walk(Path folder) {
    try {
      return Files.walk(folder);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve(".mvn"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("the tests do not run in the source tree");
      }
    }
    return folder;
  }
}
