package dev.firn.process.supervisor;

import dev.firn.base.sys.Accounts;
import dev.firn.base.sys.BytePaths;
import dev.firn.base.sys.FileOwnership;
import dev.firn.base.sys.Signals;
import dev.firn.process.description.Command;
import dev.firn.process.description.ProcessDescription;
import dev.firn.process.description.Reload;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The argument vector that starts a command as its description wants it: small programs of every Linux, each of which sets something up and
 * goes on as the next one. No part of a vector is ever read as shell text, but for one constant.
 */
final class Launching {
  /** Enters the groups whose files come before {@code --}, and goes on as what comes after it. */
  private static final String ENTER =
      "while [ \"$1\" != -- ]; do echo 0 > \"$1\" || exit; shift; done; shift; exec \"$@\"";

  private static final String SHELL = "/bin/sh";
  private static final int USUAL_MASK = 022;
  private static final int OCTAL = 8;

  private Launching() {}

  /**
   * The vector for a command.
   *
   * @param groups the files of the control groups that it enters first
   * @param user who it runs as; null for who supervises
   */
  static List<String> vector(
      ProcessDescription process, Command command, List<Path> groups, @Nullable String user) {
    List<String> words = entering(groups);
    Long files = process.resources().openFiles();
    if (files != null) {
      words.addAll(List.of("prlimit", "--nofile=" + files + ":" + files, "--"));
    }
    if (process.nice() != null && process.nice() != 0) {
      words.addAll(List.of("nice", "-n", process.nice().toString(), "--"));
    }
    if (user != null) {
      words.addAll(List.of("setpriv", "--reuid", user, "--regid"));
      words.add(process.group() != null ? process.group() : group(user));
      words.addAll(List.of("--init-groups", "--"));
    }
    words.add(command.program());
    words.addAll(command.arguments());
    words.set(0, BytePaths.bytes(program(words.getFirst())));
    return words;
  }

  /** The vector for shell text in a file, which ends at the first command that fails. */
  static List<String> script(Path script, List<Path> groups) {
    List<String> words = entering(groups);
    words.addAll(List.of(SHELL, "-e", BytePaths.bytes(script)));
    return words;
  }

  private static List<String> entering(List<Path> groups) {
    List<String> words = new ArrayList<>();
    if (!groups.isEmpty()) {
      words.addAll(List.of(SHELL, "-c", ENTER, "firn"));
      groups.forEach(file -> words.add(BytePaths.bytes(file)));
      words.add("--");
    }
    return words;
  }

  private static String group(String user) {
    Accounts.User account = Accounts.user(user);
    return account == null ? user : Integer.toString(account.group());
  }

  /** Where one of the small programs is; a path stays as it is. */
  private static Path program(String name) {
    if (!name.contains("/")) {
      for (String folder : List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin")) {
        Path file = Path.of(folder, name);
        if (Files.isExecutable(file)) {
          return file;
        }
      }
    }
    return BytePaths.of(name);
  }

  /** Who a process runs as, if that is not who supervises; else null. */
  static @Nullable String otherUser(ProcessDescription process) {
    String user = process.user();
    Accounts.User account = user == null ? null : Accounts.user(user);
    boolean same = account != null && account.number() == FileOwnership.user();
    return same && process.group() == null ? null : user;
  }

  /**
   * Checks what can be known before anything is changed.
   *
   * @throws StartException if it cannot be started; the message says what to do
   */
  static void check(ProcessDescription process, ControlGroups groups) throws StartException {
    checkPrivileges(process);
    checkWords(process);
    List<String> missing = groups.missing(process.resources());
    if (!missing.isEmpty()) {
      throw new StartException(
          "resources."
              + String.join(" and resources.", missing)
              + " need control groups, which cannot be made here: start the supervisor as root, or leave them out");
    }
    if (process.schedule() != null) {
      throw new StartException("the supervisor has no schedules: use systemd");
    }
    Command command = command(process);
    if (!Files.isExecutable(BytePaths.of(command.program()))) {
      throw new StartException("there is no program " + command.program());
    }
    if (process.directory() != null
        && !Files.isDirectory(BytePaths.of(process.directory()))
        && process.initialize().isEmpty()) {
      throw new StartException("there is no folder " + process.directory());
    }
  }

  private static void checkWords(ProcessDescription process) throws StartException {
    try {
      int _ = Signals.number(process.stop().signal());
      Reload reload = process.reload();
      String signal = reload == null ? null : reload.signal();
      if (signal != null) {
        int _ = Signals.number(signal);
      }
      int _ = mask(process);
    } catch (NumberFormatException wrong) {
      throw new StartException("umask is no octal number: '" + process.umask() + "'");
    } catch (IllegalArgumentException wrong) {
      throw new StartException(String.valueOf(wrong.getMessage()));
    }
  }

  /** The mask for new files. */
  static int mask(ProcessDescription process) {
    String mask = process.umask();
    return mask == null ? USUAL_MASK : Integer.parseInt(mask, OCTAL);
  }

  private static void checkPrivileges(ProcessDescription process) throws StartException {
    boolean root = FileOwnership.user() == 0;
    String other = otherUser(process);
    if (other != null && Accounts.user(other) == null) {
      throw new StartException("there is no user '" + other + "'");
    }
    if (process.group() != null && !Accounts.isGroup(process.group())) {
      throw new StartException("there is no group '" + process.group() + "'");
    }
    if (other != null && !root) {
      throw new StartException("only root can start processes as the user '" + other + "'");
    }
    if (process.nice() != null && process.nice() < 0 && !root) {
      throw new StartException("only root can give a process a nice value below 0");
    }
  }

  /** The command that the supervisor uses: the one in the foreground if there is one. */
  static Command command(ProcessDescription process) {
    Command command = process.foreground() != null ? process.foreground() : process.daemon();
    if (command == null) {
      throw new IllegalArgumentException("a process without a command");
    }
    return command;
  }
}
