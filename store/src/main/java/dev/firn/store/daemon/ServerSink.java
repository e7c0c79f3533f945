package dev.firn.store.daemon;

import dev.firn.base.activity.ActivitySink;
import dev.firn.base.activity.ActivityType;
import dev.firn.base.activity.Field;
import dev.firn.base.activity.Level;
import dev.firn.base.activity.ResultType;
import dev.firn.store.wire.WireWriter;
import java.io.IOException;
import java.util.List;

/** Tells a client what goes on while it waits for an answer; what goes on at other times, nobody hears. */
final class ServerSink implements ActivitySink {
  private static final int WITH_ACTIVITIES = 20;
  private static final int WITH_TRACES = 26;

  private final WireWriter writer;
  private final Protocol protocol;
  private Level verbosity = Level.INFO;
  private boolean working;

  /** Tells one thing. */
  @FunctionalInterface
  private interface Telling {
    void write() throws IOException;
  }

  ServerSink(WireWriter writer, Protocol protocol) {
    this.writer = writer;
    this.protocol = protocol;
  }

  /** From now on, what is less important is not told. */
  synchronized void listen(Level newVerbosity) {
    verbosity = newVerbosity;
  }

  /** The client waits. */
  synchronized void begin() {
    working = true;
  }

  /** The answer follows. */
  synchronized void end() throws IOException {
    working = false;
    writer.number(Message.LAST);
  }

  /** Whether the client waits. */
  synchronized boolean isWorking() {
    return working;
  }

  /** There will be no answer. */
  synchronized void fail(String message) throws IOException {
    working = false;
    writer.number(Message.ERROR);
    if (protocol.since(WITH_TRACES)) {
      writer.string("Error");
      writer.number(Level.ERROR.ordinal());
      writer.string("Error");
      writer.string(message);
      writer.number(0); // no position
      writer.number(0); // no traces
    } else {
      writer.string(message);
      writer.number(1); // the status that a program should end with
    }
    writer.flush();
  }

  private synchronized void tell(Telling telling) {
    if (!working) {
      return;
    }
    try {
      telling.write();
      writer.flush();
    } catch (IOException gone) {
      working = false; // whoever writes the answer will see that the client is gone
    }
  }

  /** Asks the client for bytes. */
  synchronized void ask(long count) throws IOException {
    writer.number(Message.READ);
    writer.number(count);
    writer.flush();
  }

  @Override
  public void message(Level level, String text) {
    if (level.compareTo(verbosity) <= 0) {
      tell(() -> {
        writer.number(Message.NEXT);
        writer.string(text + "\n");
      });
    }
  }

  @Override
  public void started(
      long id, Level level, ActivityType type, String text, List<Field> fields, long parent) {
    if (!protocol.since(WITH_ACTIVITIES)) {
      if (!text.isEmpty()) {
        message(level, text + "...");
      }
      return;
    }
    tell(() -> {
      writer.number(Message.START_ACTIVITY);
      writer.number(id);
      writer.number(level.ordinal());
      writer.number(type.code());
      writer.string(text);
      write(fields);
      writer.number(parent);
    });
  }

  @Override
  public void stopped(long id) {
    if (protocol.since(WITH_ACTIVITIES)) {
      tell(() -> {
        writer.number(Message.STOP_ACTIVITY);
        writer.number(id);
      });
    }
  }

  @Override
  public void result(long id, ResultType type, List<Field> fields) {
    if (protocol.since(WITH_ACTIVITIES)) {
      tell(() -> {
        writer.number(Message.RESULT);
        writer.number(id);
        writer.number(type.code());
        write(fields);
      });
    }
  }

  private void write(List<Field> fields) throws IOException {
    writer.number(fields.size());
    for (Field field : fields) {
      switch (field) {
        case Field.Number(long value) -> {
          writer.number(0);
          writer.number(value);
        }
        case Field.Text(String value) -> {
          writer.number(1);
          writer.string(value);
        }
      }
    }
  }
}
