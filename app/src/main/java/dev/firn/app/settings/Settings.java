package dev.firn.app.settings;

import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The settings of one run of a command: those that were set, and the defaults of the others. */
public final class Settings {
  private static final String EXTRA = "extra-";

  private final Map<Setting, String> values = new EnumMap<>(Setting.class);
  private final Set<Setting> own = EnumSet.noneOf(Setting.class);
  private final Set<String> unknown = new TreeSet<>();
  private final Consumer<String> warnings;

  // Whether that was said under the new name, which the old name does not change.
  private boolean lintsShortPaths;

  /**
   * All defaults.
   *
   * @param warnings takes what is odd about values, without {@code warning: }
   */
  public Settings(Consumer<String> warnings) {
    this.warnings = warnings;
  }

  /** The same values, to be changed apart from these. */
  public Settings copy() {
    Settings copy = new Settings(warnings);
    copy.values.putAll(values);
    copy.own.addAll(own);
    return copy;
  }

  /** What was set until now is the machine's; what is set from now on is the user's own. */
  public void endOfMachine() {
    own.clear();
  }

  /** What the user set, as it would be written. */
  public Map<Setting, String> own() {
    Map<Setting, String> set = new EnumMap<>(Setting.class);
    own.forEach(setting -> set.put(setting, text(setting)));
    return set;
  }

  /**
   * Sets or, under the name {@code extra-NAME}, extends a setting.
   *
   * @throws SettingException if it cannot have the value
   */
  public void set(String name, String value) {
    Setting setting = Setting.named(name);
    if (setting != null) {
      assign(setting, value, false);
      return;
    }
    Setting extended =
        name.startsWith(EXTRA) ? Setting.named(name.substring(EXTRA.length())) : null;
    if (extended != null && extended.kind().isAppendable()) {
      assign(extended, value, true);
    } else {
      unknown.add(name);
    }
  }

  /** Sets a setting. */
  public void set(Setting setting, String value) {
    assign(setting, value, false);
  }

  private void assign(Setting setting, String value, boolean append) {
    String feature = setting.feature();
    if (feature != null && !features().contains(feature)) {
      warnings.accept(
          "Ignoring setting '"
              + setting.text()
              + "' because experimental feature '"
              + feature
              + "' is not enabled");
      return;
    }
    String accepted = SettingValues.check(setting, value, warnings);
    values.put(setting, append ? joined(text(setting), accepted) : accepted);
    own.add(setting);
    if (setting == Setting.WARN_SHORT_PATH_LITERALS) {
      lintShortPaths(accepted);
    } else if (setting == Setting.LINT_SHORT_PATH_LITERALS) {
      lintsShortPaths = true;
    }
  }

  private static String joined(String before, String more) {
    return before.isEmpty() || more.isEmpty() ? before + more : before + " " + more;
  }

  private void lintShortPaths(String warn) {
    String lint = warn.equals("true") ? "warn" : "ignore";
    warnings.accept(
        "'warn-short-path-literals' is deprecated, use 'lint-short-path-literals = "
            + lint
            + "' instead");
    if (!lintsShortPaths) {
      values.put(Setting.LINT_SHORT_PATH_LITERALS, lint);
    }
  }

  /** Warns about the names that nobody knows. */
  public void warnUnknown() {
    for (String name : unknown) {
      warnings.accept("unknown setting '" + name + "'");
    }
    unknown.clear();
  }

  /** Whether somebody set it. */
  public boolean isSet(Setting setting) {
    return values.containsKey(setting);
  }

  /** The value of a setting as text. */
  public String text(Setting setting) {
    String value = values.get(setting);
    return value == null ? setting.fallback() : value;
  }

  /** The value of a text setting, or null if it is empty. */
  public @Nullable String textOrNull(Setting setting) {
    String value = text(setting);
    return value.isEmpty() ? null : value;
  }

  /** The value of a Boolean setting. */
  public boolean isOn(Setting setting) {
    return text(setting).equals("true");
  }

  /** The value of a number setting. */
  public long number(Setting setting) {
    return Long.parseLong(text(setting));
  }

  /** How many builds may run at once: {@code max-jobs}. */
  public int jobs() {
    String jobs = text(Setting.MAX_JOBS);
    return jobs.equals("auto")
        ? Runtime.getRuntime().availableProcessors()
        : (int) Math.min(Long.parseLong(jobs), Integer.MAX_VALUE);
  }

  /** The value of a list setting. */
  public List<String> words(Setting setting) {
    return Words.of(text(setting));
  }

  /** What was set, as the text of a configuration file. */
  public String print() {
    StringBuilder text = new StringBuilder();
    values.forEach(
        (setting, value) -> text.append(setting.text()).append(" = ").append(value).append('\n'));
    return text.toString();
  }

  /** The experimental features that are on. */
  public Set<String> features() {
    Collection<String> named = words(Setting.EXPERIMENTAL_FEATURES);
    return named.isEmpty() ? Set.of() : new LinkedHashSet<>(named);
  }
}
