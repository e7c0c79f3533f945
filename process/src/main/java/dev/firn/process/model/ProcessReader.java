package dev.firn.process.model;

import dev.firn.base.json.Json;
import dev.firn.deploy.component.Probe;
import dev.firn.lang.error.EvalError;
import dev.firn.process.description.Command;
import dev.firn.process.description.Folders;
import dev.firn.process.description.ProcessDescription;
import dev.firn.process.description.Reload;
import dev.firn.process.description.Resources;
import dev.firn.process.description.Restart;
import dev.firn.process.description.Stop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of {@code createManagedProcess}, and gives each the default that it has there. */
final class ProcessReader {
  /** All parameters. */
  static final List<String> PARAMETERS =
      List.of(
          "args",
          "credentials",
          "daemon",
          "daemonArgs",
          "daemonExtraArgs",
          "dependencies",
          "description",
          "directory",
          "environment",
          "environmentFiles",
          "foregroundProcess",
          "foregroundProcessArgs",
          "foregroundProcessExtraArgs",
          "group",
          "initialize",
          "instanceName",
          "logging",
          "name",
          "nice",
          "overrides",
          "path",
          "pidFile",
          "postInstall",
          "process",
          "readiness",
          "reload",
          "resources",
          "restart",
          "schedule",
          "secrets",
          "stop",
          "umask",
          "user");

  private final Fields fields;
  private final String name;
  private final Folders folders;
  private final ProcessUser user;
  private final Overrides overrides;

  /**
   * A reader of one process.
   *
   * @param name of the process
   * @param folders where it keeps what it changes
   * @param user what becomes of the user that it asks for
   * @param overrides reads the settings for the chosen manager
   */
  ProcessReader(
      Fields fields, String name, Folders folders, ProcessUser user, Overrides overrides) {
    this.fields = fields;
    this.name = name;
    this.folders = folders;
    this.user = user;
    this.overrides = overrides;
  }

  /**
   * The process.
   *
   * @param dependencies the names of what must be there before it
   * @param level its distance from those without any
   */
  ProcessDescription read(List<String> dependencies, int level) {
    fields.only(PARAMETERS, "parameter");
    if (fields.has("postInstall")) {
      throw new EvalError(
          "'postInstall' of the process '"
              + name
              + "' has nothing to run in, because no package of files is built for a process: make the files in a package of the"
              + " model, or in 'initialize'",
          fields.position("postInstall"));
    }
    String process = fields.text("process");
    String daemon = fields.has("daemon") ? fields.text("daemon") : process;
    String foreground =
        fields.has("foregroundProcess") ? fields.text("foregroundProcess") : process;
    if (daemon == null && foreground == null) {
      throw new EvalError(
          "the process '"
              + name
              + "' has no program: give it 'process', 'foregroundProcess' or 'daemon'",
          fields.position("name"));
    }
    String description = fields.text("description");
    String initialize = fields.text("initialize");
    return new ProcessDescription(
        name,
        description == null ? name : description,
        initialize == null ? "" : user.initialize(initialize),
        command(foreground, "foregroundProcessArgs", "foregroundProcessExtraArgs"),
        command(daemon, "daemonArgs", "daemonExtraArgs"),
        pidFile(daemon),
        path(),
        fields.textMap("environment"),
        fields.text("directory"),
        umask(),
        nice(),
        user.of(fields.text("user")),
        user.groupOf(fields.text("group")),
        restart(),
        stop(),
        notifyTime(),
        reload(),
        resources(),
        texts("environmentFiles"),
        fields.textMap("secrets"),
        fields.text("schedule"),
        logFile(),
        dependencies,
        level,
        folders,
        overrides.of(fields));
  }

  private List<String> texts(String parameter) {
    List<String> texts = fields.texts(parameter);
    return texts == null ? List.of() : texts;
  }

  private @Nullable Command command(@Nullable String program, String all, String extra) {
    if (program == null) {
      return null;
    }
    List<String> arguments = fields.texts(all);
    if (arguments == null) {
      arguments = new ArrayList<>(texts("args"));
      arguments.addAll(texts(extra));
    }
    return new Command(program, arguments);
  }

  /** Where the model says, or where a process of that name puts it by convention: with a user of its own it cannot write to {@code run}. */
  private @Nullable String pidFile(@Nullable String daemon) {
    String given = fields.text("pidFile");
    String instance = fields.text("instanceName");
    if (given != null || daemon == null || instance == null) {
      return given;
    }
    return (fields.has("user") ? folders.tmp() : folders.run()) + "/" + instance + ".pid";
  }

