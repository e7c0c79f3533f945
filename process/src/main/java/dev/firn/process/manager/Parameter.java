package dev.firn.process.manager;

import dev.firn.process.description.ProcessDescription;
import dev.firn.process.description.Restart;
import dev.firn.process.description.Stop;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** What a process may ask for and not every manager can give. */
public enum Parameter {
  /** {@code user} and {@code group}. */
  USER(process -> process.user() != null),
  /** {@code directory}. */
  DIRECTORY(process -> process.directory() != null),
  /** {@code umask}. */
  UMASK(process -> process.umask() != null),
  /** {@code nice}. */
  NICE(process -> process.nice() != null),
  /** {@code restart}. */
  RESTART(process -> !process.restart().equals(Restart.DEFAULT)),
  /** {@code stop.signal}. */
  STOP_SIGNAL(process -> !process.stop().signal().equals(Stop.DEFAULT.signal())),
  /** {@code stop.timeout}. */
  STOP_TIMEOUT(process -> !process.stop().timeout().equals(Stop.DEFAULT.timeout())),
  /** {@code readiness.notify}. */
  NOTIFY(process -> process.notifyTime() != null),
  /** {@code reload}. */
  RELOAD(process -> process.reload() != null),
  /** {@code resources.memory}. */
  MEMORY(process -> process.resources().memory() != null),
  /** {@code resources.cpu}. */
  CPU(process -> process.resources().cpu() != null),
  /** {@code resources.tasks}. */
  TASKS(process -> process.resources().tasks() != null),
  /** {@code resources.openFiles}. */
  OPEN_FILES(process -> process.resources().openFiles() != null),
  /** {@code environmentFiles}. */
  ENVIRONMENT_FILES(process -> !process.environmentFiles().isEmpty()),
  /** {@code secrets}. */
  SECRETS(process -> !process.secrets().isEmpty()),
  /** {@code schedule}. */
  SCHEDULE(process -> process.schedule() != null),
  /** {@code logging}. */
  LOG_FILE(process -> process.logFile() != null);

  private final Predicate<ProcessDescription> asked;

  Parameter(Predicate<ProcessDescription> asked) {
    this.asked = asked;
  }

  /** As models write it. */
  public String text() {
    return switch (this) {
      case MEMORY, CPU, TASKS -> "resources." + name().toLowerCase(Locale.ROOT);
      case STOP_SIGNAL -> "stop.signal";
      case STOP_TIMEOUT -> "stop.timeout";
      case NOTIFY -> "readiness.notify";
      case OPEN_FILES -> "resources.openFiles";
      case ENVIRONMENT_FILES -> "environmentFiles";
      case LOG_FILE -> "logging";
      default -> name().toLowerCase(Locale.ROOT);
    };
  }

  /** What a process asks for. */
  public static Set<Parameter> of(ProcessDescription process) {
    Set<Parameter> parameters = EnumSet.noneOf(Parameter.class);
    for (Parameter parameter : values()) {
      if (parameter.asked.test(process)) {
        parameters.add(parameter);
      }
    }
    return parameters;
  }
}
