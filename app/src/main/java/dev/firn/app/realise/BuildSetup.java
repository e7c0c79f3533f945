package dev.firn.app.realise;

import dev.firn.app.settings.Setting;
import dev.firn.app.settings.Settings;
import dev.firn.app.settings.SystemType;
import dev.firn.app.store.Substituters;
import dev.firn.base.http.HttpOptions;
import dev.firn.base.sys.BytePaths;
import dev.firn.realise.build.BuildSettings;
import dev.firn.realise.build.BuildSettings.Hooks;
import dev.firn.realise.build.BuildSettings.Limits;
import dev.firn.realise.build.BuildSettings.Log;
import dev.firn.realise.build.BuildSettings.Platform;
import dev.firn.realise.build.BuildSettings.Sandbox;
import dev.firn.realise.build.BuildSettings.SandboxMode;
import dev.firn.realise.build.BuildSettings.Users;
import dev.firn.store.sign.SecretKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the settings say about builds on this machine. */
final class BuildSetup {
  /** Where a machine has its programs: what packages that are built with those may ask to see. */
  private static final List<String> HOST_PROGRAMS =
      List.of("/usr", "/bin/bash", "/etc/alternatives");

  private static final Path VIRTUAL_MACHINES = Path.of("/dev/kvm");

  private final Settings settings;
  private final HttpOptions http;

  private BuildSetup(Settings settings, HttpOptions http) {
    this.settings = settings;
    this.http = http;
  }

  /** The same for the builder. */
  static BuildSettings of(Settings settings, HttpOptions http) {
    return new BuildSetup(settings, http).all();
  }

  private BuildSettings all() {
    String directory = settings.textOrNull(Setting.BUILD_DIR);
    return new BuildSettings(
        platform(),
        new Limits(
            count(Setting.CORES),
            settings.number(Setting.TIMEOUT),
            settings.number(Setting.MAX_SILENT_TIME),
            settings.number(Setting.MAX_BUILD_LOG_SIZE)),
        sandbox(),
        new Users(
            settings.isSet(Setting.BUILD_USERS_GROUP)
                ? settings.text(Setting.BUILD_USERS_GROUP)
                : null,
            settings.isOn(Setting.AUTO_ALLOCATE_UIDS),
            count(Setting.START_ID),
            count(Setting.ID_COUNT)),
        new Log(settings.isOn(Setting.KEEP_BUILD_LOG), settings.isOn(Setting.COMPRESS_BUILD_LOG)),
        hooks(),
        directory == null ? null : BytePaths.of(directory),
        settings.isOn(Setting.KEEP_FAILED),
        settings.features().contains("ca-derivations"),
        impureVariables(),
        http,
        settings.words(Setting.HASHED_MIRRORS),
        keys());
  }

  private int count(Setting setting) {
    return (int) Math.min(settings.number(setting), Integer.MAX_VALUE);
  }

  private Platform platform() {
    String own = settings.textOrNull(Setting.SYSTEM);
    String system = own == null ? SystemType.current() : own;
    List<String> others =
        settings.isSet(Setting.EXTRA_PLATFORMS)
            ? settings.words(Setting.EXTRA_PLATFORMS)
            : system.equals("x86_64-linux") ? List.of("i686-linux") : List.of();
    return new Platform(system, others, features());
  }

  /** What is set, else what Nix says of machines that nobody has described. */
  private SortedSet<String> features() {
    SortedSet<String> usual = new TreeSet<>(settings.words(Setting.SYSTEM_FEATURES));
    if (!settings.isSet(Setting.SYSTEM_FEATURES)
        && Files.isReadable(VIRTUAL_MACHINES)
        && Files.isWritable(VIRTUAL_MACHINES)) {
      usual.add("kvm");
    }
    return usual;
  }

  private Sandbox sandbox() {
    SandboxMode mode =
        switch (settings.text(Setting.SANDBOX)) {
          case "false" -> SandboxMode.OFF;
          case "relaxed" -> SandboxMode.RELAXED;
          default -> SandboxMode.ON;
        };
    return new Sandbox(
        mode,
        settings.isOn(Setting.SANDBOX_FALLBACK),
        settings.words(Setting.SANDBOX_PATHS),
        settings.isSet(Setting.ALLOWED_IMPURE_HOST_DEPS)
            ? settings.words(Setting.ALLOWED_IMPURE_HOST_DEPS)
            : HOST_PROGRAMS,
        settings.text(Setting.SANDBOX_BUILD_DIR),
        settings.isOn(Setting.FILTER_SYSCALLS),
        null);
  }

  private Hooks hooks() {
    return new Hooks(
        settings.textOrNull(Setting.PRE_BUILD_HOOK),
        settings.textOrNull(Setting.POST_BUILD_HOOK),
        settings.isOn(Setting.RUN_DIFF_HOOK) ? settings.textOrNull(Setting.DIFF_HOOK) : null,
        settings.print());
  }

  private SortedMap<String, String> impureVariables() {
    SortedMap<String, String> variables = new TreeMap<>();
    for (String word : settings.words(Setting.IMPURE_ENV)) {
      int equals = word.indexOf('=');
      if (equals > 0) {
        variables.put(word.substring(0, equals), word.substring(equals + 1));
      }
    }
    return variables;
  }

  private List<SecretKey> keys() {
    List<SecretKey> keys = new ArrayList<>();
    for (String file : settings.words(Setting.SECRET_KEY_FILES)) {
      keys.add(Substituters.secretKey(file));
    }
    return keys;
  }
}
