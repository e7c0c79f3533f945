package dev.firn.fuzz;

import dev.firn.base.disk.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import java.util.Set;

/** A directory with a place in it for what strangers sent, and things around that none of it may touch. */
final class Enclosure {
  private static final String CONTENT = "nobody's business";
  private static final FileTime TIME = FileTime.fromMillis(1_000_000);

  private final Path root;
  private final Path place;

  Enclosure() throws IOException {
    this.root = Files.createTempDirectory("firn-fuzz-");
    this.place = root.resolve("place");
    Path outside = root.resolve("outside");
    Files.createDirectory(outside);
    Files.writeString(outside.resolve("file"), CONTENT);
    Files.setLastModifiedTime(outside, TIME);
    Files.setLastModifiedTime(outside.resolve("file"), TIME);
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::delete));
  }

  private void delete() {
    try {
      Disk.REAL.deleteTree(root);
    } catch (IOException left) {
      // The place for temporary files is emptied by others in the end.
    }
  }

  /** Where something may be made; there is nothing yet. */
  Path place() {
    return place;
  }

  /** Fails if anything but the place changed; then empties it. */
  void checkAndEmpty() throws IOException {
    Disk.REAL.deleteTree(place);
    Target.require(names(root).equals(Set.of("outside")), "something new is around");
    Path outside = root.resolve("outside");
    Target.require(names(outside).equals(Set.of("file")), "something new is outside");
    Target.require(
        Files.getLastModifiedTime(outside).equals(TIME)
            && Files.getLastModifiedTime(outside.resolve("file")).equals(TIME)
            && Files.size(outside.resolve("file")) == CONTENT.length(),
        "something outside was changed");
  }

  private static Set<String> names(Path directory) {
    return Set.of(Objects.requireNonNull(directory.toFile().list()));
  }
}
