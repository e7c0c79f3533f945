package dev.firn.store.log;

import dev.firn.store.compress.Compression;
import dev.firn.store.compress.Compressor;
import dev.firn.store.compress.Decompressor;
import dev.firn.store.local.StoreLocation;
import dev.firn.store.path.StorePath;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The logs of builds in the files in which Nix keeps them: two characters of the name of the derivation, then the rest. */
public final class BuildLogs {
  private static final int FOLDER_LENGTH = 2;

  private final Path directory;

  /** The logs of a store. */
  public BuildLogs(StoreLocation location) {
    this.directory = location.logs().resolve("drvs");
  }

  /**
   * Begins the log of a build, in place of one that is there.
   *
   * @param compress whether it is compressed
   * @return the stream to write it with, which must be closed
   */
  public OutputStream create(StorePath derivation, boolean compress) throws IOException {
    Path file = split(derivation, compress ? Compression.BZIP2.extension() : "");
    Path folder = file.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    // What is there may be a link: it goes, so that nothing else is written to.
    Files.deleteIfExists(file);
    OutputStream target =
        Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    return compress
        ? Compressor.of(Compression.BZIP2).open(target)
        : new BufferedOutputStream(target);
  }

  /** The log of a build; null if there is none. The caller closes it. */
  public @Nullable InputStream open(StorePath derivation) throws IOException {
    for (Path file : new Path[] {split(derivation, ""), directory.resolve(derivation.baseName())}) {
      Path compressed = file.resolveSibling(file.getFileName() + Compression.BZIP2.extension());
      if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        return Files.newInputStream(file);
      }
      if (Files.isRegularFile(compressed, LinkOption.NOFOLLOW_LINKS)) {
        return Decompressor.open(Files.newInputStream(compressed), Compression.BZIP2);
      }
    }
    return null;
  }

  private Path split(StorePath derivation, String extension) {
    String name = derivation.baseName();
    return directory
        .resolve(name.substring(0, FOLDER_LENGTH))
        .resolve(name.substring(FOLDER_LENGTH) + extension);
  }
}
