package dev.firn.conformance.rendered;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files that a process manager is given for one process.
 *
 * @param folder where they are
 */
record Configuration(Path folder) {
  /** The only file whose path ends like one of those; of the first of them that there is. */
  String path(String... ends) {
    List<String> all = paths();
    return Arrays.stream(ends)
        .flatMap(end -> all.stream().filter(path -> path.endsWith(end)))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(all + " has none of " + List.of(ends)));
  }

  /** All of them, below the folder. */
  List<String> paths() {
    try (Stream<Path> walk = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      return walk.filter(Files::isRegularFile)
          .map(path -> folder.relativize(path).toString())
          .sorted()
          .toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Where one of them is. */
  Path at(String path) {
    return folder.resolve(path);
  }

  /** The text of one of them: bytes. */
  String text(String path) {
    return read(at(path));
  }

  /** The text of a file: bytes. */
  static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
