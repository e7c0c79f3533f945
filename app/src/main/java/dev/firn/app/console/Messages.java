package dev.firn.app.console;

import dev.firn.base.activity.ActivitySink;
import dev.firn.base.activity.ForwardingSink;
import dev.firn.base.activity.Level;
import dev.firn.base.text.Ansi;
import dev.firn.base.text.ErrorRenderer;
import dev.firn.base.text.ErrorReport;
import dev.firn.base.text.Latin1;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Standard error: what a command tells people. Texts are bytes of UTF-8, one {@code char} a byte, and may hold escape sequences for colours,
 * which are left out where they would not be understood. A message is written at once. Safe for use by several threads.
 */
public final class Messages {
  /** Begins the lines of {@link LogFormat#INTERNAL_JSON}. */
  private static final String MARK = "@nix ";

  private final OutputStream target;
  private final BooleanSupplier terminal;
  private final Set<String> said = new HashSet<>();
  private Level verbosity = Level.INFO;
  private LogFormat format = LogFormat.RAW;
  private @Nullable ActivitySink activities;
  private @Nullable StatusLine status;
  private @Nullable JsonLogFile logFile;
  private final Estimates estimates = new Estimates();
  private String drawn = "";

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
  public synchronized Level verbosity() {
    return verbosity;
  }

  /** Sets how much is told. */
  public synchronized void verbosity(Level level) {
    verbosity = level;
  }

  /** How activities and messages are told. */
  public synchronized LogFormat format() {
    return format;
  }

  /** Sets how activities and messages are told; before anything is told. */
  public synchronized void format(LogFormat wanted) {
    format = wanted;
  }

  /** Who tells what goes on, in the format that was set. */
  public synchronized ActivitySink activities() {
    ActivitySink sink = activities;
    if (sink == null) {
      sink = newActivities();
      JsonLogFile file = logFile;
      sink = file == null ? sink : file.besides(sink);
      activities = sink;
    }
    return sink;
  }

  /** What is known of how long builds take. */
  public Estimates estimates() {
    return estimates;
  }

  private ActivitySink newActivities() {
    if (format == LogFormat.INTERNAL_JSON) {
      return new ForwardingSink(new JsonLog(line -> sayRaw(MARK + line))) {
        @Override
        public void message(Level level, String text) {
          say(level, text);
        }
      };
    }
    if (format.isLines()) {
      return new LineLog(this, format.showsLogs());
    }
    boolean watched = isColoured();
    BarState state = new BarState(estimates);
    BarLog bar =
        new BarLog(this, state, format.showsLogs(), watched, watched ? Terminals.width() : 0);
    status = bar;
    return bar;
  }

  /** Shows the last line of the terminal as it is now. */
  synchronized void redraw() {
    StatusLine line = status;
    if (line != null) {
      String before = line.clear();
      String now = line.draw();
      String change = now.isEmpty() ? before : now;
      if (!change.equals(drawn)) {
        drawn = change;
        send(change);
      }
    }
  }

  /** Takes the last line of the terminal away: what goes on is not told any more. */
  public synchronized void endStatus() {
    StatusLine line = status;
    status = null;
    if (line != null) {
      send(line.clear());
    }
  }

  /** Whether colours are shown. */
  public boolean isColoured() {
    return terminal.getAsBoolean();
  }

  /**
   * Writes what is told to a file too, as JSON.
   *
   * @throws IOException if it cannot be opened
   */
  public synchronized void logTo(Path file) throws IOException {
    logFile = new JsonLogFile(file);
  }

  /** Tells something, whatever the verbosity. */
  public void say(String text) {
    say(Level.ERROR, text);
  }

  /** Tells something from a verbosity on. */
  public synchronized void say(Level level, String text) {
    if (logFile != null && level.compareTo(verbosity) <= 0) {
      logFile.write(JsonLog.line(level, text));
    }
    if (format == LogFormat.INTERNAL_JSON) {
      write(MARK + JsonLog.line(level, text) + "\n");
    } else if (level.compareTo(verbosity) <= 0) {
      write(Ansi.filter(text, isColoured()) + "\n");
    }
  }

  /** Tells a line as it is, whatever the verbosity. */
  synchronized void sayRaw(String line) {
    write(line + "\n");
  }

  /**
   * Tells of an error or a warning.
   *
   * @param showTrace whether its whole trace is shown
   */
  public synchronized void report(ErrorReport report, boolean showTrace) {
    Level level = report.level() == ErrorReport.Level.ERROR ? Level.ERROR : Level.WARN;
    if (format == LogFormat.INTERNAL_JSON) {
      write(MARK + JsonLog.line(report, showTrace) + "\n");
    } else if (level.compareTo(verbosity) <= 0) {
      write(ErrorRenderer.render(report, showTrace, isColoured()) + "\n");
    }
  }

  /** Warns; the text comes without {@code warning: }. */
  public void warn(String text) {
    say(Level.WARN, Ansi.MAGENTA + "warning:" + Ansi.NORMAL + " " + text);
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

  /** Tells what a command elsewhere has told, as it is. */
  public synchronized void pass(byte[] told) {
    if (told.length > 0) {
      write(Latin1.string(told));
    }
  }

  /** A stream that takes complete messages as they are. It need not be closed, and never fails. */
  public OutputStream stream() {
    return new OutputStream() {
      @Override
      public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) {
        send(Latin1.string(Arrays.copyOfRange(bytes, offset, offset + length)));
      }
    };
  }

  private void write(String text) {
    StatusLine line = status;
    if (line == null) {
      send(text);
    } else {
      String before = line.clear();
      drawn = line.draw();
      send(before + text + drawn);
    }
  }

  private void send(String text) {
    try {
      target.write(Latin1.bytes(text));
      target.flush();
    } catch (IOException _) {
      // Nobody listens, and there is nobody else to tell.
    }
  }
}
