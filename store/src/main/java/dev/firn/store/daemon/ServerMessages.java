package dev.firn.store.daemon;

import dev.firn.base.activity.ActivitySink;
import dev.firn.base.activity.ActivityType;
import dev.firn.base.activity.Field;
import dev.firn.base.activity.Level;
import dev.firn.base.activity.ResultType;
import dev.firn.store.wire.WireException;
import dev.firn.store.wire.WireReader;
import dev.firn.store.wire.WireWriter;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what a server says while it works, and hands it on. */
final class ServerMessages {
  private static final int MOST_AT_ONCE = 1 << 20;

  private final WireReader reader;
  private final WireWriter writer;
  private final Protocol protocol;

  ServerMessages(WireReader reader, WireWriter writer, Protocol protocol) {
    this.reader = reader;
    this.writer = writer;
    this.protocol = protocol;
  }

  /**
   * Reads until the server is done.
   *
   * @param source gives the bytes that the server asks for; null if it may not
   * @return what went wrong; null if nothing did
   */
  @Nullable DaemonException read(ActivitySink sink, @Nullable InputStream source)
      throws IOException {
    while (true) {
      long word = reader.number();
      if (word == Message.LAST) {
        return null;
      }
      if (word == Message.ERROR) {
        return error();
      }
      if (word == Message.READ) {
        give(source);
      } else {
        hear(word, sink);
      }
    }
  }

  private void hear(long word, ActivitySink sink) throws IOException {
    if (word == Message.NEXT) {
      sink.message(Level.ERROR, chomp(reader.string()));
    } else if (word == Message.START_ACTIVITY) {
      started(sink);
    } else if (word == Message.STOP_ACTIVITY) {
      sink.stopped(reader.number());
    } else if (word == Message.RESULT) {
      long id = reader.number();
      ResultType type = ResultType.of(reader.number());
      List<Field> fields = fields();
      if (type != null) {
        sink.result(id, type, fields);
      }
    } else {
      throw new WireException(
          "got unknown message type " + Long.toHexString(word) + " from Nix daemon");
    }
  }

  private static String chomp(String text) {
    int end = text.length();
    while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    return text.substring(0, end);
  }

  private void give(@Nullable InputStream source) throws IOException {
    long wanted = reader.number();
    if (source == null || wanted < 0) {
      throw new WireException("the Nix daemon asks for bytes that there are none of");
    }
    byte[] bytes = source.readNBytes((int) Math.min(wanted, MOST_AT_ONCE));
    writer.bytes(bytes, 0, bytes.length);
    writer.flush();
  }

  private void started(ActivitySink sink) throws IOException {
    long id = reader.number();
    Level level = SettingsCodec.level(reader.number());
    ActivityType type = ActivityType.of(reader.number());
    String text = reader.string();
    List<Field> fields = fields();
    long parent = reader.number();
    sink.started(id, level, type == null ? ActivityType.UNKNOWN : type, text, fields, parent);
  }

  private List<Field> fields() throws IOException {
    List<Field> fields = new ArrayList<>();
    for (long left = parts(); left > 0; left--) {
      long kind = reader.number();
      if (kind == 0) {
        fields.add(Field.of(reader.number()));
      } else if (kind == 1) {
        fields.add(Field.of(reader.string()));
      } else {
        throw new WireException("got unsupported field type " + kind + " from Nix daemon");
      }
    }
    return fields;
  }

  private long parts() throws IOException {
    long count = reader.number();
    if (count < 0 || count > Message.MOST_PARTS) {
      throw new WireException("list is too long");
    }
    return count;
  }

  private DaemonException error() throws IOException {
    if (!protocol.since(26)) {
      String message = reader.string();
      reader.number(); // a status
      return new DaemonException(message, List.of());
    }
    reader.string(); // "Error"
    reader.number(); // a level
    reader.string(); // a name of old times
    String message = reader.string();
    requireNoPosition();
    List<String> traces = new ArrayList<>();
    for (long left = parts(); left > 0; left--) {
      requireNoPosition();
      traces.add(reader.string());
    }
    return new DaemonException(message, traces);
  }

  private void requireNoPosition() throws IOException {
    if (reader.number() != 0) {
      throw new WireException("the Nix daemon tells a position, which no version does");
    }
  }
}
