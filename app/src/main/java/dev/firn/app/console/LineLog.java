package dev.firn.app.console;

import dev.firn.base.activity.ActivitySink;
import dev.firn.base.activity.ActivityType;
import dev.firn.base.activity.Field;
import dev.firn.base.activity.Level;
import dev.firn.base.activity.ResultType;
import java.util.List;

/** Tells activities as lines: what begins, and what builders print. */
final class LineLog implements ActivitySink {
  private final Messages messages;
  private final boolean logs;

  LineLog(Messages messages, boolean logs) {
    this.messages = messages;
    this.logs = logs;
  }

  @Override
  public void message(Level level, String text) {
    messages.say(level, text);
  }

  @Override
  public void started(
      long id, Level level, ActivityType type, String text, List<Field> fields, long parent) {
    if (!text.isEmpty()) {
      messages.say(level, text + "...");
    }
  }

  @Override
  public void stopped(long id) {}

  @Override
  public void result(long id, ResultType type, List<Field> fields) {
    if (logs && !fields.isEmpty() && fields.getFirst() instanceof Field.Text line) {
      if (type == ResultType.BUILD_LOG_LINE) {
        messages.say(line.value());
      } else if (type == ResultType.POST_BUILD_LOG_LINE) {
        messages.say("post-build-hook: " + line.value());
      }
    }
  }
}
