package dev.firn.process.description;

import dev.firn.base.json.Json;
import dev.firn.deploy.json.JsonFields;
import dev.firn.deploy.json.JsonFormatException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Descriptions as the inputs of components, one for each member; what is empty is left out. Durations are milliseconds. */
public final class DescriptionJson {
  private static final String WHAT = "a process";

  private DescriptionJson() {}

  /** The inputs that a description is. */
  public static SortedMap<String, Json> write(ProcessDescription process) {
    SortedMap<String, Json> inputs = new TreeMap<>();
    put(inputs, "name", process.name());
    put(inputs, "description", process.description());
    put(inputs, "initialize", process.initialize().isEmpty() ? null : process.initialize());
    put(inputs, "foreground", command(process.foreground()));
    put(inputs, "daemon", command(process.daemon()));
    put(inputs, "pidFile", process.pidFile());
    put(inputs, "path", list(process.path()));
    put(inputs, "environment", map(process.environment()));
    put(inputs, "directory", process.directory());
    put(inputs, "umask", process.umask());
    put(inputs, "nice", number(process.nice()));
    put(inputs, "user", process.user());
    put(inputs, "group", process.group());
    put(inputs, "restart", restart(process.restart()));
    put(inputs, "stop", stop(process.stop()));
    put(inputs, "notifyTime", millis(process.notifyTime()));
    put(inputs, "reload", reload(process.reload()));
    put(inputs, "resources", resources(process.resources()));
    put(inputs, "environmentFiles", list(process.environmentFiles()));
    put(inputs, "secrets", map(process.secrets()));
    put(inputs, "schedule", process.schedule());
    put(inputs, "logFile", process.logFile());
    put(inputs, "dependencies", list(process.dependencies()));
    put(inputs, "level", number(process.level()));
    put(inputs, "folders", folders(process.folders()));
    put(
        inputs,
        "overrides",
        process.overrides().isEmpty() ? null : Json.object(process.overrides()));
    return inputs;
  }

  /**
   * Reads what {@link #write} gives.
   *
   * @throws JsonFormatException if it is no description
   */
  public static ProcessDescription read(SortedMap<String, Json> inputs) {
    JsonFields fields = JsonFields.of(Json.object(inputs), WHAT);
    return new ProcessDescription(
        fields.string("name"),
        fields.string("description"),
        text(fields, "initialize", ""),
        readCommand(fields.optional("foreground")),
        readCommand(fields.optional("daemon")),
        string(fields, "pidFile"),
        strings(fields, "path"),
        stringMap(fields, "environment"),
        string(fields, "directory"),
        string(fields, "umask"),
        fields.optional("nice") == null ? null : (int) fields.integer("nice"),
        string(fields, "user"),
        string(fields, "group"),
        readRestart(fields.value("restart")),
        readStop(fields.value("stop")),
        fields.optional("notifyTime") == null ? null : millis(fields, "notifyTime"),
        readReload(fields.optional("reload")),
        readResources(fields.optional("resources")),
        strings(fields, "environmentFiles"),
        stringMap(fields, "secrets"),
        string(fields, "schedule"),
        string(fields, "logFile"),
        strings(fields, "dependencies"),
        fields.index("level"),
        readFolders(fields.value("folders")),
        fields.optional("overrides") == null ? new TreeMap<>() : fields.object("overrides"));
  }

  private static void put(SortedMap<String, Json> members, String name, @Nullable Json value) {
    if (value != null) {
      members.put(name, value);
    }
  }

  private static void put(SortedMap<String, Json> members, String name, @Nullable String text) {
    put(members, name, text == null ? null : new Json.Str(text));
  }

  private static @Nullable Json number(@Nullable Number number) {
    return number == null ? null : new Json.Int(number.longValue());
  }

  private static @Nullable Json millis(@Nullable Duration time) {
    return time == null ? null : new Json.Int(time.toMillis());
  }

  private static @Nullable Json list(Collection<String> texts) {
    return texts.isEmpty()
        ? null
        : new Json.Array(texts.stream().map(text -> (Json) new Json.Str(text)).toList());
  }

  private static @Nullable Json map(SortedMap<String, String> texts) {
    if (texts.isEmpty()) {
      return null;
    }
    SortedMap<String, Json> members = new TreeMap<>();
    texts.forEach((name, text) -> put(members, name, text));
    return Json.object(members);
  }

  /** A list: the program first. */
  private static @Nullable Json command(@Nullable Command command) {
    if (command == null) {
      return null;
    }
    List<String> words = new ArrayList<>(List.of(command.program()));
    words.addAll(command.arguments());
    return list(words);
  }

