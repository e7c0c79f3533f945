package dev.firn.process.manager;

import dev.firn.base.json.Json;
import dev.firn.process.description.Command;
import dev.firn.process.description.Folders;
import dev.firn.process.description.ProcessDescription;
import dev.firn.process.description.Reload;
import dev.firn.process.description.Resources;
import dev.firn.process.description.Restart;
import dev.firn.process.description.Stop;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes descriptions of processes for tests, parameter by parameter. */
public final class Descriptions {
  private String name = "webapp";
  private @Nullable String description;
  private String initialize = "";
  private @Nullable Command foreground;
  private @Nullable Command daemon;
  private @Nullable String pidFile;
  private List<String> path = List.of();
  private Map<String, String> environment = Map.of();
  private @Nullable String directory;
  private @Nullable String umask;
  private @Nullable Integer nice;
  private @Nullable String user;
  private @Nullable String group;
  private Restart restart = Restart.DEFAULT;
  private Stop stop = Stop.DEFAULT;
  private @Nullable Duration notify;
  private @Nullable Reload reload;
  private Resources resources = Resources.UNLIMITED;
  private List<String> environmentFiles = List.of();
  private final SortedMap<String, String> secrets = new TreeMap<>();
  private @Nullable String schedule;
  private @Nullable String logFile;
  private List<String> dependencies = List.of();
  private int level;
  private final Folders folders;
  private final SortedMap<String, Json> overrides = new TreeMap<>();

  private Descriptions(Folders folders) {
    this.folders = folders;
  }

  /** The process {@code webapp} with its state below that folder. */
  public static Descriptions of(Path state) {
    return new Descriptions(Folders.below(state.toString()));
  }

  /** The process {@code webapp} with its state in {@code /var}. */
  public static Descriptions ofVar() {
    return new Descriptions(Folders.below("/var"));
  }

  /** Where it has its state. */
  public Folders folders() {
    return folders;
  }

  private static Command command(String... words) {
    return new Command(words[0], List.of(words).subList(1, words.length));
  }

  public Descriptions name(String value) {
    name = value;
    return this;
  }

  public Descriptions description(String value) {
    description = value;
    return this;
  }

  public Descriptions initialize(String value) {
    initialize = value;
    return this;
  }

  public Descriptions foreground(String... words) {
    foreground = command(words);
    return this;
  }

  public Descriptions daemon(String... words) {
    daemon = command(words);
    return this;
  }

  public Descriptions pidFile(String value) {
    pidFile = value;
    return this;
  }

  public Descriptions path(List<String> value) {
    path = value;
    return this;
  }

  public Descriptions environment(Map<String, String> value) {
    environment = value;
    return this;
  }

  public Descriptions directory(String value) {
    directory = value;
    return this;
  }

  public Descriptions umask(String value) {
    umask = value;
    return this;
  }

  public Descriptions nice(int value) {
    nice = value;
    return this;
  }

  public Descriptions user(String value) {
    user = value;
    return this;
  }

  public Descriptions group(String value) {
    group = value;
    return this;
  }

  public Descriptions restart(Restart value) {
    restart = value;
    return this;
  }

  public Descriptions stop(Stop value) {
    stop = value;
    return this;
  }

  public Descriptions notify(Duration value) {
    notify = value;
    return this;
  }

  public Descriptions reload(Reload value) {
    reload = value;
    return this;
  }

  /** Reloads by SIGHUP what is behind that link. */
  public Descriptions reloadable(String link, String file) {
    return reload(new Reload("HUP", null, new TreeMap<>(Map.of(link, file))));
  }

  public Descriptions resources(Resources value) {
    resources = value;
    return this;
  }

  public Descriptions openFiles(long value) {
    return resources(new Resources(null, null, null, value));
  }

  public Descriptions environmentFile(String value) {
    environmentFiles = List.of(value);
    return this;
  }

  public Descriptions secret(String variable, String file) {
    secrets.put(variable, file);
    return this;
  }

  public Descriptions schedule(String value) {
    schedule = value;
    return this;
  }

  public Descriptions logFile(String value) {
    logFile = value;
    return this;
  }

  public Descriptions dependencies(int atLevel, String... names) {
    level = atLevel;
    dependencies = List.of(names);
    return this;
  }

  public Descriptions override(String key, Json value) {
    overrides.put(key, value);
    return this;
  }

  public ProcessDescription build() {
    return new ProcessDescription(
        name,
        description == null ? name : description,
        initialize,
        foreground,
        daemon,
        pidFile,
        path,
        new TreeMap<>(environment),
        directory,
        umask,
        nice,
        user,
        group,
        restart,
        stop,
        notify,
        reload,
        resources,
        environmentFiles,
        secrets,
        schedule,
        logFile,
        dependencies,
        level,
        folders,
        overrides);
  }
}
