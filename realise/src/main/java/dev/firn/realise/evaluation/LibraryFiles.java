package dev.firn.realise.evaluation;

import dev.firn.lang.host.FileKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Firn's own Nix files: resources, in a jar or, while Firn is being made, in a folder. */
final class LibraryFiles {
  private static final String FOLDER = "library/";

  private LibraryFiles() {}

  /**
   * What is there; null if nothing is.
   *
   * @param name without a slash at its ends; empty for the top
   */
  static @Nullable FileKind kind(String name) {
    URL place = LibraryFiles.class.getResource(FOLDER + name);
    if (place == null) {
      return null;
    }
    boolean isDirectory =
        place.getProtocol().equals("file")
            ? Files.isDirectory(path(place))
            : LibraryFiles.class.getResource(directory(name)) != null;
    return isDirectory ? FileKind.DIRECTORY : FileKind.REGULAR;
  }

  private static Path path(URL place) {
    try {
      return Path.of(place.toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String directory(String name) {
    return name.isEmpty() ? FOLDER : FOLDER + name + "/";
  }

  /** The content of a file; null if there is none. */
  static byte @Nullable [] content(String name) {
    try (InputStream in = LibraryFiles.class.getResourceAsStream(FOLDER + name)) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** What a directory holds. */
  static SortedMap<String, FileKind> list(String name) {
    URL place = LibraryFiles.class.getResource(directory(name));
    SortedMap<String, FileKind> entries = new TreeMap<>();
    if (place == null) {
      return entries;
    }
    try {
      if (place.openConnection() instanceof JarURLConnection jar) {
        addPacked(jar, entries);
      } else {
        addUnpacked(path(place), entries);
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    return entries;
  }

  /** Directories end with a slash in a jar. */
  private static void addPacked(JarURLConnection jar, SortedMap<String, FileKind> entries)
      throws IOException {
    String prefix = jar.getEntryName();
    try (Stream<JarEntry> all = jar.getJarFile().stream()) {
      all.map(JarEntry::getName)
          .filter(entry -> entry.startsWith(prefix) && entry.length() > prefix.length())
          .map(entry -> entry.substring(prefix.length()))
          .forEach(rest -> {
            int slash = rest.indexOf('/');
            entries.put(
                slash < 0 ? rest : rest.substring(0, slash),
                slash < 0 ? FileKind.REGULAR : FileKind.DIRECTORY);
          });
    }
  }

  private static void addUnpacked(Path directory, SortedMap<String, FileKind> entries)
      throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      all.forEach(entry ->
          entries.put(
              entry.getFileName().toString(),
              Files.isDirectory(entry) ? FileKind.DIRECTORY : FileKind.REGULAR));
    }
  }
}
