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
import dev.firn.store.protocol.BuildResult;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Tells of one build, and remembers the last lines of its log. */
final class BuildReport implements BuildLog, AutoCloseable {
  private static final String BOLD = "\u001b[1m";

  private final ActivitySink sink;
  private final RealiseSettings settings;
  private final ArrayDeque<String> tail = new ArrayDeque<>();
  private final String path;
  private final String builder;
  private final LogLines lines = new LogLines(this::line);
  private final LogLines hookLines = new LogLines(this::hookLine);
  private @Nullable Activity waiting;
  private @Nullable Activity building;
  private @Nullable Activity hook;
  private @Nullable LogMessages messages;

  BuildReport(ActivitySink sink, BuildRequest request, StoreDir dir, RealiseSettings settings) {
    this.sink = sink;
    this.settings = settings;
    this.path = dir.print(request.path());
    this.builder = request.derivation().builder();
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
    sink.message(Level.CHATTY, "executing builder '" + builder + "'");
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
    tail.addLast(line);
    if (tail.size() > settings.logLines()) {
      tail.removeFirst();
    }
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

  /** The result, with the last lines of the log in its message if the builder failed and nobody saw them. */
  BuildResult complete(BuildResult result) {
    if (result.isSuccess() || tail.isEmpty() || !isBuilderFailure(result.message())) {
      return result;
    }
    StringBuilder text = new StringBuilder(result.message());
    text.append("\nLast ").append(tail.size()).append(" log lines:\n");
    for (String line : tail) {
      text.append("> ").append(line).append('\n');
    }
    text.append("For full logs, run:\n  ").append(BOLD).append(settings.logCommand());
    return result.withMessage(text.append(' ').append(path).append(Ansi.NORMAL).toString());
  }

  private static boolean isBuilderFailure(String message) {
    return message.contains("Reason: " + Ansi.RED + "builder ");
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
