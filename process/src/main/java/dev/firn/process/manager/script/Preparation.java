package dev.firn.process.manager.script;

import dev.firn.process.description.Command;
import dev.firn.process.description.ProcessDescription;
import dev.firn.process.description.Reload;
import dev.firn.process.manager.Shell;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Shell text that does what must be done before a process starts, as far as its manager does not. It is for a POSIX shell that ends at the
 * first failure ({@code set -e}). Its own variables begin with {@code firn_}, so that none of the model's is replaced. A model that sets
 * {@code PATH} itself may leave out where the programs of this text are, so only what is of the model gets that one.
 */
public final class Preparation {
  /** Where programs are on every machine that has a process manager. */
  public static final String STANDARD_PATH =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private static final String PATH = "PATH";

  private final ProcessDescription process;
  private final Set<Duty> duties;

  /** What those duties are for a process. */
  public Preparation(ProcessDescription process, Set<Duty> duties) {
    this.process = process;
    this.duties = needed(process, duties);
  }

  /** Those of the duties that a process makes necessary. */
  public static Set<Duty> needed(ProcessDescription process, Set<Duty> duties) {
    Set<Duty> needed = EnumSet.noneOf(Duty.class);
    duties.stream().filter(duty -> isNeeded(process, duty)).forEach(needed::add);
    return needed;
  }

  private static boolean isNeeded(ProcessDescription process, Duty duty) {
    return switch (duty) {
      case ENVIRONMENT -> true;
      case ENVIRONMENT_FILES -> !process.environmentFiles().isEmpty();
      case SECRETS -> !process.secrets().isEmpty();
      case INITIALIZE -> !process.initialize().isBlank();
      case LINKS -> !links(process).isEmpty();
      case DIRECTORY -> process.directory() != null;
      case UMASK -> process.umask() != null;
      case NICE -> process.nice() != null;
      case OPEN_FILES -> process.resources().openFiles() != null;
      case USER -> process.user() != null;
    };
  }

  private static SortedMap<String, String> links(ProcessDescription process) {
    Reload reload = process.reload();
    return reload == null ? new TreeMap<>() : reload.files();
  }

  /** The variables of a process, {@code PATH} among them: its own folders before the standard ones, unless the model sets it. */
  public static SortedMap<String, String> environment(ProcessDescription process) {
    SortedMap<String, String> environment = new TreeMap<>();
    List<String> folders = new ArrayList<>(process.path());
    folders.add(STANDARD_PATH);
    environment.put(PATH, String.join(":", folders));
    environment.putAll(process.environment());
    return environment;
  }

  /** The same for a script that starts the process: it finds its own programs, and hands over what {@link #start} has. */
  public static SortedMap<String, String> scriptEnvironment(ProcessDescription process) {
    SortedMap<String, String> environment = environment(process);
    String path = process.environment().get(PATH);
    if (path != null) {
      environment.put(PATH, STANDARD_PATH + ":" + path);
    }
    return environment;
  }

  /** The words that start a command, with the {@code PATH} that the model sets itself, if it does. */
  public static List<String> start(ProcessDescription process, Command command) {
    List<String> words = new ArrayList<>();
    String path = process.environment().get(PATH);
    if (path != null) {
      words.addAll(List.of("env", PATH + "=" + path));
    }
    words.add(command.program());
    words.addAll(command.arguments());
    return words;
  }

  /** The lines before the program is started; empty if there is nothing to do. */
  public String lines() {
    StringBuilder text = new StringBuilder();
    if (duties.contains(Duty.ENVIRONMENT)) {
      scriptEnvironment(process).forEach((name, value) -> export(text, name, value));
    } else if (process.environment().containsKey(PATH)) {
      export(text, PATH, scriptEnvironment(process).getOrDefault(PATH, STANDARD_PATH));
    }
    account(text);
    if (duties.contains(Duty.ENVIRONMENT_FILES)) {
      process.environmentFiles().forEach(file -> readVariables(text, file));
    }
    if (duties.contains(Duty.INITIALIZE)) {
      text.append(initialize());
    }
    if (duties.contains(Duty.LINKS)) {
      links(process).forEach((link, file) -> link(text, link, file));
    }
    if (duties.contains(Duty.SECRETS)) {
      process.secrets().forEach((name, file) -> readSecret(text, name, Shell.word(file)));
    }
    limits(text);
    return text.toString();
  }

