package dev.firn.image.docker;

import dev.firn.base.sys.BytePaths;
import dev.firn.base.text.Latin1;
import dev.firn.process.manager.Mark;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The container for a package of upstream: {@code NAME-docker-settings} with the archive and the tag of its image,
 * {@code NAME-docker-createparams} with an argument for {@code docker create} on each line.
 */
final class PackagedContainer {
  private static final String SETTINGS = "-docker-settings";
  private static final String PARAMETERS = "-docker-createparams";

  private PackagedContainer() {}

  /** What is to be made for a package. */
  static NewContainer read(Path configuration, Mark mark) throws IOException {
    Path file = settingsFile(configuration);
    String fileName = BytePaths.bytes(file.getFileName());
    String name = fileName.substring(0, fileName.length() - SETTINGS.length());
    Map<String, String> settings = settings(file);
    String archive = settings.get("dockerImage");
    String tag = settings.get("dockerImageTag");
    if (archive == null || tag == null) {
      throw new IOException(file + " does not name an image and its tag");
    }
    List<String> options = new ArrayList<>();
    options.addAll(List.of("--stop-timeout", settings.getOrDefault("dockerStopTimeout", "1")));
    Path parameters = configuration.resolve(BytePaths.of(name + PARAMETERS));
    if (Files.exists(parameters)) {
      options.addAll(Latin1.string(Files.readAllBytes(parameters)).lines().toList());
    }
    return new NewContainer(
        name,
        mark,
        options,
        engine -> engine.load(out -> Files.copy(BytePaths.of(archive), out)),
        tag,
        List.of());
  }

  private static Path settingsFile(Path configuration) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(configuration, "*" + SETTINGS)) {
      for (Path file : files) {
        return file;
      }
    }
    throw new IOException(configuration + " has no file with settings for Docker");
  }

  private static Map<String, String> settings(Path file) throws IOException {
    Map<String, String> settings = new HashMap<>();
    for (String line : Latin1.string(Files.readAllBytes(file)).lines().toList()) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        settings.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    return settings;
  }
}
