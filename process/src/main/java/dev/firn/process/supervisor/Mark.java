package dev.firn.process.supervisor;

import dev.firn.base.sys.BytePaths;
import dev.firn.base.sys.ProcessId;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.component.ModelException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A variable that every process of a supervisor has, and those that it starts: whose it is. The fields have a tab between them: the
 * supervisor's folder, the deployment, what the process is for, the component.
 *
 * @param key whose it is
 * @param main whether it is the process itself, not one that prepares it or talks to it
 */
record Mark(Key key, boolean main) {
  static final String VARIABLE = "FIRN_COMPONENT";

  /** As {@code NAME=VALUE}. */
  String variable(Path folder) {
    return start(folder) + key.deployment() + "\t" + (main ? "main" : "help") + "\t" + key.path();
  }

  private static String start(Path folder) {
    return VARIABLE + "=" + BytePaths.bytes(folder) + "\t";
  }

  /** The mark of a process, if it is one of a supervisor's; null if not, or if the kernel does not tell. */
  static @Nullable Mark of(ProcessId process, Path folder) {
    return in(process.environment(), folder);
  }

  static @Nullable Mark in(String environment, Path folder) {
    String start = start(folder);
    int from = environment.startsWith(start) ? 0 : environment.indexOf("\0" + start) + 1;
    if (from == 0 && !environment.startsWith(start)) {
      return null;
    }
    int end = environment.indexOf('\0', from);
    String[] fields =
        environment
            .substring(from + start.length(), end < 0 ? environment.length() : end)
            .split("\t", 3);
    try {
      return fields.length < 3
          ? null
          : new Mark(new Key(fields[0], ComponentPath.parse(fields[2])), fields[1].equals("main"));
    } catch (ModelException notOurs) {
      return null;
    }
  }
}
