package dev.firn.app.console;

import dev.firn.base.activity.ActivitySink;
import dev.firn.base.activity.ActivityType;
import dev.firn.base.activity.Field;
import dev.firn.base.activity.ForwardingSink;
import dev.firn.base.activity.Level;
import dev.firn.base.activity.ResultType;
import dev.firn.base.text.Latin1;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A file that gets all that is told, a line of JSON each: the setting {@code json-log-path}. It is closed when nobody knows it any more. */
final class JsonLogFile {
  private final FileOutputStream file;
  private final JsonLog lines = new JsonLog(this::write);

  /** Opens a file; what is in it stays. */
  JsonLogFile(Path path) throws IOException {
    file = new FileOutputStream(path.toFile(), true);
  }

  /** Writes a line. A log that cannot be written stops nobody. */
  synchronized void write(String line) {
    try {
      file.write(Latin1.bytes(line + "\n"));
    } catch (IOException _) {
      // There is nothing better to do.
    }
  }

  /** What hears of activities, and passes them on to another. Messages come here by another way, when they are shown. */
  ActivitySink besides(ActivitySink next) {
    return new ForwardingSink(next) {
      @Override
      public void started(
          long id, Level level, ActivityType type, String text, List<Field> fields, long parent) {
        super.started(id, level, type, text, fields, parent);
        lines.started(id, level, type, text, fields, parent);
      }

      @Override
      public void stopped(long id) {
        super.stopped(id);
        lines.stopped(id);
      }

      @Override
      public void result(long id, ResultType type, List<Field> fields) {
        super.result(id, type, fields);
        lines.result(id, type, fields);
      }
    };
  }
}
