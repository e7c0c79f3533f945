package dev.firn.app.eval;

import dev.firn.app.console.Surroundings;
import dev.firn.base.text.ErrorReport;
import dev.firn.lang.host.Console;
import dev.firn.lang.host.ForwardingHost;
import dev.firn.lang.host.Host;
import org.jspecify.annotations.Nullable;

/** A host that sees the environment of a command instead of that of the process. */
final class CommandHost extends ForwardingHost {
  private final Surroundings surroundings;

  CommandHost(Host inner, Surroundings surroundings) {
    super(inner);
    this.surroundings = surroundings;
  }

  /**
   * What prints the messages of a command.
   *
   * @param showTrace whether warnings show their whole trace
   */
  static Console console(Surroundings surroundings, boolean showTrace) {
    return new Console() {
      @Override
      public void trace(String line) {
        surroundings.messages().say(line);
      }

      @Override
      public void report(ErrorReport warning) {
        if (isBare(warning)) {
          surroundings.messages().warn(warning.message());
        } else {
          surroundings.messages().report(warning, showTrace);
        }
      }
    };
  }

  /** Of a warning without position Nix does not indent the second line. */
  private static boolean isBare(ErrorReport warning) {
    return warning.level() == ErrorReport.Level.WARNING
        && warning.position() == null
        && warning.traces().isEmpty()
        && warning.suggestions().isEmpty();
  }

  @Override
  public @Nullable String environment(String name) {
    return surroundings.environment().get(name);
  }

  @Override
  public @Nullable String home() {
    String home = surroundings.environment().nonEmpty("HOME");
    return home == null ? super.home() : home;
  }
}
