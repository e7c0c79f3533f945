package dev.firn.process.model;

import dev.firn.base.disk.Disk;
import dev.firn.base.hash.Base16;
import dev.firn.base.sys.BytePaths;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.host.Host;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Hashes of secrets that tell nobody anything without the key, which never leaves the machine: they show that a secret has changed, and cannot
 * be used to try guesses.
 */
final class KeyedHash {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_BYTES = 32;

  private final Host host;
  private final Path directory;
  private final Path keyFile;
  private @Nullable Mac mac;

  /**
   * Hashes with a key.
   *
   * @param host the machine, which is told that more was read than it was asked for
   * @param deployments the directory of the key, which is made when it is needed first
   */
  KeyedHash(Host host, String deployments) {
    this.host = host;
    this.directory = BytePaths.of(deployments);
    this.keyFile = directory.resolve(".key");
  }

  /**
   * The hash of the content of a file.
   *
   * @param what what the file is, for messages
   * @throws EvalError if it cannot be read
   */
  String of(String file, String what) {
    host.dependsOnMore();
    byte[] content;
    try {
      content = Files.readAllBytes(BytePaths.of(file));
    } catch (NoSuchFileException _) {
      throw new EvalError(what + " cannot be read: there is no file '" + file + "'");
    } catch (IOException failed) {
      throw new EvalError(what + " cannot be read: " + failed);
    }
    return Base16.encode(mac().doFinal(content));
  }

  private Mac mac() {
    Mac known = mac;
    if (known == null) {
      try {
        known = Mac.getInstance(ALGORITHM);
        known.init(new SecretKeySpec(key(), ALGORITHM));
      } catch (GeneralSecurityException impossible) {
        throw new IllegalStateException(impossible);
      } catch (IOException failed) {
        throw new EvalError("the key for hashes of secrets cannot be had: " + failed);
      }
      mac = known;
    }
    return known;
  }

  private byte[] key() throws IOException {
    if (!Files.exists(keyFile)) {
      make();
    }
    return Files.readAllBytes(keyFile);
  }

  /** Whoever is first makes it; it appears with its whole content. */
  private void make() throws IOException {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    Path fresh = directory.resolve(".key-" + ProcessHandle.current().pid());
    Disk.REAL.createDirectories(directory);
    try (OutputStream out = Disk.REAL.createFile(fresh)) {
      Disk.REAL.setPermissions(fresh, PosixFilePermissions.fromString("rw-------"));
      out.write(key);
    }
    try {
      Disk.REAL.moveNew(fresh, keyFile);
    } catch (FileAlreadyExistsException _) {
      Disk.REAL.delete(fresh);
    }
  }
}