  private static Json restart(Restart restart) {
    SortedMap<String, Json> members = new TreeMap<>();
    put(members, "when", restart.when().name());
    put(members, "delay", millis(restart.delay()));
    put(members, "longest", millis(restart.longest()));
    return Json.object(members);
  }

  private static Json stop(Stop stop) {
    SortedMap<String, Json> members = new TreeMap<>();
    put(members, "signal", stop.signal());
    put(members, "timeout", millis(stop.timeout()));
    return Json.object(members);
  }

  private static @Nullable Json reload(@Nullable Reload reload) {
    if (reload == null) {
      return null;
    }
    SortedMap<String, Json> members = new TreeMap<>();
    put(members, "signal", reload.signal());
    put(members, "command", command(reload.command()));
    put(members, "files", map(reload.files()));
    return Json.object(members);
  }

  private static @Nullable Json resources(Resources resources) {
    SortedMap<String, Json> members = new TreeMap<>();
    put(members, "memory", number(resources.memory()));
    put(members, "cpu", number(resources.cpu()));
    put(members, "tasks", number(resources.tasks()));
    put(members, "openFiles", number(resources.openFiles()));
    return members.isEmpty() ? null : Json.object(members);
  }

  private static Json folders(Folders folders) {
    SortedMap<String, Json> members = new TreeMap<>();
    put(members, "state", folders.state());
    put(members, "run", folders.run());
    put(members, "log", folders.log());
    put(members, "cache", folders.cache());
    put(members, "spool", folders.spool());
    put(members, "lock", folders.lock());
    put(members, "lib", folders.lib());
    put(members, "tmp", folders.tmp());
    return Json.object(members);
  }

  private static @Nullable String string(JsonFields fields, String name) {
    return fields.optional(name) == null ? null : fields.string(name);
  }

  private static String text(JsonFields fields, String name, String otherwise) {
    return fields.optional(name) == null ? otherwise : fields.string(name);
  }

  private static List<String> strings(JsonFields fields, String name) {
    return fields.optional(name) == null ? List.of() : fields.strings(name);
  }

  private static SortedMap<String, String> stringMap(JsonFields fields, String name) {
    SortedMap<String, String> texts = new TreeMap<>();
    Json value = fields.optional(name);
    if (value != null) {
      JsonFields members = JsonFields.of(value, "'" + name + "' of " + WHAT);
      fields.object(name).keySet().forEach(key -> texts.put(key, members.string(key)));
    }
    return texts;
  }

  private static @Nullable Command readCommand(@Nullable Json value) {
    if (value == null) {
      return null;
    }
    JsonFields only = JsonFields.of(Json.object(Map.of("command", value)), WHAT);
    List<String> words = only.strings("command");
    if (words.isEmpty()) {
      throw new JsonFormatException("a command of " + WHAT + " is empty");
    }
    return new Command(words.getFirst(), words.subList(1, words.size()));
  }

  private static Duration millis(JsonFields fields, String name) {
    return Duration.ofMillis(fields.integer(name));
  }

  private static Restart readRestart(Json value) {
    JsonFields fields = JsonFields.of(value, "'restart' of " + WHAT);
    return new Restart(
        fields.constant("when", Restart.When.class),
        millis(fields, "delay"),
        millis(fields, "longest"));
  }

  private static Stop readStop(Json value) {
    JsonFields fields = JsonFields.of(value, "'stop' of " + WHAT);
    return new Stop(fields.string("signal"), millis(fields, "timeout"));
  }

  private static @Nullable Reload readReload(@Nullable Json value) {
    if (value == null) {
      return null;
    }
    JsonFields fields = JsonFields.of(value, "'reload' of " + WHAT);
    return new Reload(
        string(fields, "signal"),
        readCommand(fields.optional("command")),
        stringMap(fields, "files"));
  }

  private static Resources readResources(@Nullable Json value) {
    if (value == null) {
      return Resources.UNLIMITED;
    }
    JsonFields fields = JsonFields.of(value, "'resources' of " + WHAT);
    return new Resources(
        limit(fields, "memory"),
        limit(fields, "cpu"),
        limit(fields, "tasks"),
        limit(fields, "openFiles"));
  }

  private static @Nullable Long limit(JsonFields fields, String name) {
    return fields.optional(name) == null ? null : fields.integer(name);
  }

  private static Folders readFolders(Json value) {
    JsonFields fields = JsonFields.of(value, "'folders' of " + WHAT);
    return new Folders(
        fields.string("state"),
        fields.string("run"),
        fields.string("log"),
        fields.string("cache"),
        fields.string("spool"),
        fields.string("lock"),
        fields.string("lib"),
        fields.string("tmp"));
  }
}