  private List<String> path() {
    return texts("path").stream().map(directory -> directory + "/bin").toList();
  }

  private @Nullable String umask() {
    String umask = fields.text("umask");
    if (umask != null && !umask.matches("[0-7]{1,4}")) {
      throw fields.wrong("umask", "must be octal digits in a string, such as \"022\"");
    }
    return umask;
  }

  private @Nullable Integer nice() {
    Long nice = fields.integer("nice");
    if (nice == null) {
      return null;
    }
    if (nice < -20 || nice > 19) {
      throw fields.wrong("nice", "must be from -20 to 19");
    }
    return nice.intValue();
  }

  private Restart restart() {
    if (fields.value("restart") instanceof dev.firn.lang.value.StringValue when) {
      return new Restart(
          when(fields, "restart", when.text()), Restart.DEFAULT.delay(), Restart.DEFAULT.longest());
    }
    Fields set = fields.fields("restart");
    if (set == null) {
      return Restart.DEFAULT;
    }
    set.only(List.of("delay", "longest", "when"), "parameter");
    String when = set.text("when");
    Duration delay = set.duration("delay");
    Duration longest = set.duration("longest");
    return new Restart(
        when == null ? Restart.DEFAULT.when() : when(set, "when", when),
        delay == null ? Restart.DEFAULT.delay() : delay,
        longest == null ? Restart.DEFAULT.longest() : longest);
  }

  private static Restart.When when(Fields set, String name, String text) {
    for (Restart.When when : Restart.When.values()) {
      if (when.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(text)) {
        return when;
      }
    }
    throw set.wrong(name, "must be \"always\", \"on-failure\" or \"never\", not \"" + text + "\"");
  }

  private Stop stop() {
    Fields set = fields.fields("stop");
    if (set == null) {
      return Stop.DEFAULT;
    }
    set.only(List.of("signal", "timeout"), "parameter");
    String signal = signal(set);
    Duration timeout = set.duration("timeout");
    return new Stop(
        signal == null ? Stop.DEFAULT.signal() : signal,
        timeout == null ? Stop.DEFAULT.timeout() : timeout);
  }

  private static @Nullable String signal(Fields set) {
    String signal = set.text("signal");
    if (signal == null) {
      return null;
    }
    String bare = signal.startsWith("SIG") ? signal.substring(3) : signal;
    if (!bare.matches("[A-Z][A-Z0-9]*([+-][0-9]+)?")) {
      throw set.wrong("signal", "must be the name of a signal, such as \"TERM\"");
    }
    return bare;
  }

  private @Nullable Duration notifyTime() {
    Probe readiness = ReadinessReader.read(fields.fields("readiness"));
    return readiness == null || !readiness.kind().equals(ReadinessReader.NOTIFY)
        ? null
        : readiness.timeout();
  }

  private @Nullable Reload reload() {
    Fields set = fields.fields("reload");
    if (set == null) {
      return null;
    }
    set.only(List.of("command", "files", "signal"), "parameter");
    String signal = signal(set);
    List<String> command = set.texts("command");
    if ((signal == null) == (command == null)) {
      throw fields.wrong("reload", "needs either 'signal' or 'command'");
    }
    if (command != null && command.isEmpty()) {
      throw set.wrong("command", "must have a program");
    }
    return new Reload(
        signal,
        command == null
            ? null
            : new Command(command.getFirst(), command.subList(1, command.size())),
        set.textMap("files"));
  }

  private Resources resources() {
    Fields set = fields.fields("resources");
    if (set == null) {
      return Resources.UNLIMITED;
    }
    set.only(List.of("cpu", "memory", "openFiles", "tasks"), "parameter");
    return new Resources(
        set.bytes("memory"), set.integer("cpu"), set.integer("tasks"), set.integer("openFiles"));
  }

  private @Nullable String logFile() {
    Fields set = fields.fields("logging");
    if (set == null) {
      return null;
    }
    set.only(List.of("file"), "parameter");
    return set.text("file");
  }

  /** What becomes of the user that a process asks for. */
  interface ProcessUser {
    /** The user that it runs as; null for who deploys. */
    @Nullable String of(@Nullable String asked);

    /** Shell text that does what the model's does, as who shall do it. */
    String initialize(String text);

    /** Its group; null for the first one of the user. */
    @Nullable String groupOf(@Nullable String asked);
  }

  /** Reads {@code overrides}. */
  interface Overrides {
    /** The settings for the chosen manager. */
    SortedMap<String, Json> of(Fields process);

    /** No settings. */
    Overrides NONE = _ -> new TreeMap<>();
  }
}
