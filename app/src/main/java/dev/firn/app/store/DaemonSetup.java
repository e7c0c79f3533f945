package dev.firn.app.store;

import dev.firn.app.settings.Setting;
import dev.firn.app.settings.Settings;
import dev.firn.store.protocol.ClientSettings;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a daemon is told about how to work. */
final class DaemonSetup {
  /** What the protocol tells otherwise, and what concerns the client alone. */
  private static final Set<Setting> NOT_TOLD =
      Set.of(
          Setting.KEEP_FAILED,
          Setting.KEEP_GOING,
          Setting.FALLBACK,
          Setting.MAX_JOBS,
          Setting.MAX_SILENT_TIME,
          Setting.CORES,
          Setting.SUBSTITUTE,
          Setting.STORE,
          Setting.EXPERIMENTAL_FEATURES,
          Setting.PLUGIN_FILES,
          Setting.NIX_PATH,
          Setting.SHOW_TRACE);

  private DaemonSetup() {}

  /** The settings of a client. */
  static ClientSettings of(StoreSetup setup) {
    Settings settings = setup.settings();
    SortedMap<String, String> overrides = new TreeMap<>();
    settings
        .own()
        .forEach((setting, value) -> {
          if (!NOT_TOLD.contains(setting)) {
            overrides.put(setting.text(), value);
          }
        });
    return new ClientSettings(
        settings.isOn(Setting.KEEP_FAILED),
        settings.isOn(Setting.KEEP_GOING),
        settings.isOn(Setting.FALLBACK),
        setup.surroundings().messages().verbosity(),
        settings.jobs(),
        settings.number(Setting.MAX_SILENT_TIME),
        true,
        settings.number(Setting.CORES),
        settings.isOn(Setting.SUBSTITUTE),
        overrides);
  }
}
