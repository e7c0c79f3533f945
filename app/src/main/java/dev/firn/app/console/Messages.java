package dev.firn.app.console;

import dev.firn.base.text.Ansi;
import dev.firn.base.text.ErrorRenderer;
import dev.firn.base.text.ErrorReport;
import dev.firn.base.text.Latin1;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Standard error: what a command tells people. Texts are bytes of UTF-8, one {@code char} a byte, and may hold escape sequences for colours,
 * which are left out where they would not be understood. A message is written at once. Safe for use by several threads.
 */
public final class Messages {
  private final OutputStream target;
  private final BooleanSupplier terminal;
  private final Set<String> said = new HashSet<>();
  private Verbosity verbosity = Verbosity.INFO;

  /**
   * Messages that go to a stream.
   *
   * @param terminal whether colours are shown; asked only when there is something to tell
   */
  public Messages(OutputStream target, BooleanSupplier terminal) {
    this.target = target;
    this.terminal = terminal;
  }

  /** How much is told. */
  public synchronized Verbosity verbosity() {
    return verbosity;
  }

  /** Sets how much is told. */
  public synchronized void verbosity(Verbosity level) {
    verbosity = level;
  }

  /** Whether colours are shown. */
  public boolean isColoured() {
    return terminal.getAsBoolean();
  }

  /** Tells something, whatever the verbosity. */
  public void say(String text) {
    say(Verbosity.ERROR, text);
  }

  /** Tells something from a verbosity on. */
  public synchronized void say(Verbosity level, String text) {
    if (level.compareTo(verbosity) <= 0) {
      write(Ansi.filter(text, isColoured()) + "\n");
    }
  }

  /**
   * Tells of an error or a warning.
   *
   * @param showTrace whether its whole trace is shown
   */
  public synchronized void report(ErrorReport report, boolean showTrace) {
    Verbosity level = report.level() == ErrorReport.Level.ERROR ? Verbosity.ERROR : Verbosity.WARN;
    if (level.compareTo(verbosity) <= 0) {
      write(ErrorRenderer.render(report, showTrace, isColoured()) + "\n");
    }
  }

  /** Warns; the text comes without {@code warning: }. */
  public void warn(String text) {
    say(Verbosity.WARN, Ansi.MAGENTA + "warning:" + Ansi.NORMAL + " " + text);
  }

  /** Tells where there is help. */
  public void hint(String program) {
    say("Try '" + program + " --help' for more information.");
  }

  /** Warns, but says the same only once. */
  public synchronized void warnOnce(String text) {
    if (said.add(text)) {
      warn(text);
    }
  }

  private void write(String text) {
    try {
      target.write(Latin1.bytes(text));
      target.flush();
    } catch (IOException _) {
      // Nobody listens, and there is nobody else to tell.
    }
  }
}
