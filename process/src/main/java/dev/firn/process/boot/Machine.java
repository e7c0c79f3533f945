package dev.firn.process.boot;

import dev.firn.base.text.Latin1;
import dev.firn.process.manager.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

/**
 * What starting with the machine has to do with.
 *
 * @param root where the files of the machine are
 * @param home the folder of the user
 * @param privileged whether the user is root
 * @param firn the program that starts Firn, absolute
 * @param programs runs those of the machine
 */
public record Machine(Path root, Path home, boolean privileged, String firn, Programs programs) {
  /** In what we write, so that nothing else is ever replaced or removed. */
  static final String MARK = "# firn-boot: 1";

  private static final Duration LONGEST = Duration.ofSeconds(30);

  /** Runs a program, which must end well, and gives what it wrote. */
  String run(String input, List<String> command) throws BootException, InterruptedException {
    Programs.Output output = tryRun(input, command);
    if (!output.isSuccess()) {
      throw new BootException(String.join(" ", command) + ": " + output.complaint());
    }
    return output.out();
  }

  /** Runs a program, however it ends. */
  Programs.Output tryRun(String input, List<String> command)
      throws BootException, InterruptedException {
    try {
      return programs.run(command, input, LONGEST);
    } catch (IOException failed) {
      throw new BootException(String.valueOf(failed.getMessage()));
    }
  }

  /** Writes a file in one step. One that we did not write is not touched. */
  void write(Path file, String text, boolean executable) throws BootException {
    try {
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !isOurs(file)) {
        throw new BootException(file + " is there already, and Firn did not write it");
      }
      Files.createDirectories(file.getParent());
      Path next = file.resolveSibling("." + file.getFileName() + ".new");
      Files.write(next, Latin1.bytes(text));
      Files.setPosixFilePermissions(
          next, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failed) {
      throw new BootException("cannot write " + file + ": " + failed.getMessage());
    }
  }

  /** Removes a file, if we wrote it. */
  void remove(Path file) throws BootException {
    try {
      if (isOurs(file)) {
        Files.delete(file);
      }
    } catch (IOException failed) {
      throw new BootException("cannot remove " + file + ": " + failed.getMessage());
    }
  }

  /** Whether we wrote a file. */
  boolean isOurs(Path file) throws BootException {
    try {
      return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
          && Latin1.string(Files.readAllBytes(file)).contains(MARK + "\n");
    } catch (IOException failed) {
      throw new BootException("cannot read " + file + ": " + failed.getMessage());
    }
  }

  /** Whether the machine has a program in one of the usual folders. */
  boolean has(String program) {
    return List.of("usr/bin", "bin", "usr/sbin", "sbin").stream()
        .anyMatch(folder -> Files.isExecutable(root.resolve(folder).resolve(program)));
  }
}
