package dev.firn.realise.fetch;

import dev.firn.base.http.HttpOptions;
import dev.firn.store.nar.DiskTree;
import dev.firn.store.nar.FileTree;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** A file that was downloaded into a temporary one, which is deleted when this is closed. */
public final class FileFetch implements Closeable {
  private final String url;
  private final Path file;

  private FileFetch(String url, Path file) {
    this.url = url;
    this.file = file;
  }

  /**
   * Downloads.
   *
   * @param url {@code http}, {@code https} or {@code file}
   * @param executable whether the file shall be executable
   * @throws dev.firn.lang.error.EvalError if it cannot be had
   */
  public static FileFetch of(String url, HttpOptions http, boolean executable) throws IOException {
    Path file = Files.createTempFile("firn", ".download");
    FileFetch fetch = new FileFetch(url, file);
    try (InputStream stream = Downloads.open(url, http)) {
      Files.copy(stream, file, StandardCopyOption.REPLACE_EXISTING);
      Files.setPosixFilePermissions(
          file, PosixFilePermissions.fromString(executable ? "rwx------" : "rw-------"));
      return fetch;
    } catch (IOException | RuntimeException failed) {
      fetch.close();
      throw failed;
    }
  }

  /** The file. */
  public FileTree tree() {
    return new DiskTree(file);
  }

  /**
   * What is in the archive that the file is; if that is a single file or directory, that one.
   *
   * @throws dev.firn.lang.error.EvalError if it is no archive
   */
  public FileTree unpacked() throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      return Archives.unpack(stream, url);
    }
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }
}
