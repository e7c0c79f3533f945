package dev.firn.process.description;

import dev.firn.base.json.Json;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A process instance as any manager can start it: all defaults are filled in. Every member that has a value is an input of the
 * component, so that a plan shows what differs.
 *
 * @param name unique on a machine; letters, digits, {@code . _ -}; names the files that managers need
 * @param description for people
 * @param initialize shell text that prepares the state, run before each start by who deploys; empty for nothing
 * @param foreground the command that stays in the foreground; null if there is only one that does not
 * @param daemon the command that puts itself into the background; null if there is none
 * @param pidFile where the daemon writes its process id; null if it does not
 * @param path folders with programs, for {@code PATH}, before those that a manager adds
 * @param environment without {@code PATH}, unless the model replaces it
 * @param directory the working directory; null for the manager's
 * @param umask octal digits; null for the manager's
 * @param nice -20 to 19; null for the manager's
 * @param user who it runs as; null for who deploys
 * @param group with {@code user}; null for the user's first one
 * @param restart what happens when it ends by itself
 * @param stop how it is asked to end
 * @param notifyTime how long it may take until it says itself that it is ready, as {@code sd_notify} does; null if it says nothing
 * @param reload how it takes over changed files; null if it cannot
 * @param resources how much it may use
 * @param environmentFiles absolute paths of files with {@code NAME=value} lines, read at each start
 * @param secrets variables whose values stand in files that are read at each start: the absolute paths of those files
 * @param schedule when to run it, as systemd's {@code OnCalendar} has it; null for always
 * @param logFile where it writes its output; null if its manager chooses
 * @param dependencies the names of processes that must be there before it
 * @param level 0 without dependencies, else one more than the highest level of those
 * @param folders where it keeps what it changes
 * @param overrides native settings for the chosen manager, as that defines them
 */
public record ProcessDescription(
    String name,
    String description,
    String initialize,
    @Nullable Command foreground,
    @Nullable Command daemon,
    @Nullable String pidFile,
    List<String> path,
    SortedMap<String, String> environment,
    @Nullable String directory,
    @Nullable String umask,
    @Nullable Integer nice,
    @Nullable String user,
    @Nullable String group,
    Restart restart,
    Stop stop,
    @Nullable Duration notifyTime,
    @Nullable Reload reload,
    Resources resources,
    List<String> environmentFiles,
    SortedMap<String, String> secrets,
    @Nullable String schedule,
    @Nullable String logFile,
    List<String> dependencies,
    int level,
    Folders folders,
    SortedMap<String, Json> overrides) {
  /** Copies the collections. */
  public ProcessDescription {
    path = List.copyOf(path);
    environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
    environmentFiles = List.copyOf(environmentFiles);
    secrets = Collections.unmodifiableSortedMap(new TreeMap<>(secrets));
    dependencies = List.copyOf(dependencies);
    overrides = Json.object(overrides).members();
    if (foreground == null && daemon == null) {
      throw new IllegalArgumentException("the process '" + name + "' has no command");
    }
  }
}
