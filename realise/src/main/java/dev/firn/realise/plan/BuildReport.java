package dev.firn.realise.plan;

import dev.firn.base.activity.Activity;
import dev.firn.base.activity.ActivitySink;
import dev.firn.base.activity.ActivityType;
import dev.firn.base.activity.Field;
import dev.firn.base.activity.Level;
import dev.firn.base.activity.ResultType;
import dev.firn.base.text.Ansi;
import dev.firn.realise.build.BuildLog;
import dev.firn.realise.build.BuildRequest;
import dev.firn.store.path.StoreDir;
import org.jspecify.annotations.Nullable;

/** Tells of one build. */
final class BuildReport implements BuildLog, AutoCloseable {
  private final ActivitySink sink;
  private final String path;
  private final LogLines lines = new LogLines(this::line);
  private final LogLines hookLines = new LogLines(this::hookLine);
  private @Nullable Activity waiting;
  private @Nullable Activity building;
  private @Nullable Activity hook;
  private @Nullable LogMessages messages;

  BuildReport(ActivitySink sink, BuildRequest request, StoreDir dir) {
    this.sink = sink;
    this.path = dir.print(request.path());
  }

  @Override
  public void waiting(String what) {
    stopWaiting();
    waiting = Activity.start(sink, Level.WARN, ActivityType.BUILD_WAITING, what);
  }

  private void stopWaiting() {
    if (waiting != null) {
      waiting.close();
      waiting = null;
    }
  }

  @Override
  public void started(String what) {
    stopWaiting();
    Activity begun =
        Activity.start(
            sink,
            Level.INFO,
            ActivityType.BUILD,
            what,
            Field.of(path),
            Field.of(""),
            Field.of(1),
            Field.of(1));
    building = begun;
    messages = new LogMessages(begun);
  }

  @Override
  public void output(byte[] bytes, int offset, int length) {
    lines.add(bytes, offset, length);
  }

  private void line(String line) {
    if (building == null || messages == null || messages.take(line)) {
      return;
    }
    building.result(ResultType.BUILD_LOG_LINE, Field.of(line));
  }

  @Override
  public void ended() {
    lines.end();
  }

  @Override
  public void hookOutput(byte[] bytes, int offset, int length) {
    if (hook == null) {
      hook =
          Activity.start(
              sink,
              Level.TALKATIVE,
              ActivityType.POST_BUILD_HOOK,
              "running post-build-hook",
              Field.of(path));
    }
    hookLines.add(bytes, offset, length);
  }

  private void hookLine(String line) {
    if (hook != null) {
      hook.result(ResultType.POST_BUILD_LOG_LINE, Field.of(line));
    }
  }

  @Override
  public void note(String message) {
    sink.message(Level.NOTICE, "note: " + message);
  }

  @Override
  public void warn(String message) {
    sink.message(Level.WARN, Ansi.MAGENTA + "warning:" + Ansi.NORMAL + " " + message);
  }

  @Override
  public void close() {
    stopWaiting();
    if (hook != null) {
      hookLines.end();
      hook.close();
    }
    if (messages != null) {
      messages.close();
    }
    if (building != null) {
      building.close();
    }
  }
}
