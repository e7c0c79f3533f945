package dev.firn.app.storage;

import dev.firn.app.command.Command;
import dev.firn.app.command.CommandLine;
import dev.firn.app.console.Surroundings;
import dev.firn.app.settings.Settings;
import dev.firn.base.sys.BytePaths;
import dev.firn.base.text.Latin1;
import dev.firn.store.StoreException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A command about a store. Files that fail become errors for people. */
abstract class StoreCommand implements Command {
  @Override
  public final int run(CommandLine line, Settings settings, Surroundings surroundings) {
    try (StoreUse use = new StoreUse(line, settings, surroundings)) {
      return run(line, use);
    } catch (IOException failed) {
      throw new StoreException(describe(failed), failed);
    }
  }

  /**
   * Does it.
   *
   * @return the exit status
   */
  abstract int run(CommandLine line, StoreUse use) throws IOException;

  /** What went wrong, in bytes. */
  static String describe(IOException failed) {
    if (failed instanceof FileSystemException file && file.getFile() != null) {
      String name = BytePaths.bytes(Path.of(file.getFile()));
      return "cannot use '" + name + "': " + reason(file);
    }
    String message = failed.getMessage();
    return message == null ? failed.getClass().getSimpleName() : message;
  }

  private static String reason(FileSystemException failed) {
    String reason = failed.getReason();
    if (reason != null) {
      return Latin1.ofUnicode(reason);
    }
    if (failed instanceof NoSuchFileException) {
      return "No such file or directory";
    }
    if (failed instanceof FileAlreadyExistsException) {
      return "File exists";
    }
    return failed instanceof AccessDeniedException ? "Permission denied" : "it failed";
  }
}
