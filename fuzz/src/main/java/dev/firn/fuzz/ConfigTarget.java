package dev.firn.fuzz;

import dev.firn.app.settings.ConfigLoader;
import dev.firn.app.settings.Environment;
import dev.firn.app.settings.Setting;
import dev.firn.app.settings.SettingException;
import dev.firn.app.settings.Settings;
import java.util.Map;

/** Configuration as in {@code nix.conf}: every setting that was accepted has a value of its kind. */
final class ConfigTarget implements Target {
  @Override
  public void check(String input) {
    // Which files there are is no business of a test.
    if (input.contains("include") && input.contains("/")) {
      return;
    }
    Settings settings = new Settings(warning -> {});
    try {
      ConfigLoader.load(settings, environment(input));
    } catch (SettingException refused) {
      return;
    }
    settings.warnUnknown();
    for (Setting setting : Setting.values()) {
      if (settings.isSet(setting)) {
        Settings again = new Settings(warning -> {});
        again.set(Setting.EXPERIMENTAL_FEATURES, settings.text(Setting.EXPERIMENTAL_FEATURES));
        again.set(setting, settings.text(setting));
        Target.same(settings.text(setting), again.text(setting), "another value of " + setting);
      }
    }
  }

  private static Environment environment(String config) {
    return Environment.of(
        Map.of(
            "NIX_CONFIG", config,
            "NIX_CONF_DIR", "/nonexistent",
            "NIX_USER_CONF_FILES", "",
            "HOME", "/nonexistent"));
  }
}
