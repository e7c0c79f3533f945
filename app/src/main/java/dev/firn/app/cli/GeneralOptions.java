package dev.firn.app.cli;

import dev.firn.app.command.CommandLine;
import dev.firn.app.command.CommonOptions;
import dev.firn.app.command.EvalOptions;
import dev.firn.app.command.Option;
import dev.firn.app.command.UsageException;
import dev.firn.app.console.Messages;
import dev.firn.app.console.Verbosity;
import dev.firn.app.settings.Setting;
import dev.firn.app.settings.Settings;
import java.util.List;

/** Does what the options say that every command has. */
final class GeneralOptions {
  private static final List<String> LOG_FORMATS =
      List.of(
          "raw",
          "raw-with-logs",
          "internal-json",
          "bar",
          "bar-with-logs",
          "multiline",
          "multiline-with-logs");

  private GeneralOptions() {}

  /** Sets settings and verbosity, and warns about what has no effect. */
  static void apply(CommandLine line, Settings settings, Messages messages) {
    for (CommandLine.Given given : line.given()) {
      apply(given, settings, messages);
    }
    for (CommandLine.Assignment assignment : line.settings()) {
      settings.set(assignment.name(), assignment.value());
    }
    settings.warnUnknown();
  }

  private static void apply(CommandLine.Given given, Settings settings, Messages messages) {
    Option option = given.option();
    if (option == CommonOptions.VERBOSE) {
      messages.verbosity(messages.verbosity().more());
    } else if (option == CommonOptions.QUIET) {
      messages.verbosity(messages.verbosity().less());
    } else if (option == CommonOptions.DEBUG) {
      messages.verbosity(Verbosity.DEBUG);
    } else if (option == EvalOptions.IMPURE) {
      settings.set(Setting.PURE_EVAL, "false");
    } else if (option == CommonOptions.LOG_FORMAT) {
      logFormat(given.operands().getFirst(), messages);
    } else if (option == EvalOptions.OVERRIDE_FLAKE || option == EvalOptions.EVAL_STORE) {
      messages.warnOnce("'--" + option.name() + "' has no effect yet");
    }
  }

  private static void logFormat(String format, Messages messages) {
    if (!LOG_FORMATS.contains(format)) {
      throw new UsageException("option 'log-format' has an invalid value '" + format + "'");
    }
    if (format.equals("internal-json")) {
      messages.warnOnce("'--log-format internal-json' has no effect yet");
    }
  }
}
