package dev.firn.process.supervisor;

import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.sys.Accounts;
import dev.firn.base.sys.BytePaths;
import dev.firn.base.sys.FileOwnership;
import dev.firn.base.sys.ProcessBytes;
import dev.firn.process.description.ProcessDescription;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * Where a supervisor has its files.
 *
 * @param folder absolute; only its user can enter it
 */
public record Places(Path folder) {
  private static final String MODE = "rwx------";

  /** Those of the supervisor of the user, whichever deployment it is for. No deployment can have its name. */
  public static Places ofUser() {
    if (FileOwnership.user() == 0) {
      return new Places(Path.of("/var/lib/firn/_supervisor"));
    }
    String state = ProcessBytes.variable("XDG_STATE_HOME");
    String base = state != null && state.startsWith("/") ? state : home() + "/.local/state";
    return new Places(BytePaths.of(base + "/firn/_supervisor"));
  }

  private static String home() {
    String home = ProcessBytes.variable("HOME");
    if (home != null && home.startsWith("/")) {
      return home;
    }
    Accounts.User user = Accounts.user(FileOwnership.user());
    return user == null ? "/" : user.home();
  }

  /**
   * Makes the folder, if it is not there.
   *
   * @throws IOException if that cannot be, or others can enter it
   */
  public void make() throws IOException {
    Path parent = folder.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    try {
      Files.createDirectory(
          folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(MODE)));
    } catch (FileAlreadyExistsException there) {
      check();
    }
  }

  private void check() throws IOException {
    boolean ours =
        Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
            && Files.getAttribute(folder, "unix:uid").equals(FileOwnership.user())
            && PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)).equals(MODE);
    if (!ours) {
      throw new IOException(folder + " is no folder that only this user can enter");
    }
  }

  /** Takes the folder away, by who has it locked and nothing to look after. What others have put there stays. */
  void remove() throws IOException {
    for (Path file : List.of(socket(), folder.resolve(Record.FILE), messages(), lock())) {
      Files.deleteIfExists(file);
    }
    try {
      Files.delete(folder);
    } catch (DirectoryNotEmptyException used) {
      // The next supervisor has begun, or somebody else keeps something there.
    }
  }

  /** Where it listens. */
  public Path socket() {
    return folder.resolve("socket");
  }

  /** What it has locked as long as it lives. */
  public Path lock() {
    return folder.resolve("lock");
  }

  /** What it says about itself. */
  public Path messages() {
    return folder.resolve("log");
  }

  /** The log of a process: the one that it asks for, or one by its name in its folder for logs. */
  public static Path log(ProcessDescription process) {
    String file = process.logFile();
    return BytePaths.of(
        file != null ? file : process.folders().log() + "/" + process.name() + ".log");
  }

  /** Where the shell text stands that prepares a process, while it runs. */
  Path script(Key key) {
    return folder.resolve(
        Hash.digest(HashAlgorithm.SHA256, key.toString()).base16().substring(0, 32) + ".sh");
  }
}
