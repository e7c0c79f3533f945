package dev.firn.app.storage;

import dev.firn.base.text.Latin1;
import dev.firn.store.sign.SecretKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that hold keys. */
final class KeyFiles {
  private KeyFiles() {}

  /** Writes a key, in the place of what the file may hold. A secret one is never to be read by others, not even for a moment. */
  static void write(Path file, byte[] text, boolean secret) throws IOException {
    if (secret) {
      Files.deleteIfExists(file);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.write(
        file,
        text,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE,
        StandardOpenOption.SYNC);
  }

  /** Reads a secret key. Space around it does not count. */
  static SecretKey read(Path file) throws IOException {
    return SecretKey.parse(Latin1.string(Files.readAllBytes(file)).strip());
  }
}
