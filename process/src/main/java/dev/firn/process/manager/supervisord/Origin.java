package dev.firn.process.manager.supervisord;

import dev.firn.base.text.Latin1;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What supervisord tells the processes that it starts, by variables that it gives them; they give them on to those that they start
 * (<a href="http://supervisord.org/subprocess.html#subprocess-environment">subprocess environment</a>).
 *
 * @param server where the supervisord answers
 * @param program the program, as supervisord is asked for it: {@code NAME}, or {@code GROUP:NAME} of one in a group with others
 */
record Origin(String server, String program) {
  /** Of a process; empty if it has none, is gone, or belongs to somebody else. */
  static Optional<Origin> of(ProcessHandle process) {
    String environment = environment(process);
    String server = variable(environment, "SUPERVISOR_SERVER_URL");
    String group = variable(environment, "SUPERVISOR_GROUP_NAME");
    String name = variable(environment, "SUPERVISOR_PROCESS_NAME");
    if (server == null || group == null || name == null) {
      return Optional.empty();
    }
    return Optional.of(new Origin(server, group.equals(name) ? name : group + ":" + name));
  }

  private static @Nullable String variable(String environment, String name) {
    String start = "\0" + name + "=";
    int at = environment.indexOf(start);
    int end = environment.indexOf('\0', at + start.length());
    return at < 0 || end < 0 ? null : environment.substring(at + start.length(), end);
  }

  private static String environment(ProcessHandle process) {
    try {
      return "\0"
          + Latin1.string(Files.readAllBytes(Path.of("/proc/" + process.pid() + "/environ")));
    } catch (IOException goneOrOfOthers) {
      return "";
    }
  }
}