  private void limits(StringBuilder text) {
    if (duties.contains(Duty.OPEN_FILES)) {
      text.append("ulimit -n ").append(process.resources().openFiles()).append('\n');
    }
    append(text, Duty.UMASK, "umask ", process.umask());
    append(text, Duty.DIRECTORY, "cd ", process.directory());
  }

  private void append(StringBuilder text, Duty duty, String command, @Nullable String argument) {
    if (duties.contains(duty) && argument != null) {
      text.append(command).append(Shell.word(argument)).append('\n');
    }
  }

  private static void export(StringBuilder text, String name, String value) {
    text.append("export ").append(name).append('=').append(Shell.word(value)).append('\n');
  }

  /**
   * A line each; what is empty, a comment or no {@code NAME=VALUE} is none. Blanks and quotes around a value are taken away, and nothing in it
   * is evaluated.
   */
  private static void readVariables(StringBuilder text, String file) {
    text.append(
        """
        while read -r firn_line || [ -n "$firn_line" ]; do
          case $firn_line in '#'* | ';'* | =*) continue ;; *=*) ;; *) continue ;; esac
          firn_name=${firn_line%%%%=*} firn_value=${firn_line#*=}
          firn_name=${firn_name%%"${firn_name##*[![:blank:]]}"}
          firn_value=${firn_value#"${firn_value%%%%[![:blank:]]*}"}
          case $firn_value in '"'*'"' | "'"*"'") firn_value=${firn_value#?} firn_value=${firn_value%%?} ;; esac
          export "$firn_name=$firn_value"
        done < %s
        """
            .formatted(Shell.word(file)));
  }

  /** Gives a variable the text of a file, without the ends of lines at its end. */
  public static void readSecret(StringBuilder text, String name, String quotedFile) {
    text.append(name).append("=$(command -p cat -- ").append(quotedFile).append(")\n");
    text.append("export ").append(name).append('\n');
  }

  /** Models may expect more than POSIX of the shell, as they get it where Bash is. */
  private String initialize() {
    String path = process.environment().get(PATH);
    return """
    if [ -x /bin/bash ]; then firn_shell=/bin/bash; else firn_shell=/bin/sh; fi
    %s"$firn_shell" -ec %s
    """
        .formatted(
            path == null ? "" : PATH + "=" + Shell.word(path) + " ", quoted(process.initialize()));
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  private static void link(StringBuilder text, String link, String file) {
    int slash = Math.max(1, link.lastIndexOf('/'));
    text.append("mkdir -p ").append(Shell.word(link.substring(0, slash))).append('\n');
    text.append("ln -sfn ").append(Shell.word(file)).append(' ').append(Shell.word(link));
    text.append('\n');
  }

  /** The command line that starts a command as its user, with the groups of that user and no other, and as nice as it is. */
  public String line(Command command) {
    return prefix() + Shell.words(start(process, command));
  }

  private String prefix() {
    StringBuilder text = new StringBuilder();
    if (duties.contains(Duty.NICE)) {
      text.append("nice -n ").append(process.nice()).append(' ');
    }
    String user = process.user();
    if (user != null && duties.contains(Duty.USER)) {
      text.append(asUser(user, process.group()));
    }
    return text.toString();
  }

  /** Without {@code --init-groups} it would keep the groups of root, and that needs to be told the primary group. */
  private static String asUser(String user, @Nullable String group) {
    String name = Shell.word(user);
    String primary = group == null ? "\"$(id -g -- " + name + ")\"" : Shell.word(group);
    return "setpriv --reuid " + name + " --regid " + primary + " --init-groups -- ";
  }

  /** As a log-in would have them; only for names that need no quotes, since a shell looks up no others. */
  private void account(StringBuilder text) {
    String user = process.user();
    if (user == null || !duties.contains(Duty.USER) || !Shell.word(user).equals(user)) {
      return;
    }
    String home = user.matches("[A-Za-z_][A-Za-z0-9_.-]*") ? "~" + user : "/";
    SortedMap<String, String> variables =
        new TreeMap<>(Map.of("HOME", home, "LOGNAME", user, "USER", user));
    variables.keySet().removeAll(process.environment().keySet());
    variables.forEach((name, value) ->
        text.append("export ").append(name).append('=').append(value).append('\n'));
  }
}
