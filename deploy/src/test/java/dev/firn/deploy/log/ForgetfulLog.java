package dev.firn.deploy.log;

import dev.firn.base.json.Json;
import dev.firn.base.text.Latin1;
import java.io.IOException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A directory that leaves out one thing that the event log asks of it, as if that line of the log, or of the engine, were not there. */
public final class ForgetfulLog implements LogDirectory {
  private static final StackWalker STACK =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  private final LogDirectory next;
  private final String step;
  private final String method;
  private final Predicate<Event> record;

  private ForgetfulLog(LogDirectory next, String step, String method, Predicate<Event> record) {
    this.next = next;
    this.step = step;
    this.method = method;
    this.record = record;
  }

  /** Leaves out what that method of {@link EventLog} asks of that method of a directory. */
  public static LogDirectory without(LogDirectory next, String method, String step) {
    return new ForgetfulLog(next, step, method, _ -> false);
  }

  /** Leaves out records of that kind, so that those that follow have the numbers as if nobody had wanted to write it. */
  public static LogDirectory without(LogDirectory next, Class<? extends Event> kind) {
    return new ForgetfulLog(next, "", "", kind::isInstance);
  }

  private boolean forgets(String asked) {
    return asked.equals(step)
        && STACK.walk(frames ->
            frames
                .filter(frame -> frame.getDeclaringClass() == EventLog.class)
                .findFirst()
                .map(frame -> frame.getMethodName().equals(method))
                .orElse(false));
  }

  @Override
  public byte @Nullable [] read(String name) throws IOException {
    return next.read(name);
  }

  @Override
  public void append(String name, byte[] bytes) throws IOException {
    if (name.equals(EventLog.FILE)) {
      Event event = event(Latin1.string(bytes));
      if (!record.test(event)) {
        next.append(name, numbered(event));
      }
    } else {
      next.append(name, bytes);
    }
  }

  private byte[] numbered(Event event) throws IOException {
    try {
      return RecordFormat.write(lines() + 1, event);
    } catch (LogException tooLong) {
      throw new IOException(tooLong);
    }
  }

  private static Event event(String line) {
    String json = line.substring(line.indexOf('{'));
    return EventJson.read(Json.parse(json.strip()));
  }

  /** How many records there are. */
  private long lines() throws IOException {
    byte[] bytes = next.read(EventLog.FILE);
    return bytes == null ? 0 : Latin1.string(bytes).chars().filter(c -> c == '\n').count();
  }

  @Override
  public void truncate(String name, long length) throws IOException {
    if (!forgets("truncate")) {
      next.truncate(name, length);
    }
  }

  @Override
  public void sync(String name) throws IOException {
    if (!forgets("sync")) {
      next.sync(name);
    }
  }

  @Override
  public void rename(String from, String to) throws IOException {
    next.rename(from, to);
  }

  @Override
  public void delete(String name) throws IOException {
    if (!forgets("delete")) {
      next.delete(name);
    }
  }

  @Override
  public void syncNames() throws IOException {
    if (!forgets("syncNames")) {
      next.syncNames();
    }
  }
}
