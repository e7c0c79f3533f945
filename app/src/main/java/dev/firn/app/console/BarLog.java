package dev.firn.app.console;

import dev.firn.base.activity.ActivitySink;
import dev.firn.base.activity.ActivityType;
import dev.firn.base.activity.Field;
import dev.firn.base.activity.Level;
import dev.firn.base.activity.ResultType;
import dev.firn.base.text.Ansi;
import dev.firn.base.text.DisplayWidth;
import java.util.List;

/**
 * Tells activities on one line of a terminal that changes. It is drawn by a thread of its own, seldom enough for slow terminals. Where
 * nobody watches, only what begins is told, as a line.
 */
final class BarLog implements ActivitySink, StatusLine {
  private static final String FAINT = "\u001b[2m";
  private static final String CLEAR = "\r\u001b[K";
  private static final long PAUSE = 50;

  private final Messages messages;
  private final boolean logs;
  private final boolean watched;
  private final BarState state;
  private final int width;
  private boolean changed;
  private boolean painting;
  private String shown = "";

  /**
   * Tells activities.
   *
   * @param state knows what goes on
   * @param logs whether what builders print is shown above the line
   * @param watched whether the messages go to a terminal
   * @param width of the terminal, in columns
   */
  BarLog(Messages messages, BarState state, boolean logs, boolean watched, int width) {
    this.messages = messages;
    this.state = state;
    this.logs = logs;
    this.watched = watched;
    this.width = width;
  }

  @Override
  public void message(Level level, String text) {
    messages.say(level, text);
  }

  @Override
  public void started(
      long id, Level level, ActivityType type, String text, List<Field> fields, long parent) {
    if (!text.isEmpty() && type != ActivityType.BUILD_WAITING) {
      messages.say(level, text + "...");
    }
    synchronized (this) {
      state.started(id, type, text, fields, parent, now());
      change();
    }
  }

  @Override
  public synchronized void stopped(long id) {
    state.stopped(id);
    change();
  }

  @Override
  public void result(long id, ResultType type, List<Field> fields) {
    boolean line = type == ResultType.BUILD_LOG_LINE || type == ResultType.POST_BUILD_LOG_LINE;
    if (line && logs) {
      print(id, type, fields);
      return;
    }
    synchronized (this) {
      state.result(id, type, fields);
      change();
    }
  }

  private void print(long id, ResultType type, List<Field> fields) {
    if (!fields.isEmpty() && fields.getFirst() instanceof Field.Text line) {
      String name;
      synchronized (this) {
        name = state.name(id);
      }
      String mark = type == ResultType.POST_BUILD_LOG_LINE ? " (post)> " : "> ";
      messages.say(
          Level.INFO,
          FAINT + (name == null ? "unnamed" : name) + mark + Ansi.NORMAL + line.value());
    }
  }

  private void change() {
    changed = true;
    if (watched && !painting) {
      painting = true;
      Thread.ofPlatform().daemon().name("progress").start(this::paint);
    }
  }

  /** Draws as long as there is something new, and then a little longer. */
  private void paint() {
    while (true) {
      messages.redraw();
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException stop) {
        return;
      }
      synchronized (this) {
        if (!changed && shown.isEmpty()) {
          painting = false;
          return;
        }
      }
    }
  }

  @Override
  public synchronized String clear() {
    return shown.isEmpty() ? "" : CLEAR;
  }

  @Override
  public synchronized String draw() {
    changed = false;
    shown = watched ? cut(Ansi.filter(state.line(now()), true)) : "";
    return shown.isEmpty() ? "" : CLEAR + shown + Ansi.NORMAL;
  }

  /** As much as fits into the terminal. */
  private String cut(String line) {
    int columns = 0;
    int at = 0;
    while (at < line.length()) {
      if (line.charAt(at) == '\u001b') {
        at = line.indexOf('m', at) + 1;
        continue;
      }
      int length = DisplayWidth.characterLength(line, at);
      columns += DisplayWidth.of(line, at, length);
      if (columns > width) {
        return line.substring(0, at);
      }
      at += length;
    }
    return line;
  }

  private static long now() {
    return System.nanoTime() / 1_000_000;
  }
}
