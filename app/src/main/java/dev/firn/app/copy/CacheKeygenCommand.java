package dev.firn.app.copy;

import dev.firn.app.command.Command;
import dev.firn.app.command.CommandLine;
import dev.firn.app.command.UsageException;
import dev.firn.app.console.Surroundings;
import dev.firn.app.settings.Settings;
import dev.firn.base.sys.BytePaths;
import dev.firn.base.text.Latin1;
import dev.firn.store.StoreException;
import dev.firn.store.sign.SecretKey;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/** {@code firn cache keygen}: makes a key to sign paths with. */
final class CacheKeygenCommand implements Command {
  @Override
  public int run(CommandLine line, Settings settings, Surroundings surroundings) {
    List<String> operands = line.operands();
    if (operands.size() < 2) {
      throw new UsageException("give a name and a file for the secret key");
    }
    String name = operands.getFirst();
    if (name.isEmpty() || name.indexOf(':') >= 0) {
      throw new UsageException("'" + name + "' cannot be the name of a key");
    }
    SecretKey key = SecretKey.generate(name);
    write(path(operands.get(1), surroundings), key.secretText(), "rw-------");
    if (operands.size() > 2) {
      write(path(operands.get(2), surroundings), key.publicKey().text(), "rw-r--r--");
    }
    surroundings.output().line(key.publicKey().text());
    return 0;
  }

  private static Path path(String name, Surroundings surroundings) {
    return BytePaths.of(name.startsWith("/") ? name : surroundings.directory() + "/" + name);
  }

  /** A key that is there is never lost. */
  private static void write(Path file, String text, String permissions) {
    try (OutputStream stream =
        Channels.newOutputStream(
            Files.newByteChannel(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(
                    PosixFilePermissions.fromString(permissions))))) {
      stream.write(Latin1.bytes(text));
    } catch (FileAlreadyExistsException there) {
      throw new StoreException("file '" + BytePaths.bytes(file) + "' exists already", there);
    } catch (IOException failed) {
      throw new StoreException("cannot write '" + BytePaths.bytes(file) + "'", failed);
    }
  }
}
