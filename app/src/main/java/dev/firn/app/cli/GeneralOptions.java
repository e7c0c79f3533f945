package dev.firn.app.cli;

import dev.firn.app.command.CommandLine;
import dev.firn.app.command.CommonOptions;
import dev.firn.app.command.EvalOptions;
import dev.firn.app.command.Option;
import dev.firn.app.console.LogFormat;
import dev.firn.app.console.Messages;
import dev.firn.app.settings.Setting;
import dev.firn.app.settings.SettingException;
import dev.firn.app.settings.Settings;
import dev.firn.base.activity.Level;
import dev.firn.base.sys.BytePaths;
import java.io.IOException;

/** Does what the options say that every command has. */
final class GeneralOptions {
  private GeneralOptions() {}

  /** Sets settings and verbosity, and warns about what has no effect. */
  static void apply(CommandLine line, Settings settings, Messages messages) {
    // Nix's old commands show what builders print, as they always did.
    boolean old = line.spec().isOfNix();
    messages.format(old ? LogFormat.RAW_WITH_LOGS : LogFormat.BAR);
    for (CommandLine.Given given : line.given()) {
      apply(given, messages);
    }
    for (CommandLine.Assignment assignment : line.settings()) {
      set(assignment, settings, messages);
    }
    settings.warnUnknown();
    logTo(settings.text(Setting.JSON_LOG_PATH), messages);
  }

  private static void logTo(String file, Messages messages) {
    if (file.isEmpty()) {
      return;
    }
    try {
      messages.logTo(BytePaths.of(file));
    } catch (IOException failed) {
      messages.warn("cannot write the log '" + file + "': " + failed.getMessage());
    }
  }

  private static void set(CommandLine.Assignment assignment, Settings settings, Messages messages) {
    try {
      settings.set(assignment.name(), assignment.value());
    } catch (SettingException wrong) {
      if (!assignment.lenient()) {
        throw wrong;
      }
      messages.warn(wrong.getMessage());
    }
  }

  private static void apply(CommandLine.Given given, Messages messages) {
    Option option = given.option();
    if (option == CommonOptions.VERBOSE) {
      messages.verbosity(messages.verbosity().more());
    } else if (option == CommonOptions.QUIET) {
      messages.verbosity(messages.verbosity().less());
    } else if (option == CommonOptions.DEBUG) {
      messages.verbosity(Level.DEBUG);
    } else if (option == CommonOptions.LOG_FORMAT) {
      logFormat(given.operands().getFirst(), messages);
    } else if (option == CommonOptions.NO_BUILD_OUTPUT) {
      messages.format(LogFormat.RAW);
    } else if (option == EvalOptions.OVERRIDE_FLAKE || option == EvalOptions.EVAL_STORE) {
      messages.warnOnce("'--" + option.name() + "' has no effect yet");
    } else if (option.group() == Option.Group.WITHOUT_EFFECT) {
      messages.warnOnce("'" + given.word() + "' has no effect here");
    }
  }

  private static void logFormat(String name, Messages messages) {
    LogFormat format = LogFormat.named(name);
    if (format == null) {
      throw SettingException.plain("option 'log-format' has an invalid value '" + name + "'");
    }
    messages.format(format);
  }
}
