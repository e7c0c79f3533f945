package dev.firn.process.manager;

import dev.firn.base.json.Json;
import dev.firn.base.sys.BytePaths;
import dev.firn.base.text.Latin1;
import dev.firn.deploy.component.Component;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Configuration that somebody else has generated: a component whose input {@code package} is a directory that holds it. */
public final class Packages {
  private static final String INPUT = "package";
  private static final long LARGEST = 1 << 20;

  private Packages() {}

  /** The directory with the configuration of a component; null if Firn renders it. */
  public static @Nullable Path of(Component component) {
    return component.inputs().get(INPUT) instanceof Json.Str path
        ? BytePaths.of(path.value())
        : null;
  }

  /**
   * The files in one of its directories, links followed; what is in directories there is left out.
   *
   * @param from relative to the configuration
   * @throws UncheckedIOException if they cannot be read, or one is too large to be configuration
   */
  public static Rendering files(Path configuration, String from) {
    SortedMap<String, RenderedFile> files = new TreeMap<>();
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(configuration.resolve(from), Files::isRegularFile)) {
      for (Path entry : entries) {
        if (Files.size(entry) > LARGEST) {
          throw new IOException(entry + " is too large to be configuration");
        }
        String text = Latin1.string(Files.readAllBytes(entry));
        files.put(
            BytePaths.bytes(entry.getFileName()),
            new RenderedFile(text, Files.isExecutable(entry)));
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return new Rendering(files);
  }
}
