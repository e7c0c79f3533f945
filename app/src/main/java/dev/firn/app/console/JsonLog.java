package dev.firn.app.console;

import dev.firn.base.activity.ActivitySink;
import dev.firn.base.activity.ActivityType;
import dev.firn.base.activity.Field;
import dev.firn.base.activity.Level;
import dev.firn.base.activity.ResultType;
import dev.firn.base.json.Json;
import dev.firn.base.text.ErrorRenderer;
import dev.firn.base.text.ErrorReport;
import dev.firn.base.text.Latin1;
import dev.firn.base.text.SourcePosition;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells activities and messages as lines of JSON, as Nix's format {@code internal-json} has them. */
final class JsonLog implements ActivitySink {
  private final Consumer<String> target;

  /**
   * A log.
   *
   * @param target takes lines, without their ends
   */
  JsonLog(Consumer<String> target) {
    this.target = target;
  }

  /** The line for a message, without its end. */
  static String line(Level level, String text) {
    SortedMap<String, Json> line = action("msg");
    line.put("level", number(level.ordinal()));
    line.put("msg", text(text));
    return print(line);
  }

  /** The line for a report, without its end. */
  static String line(ErrorReport report, boolean showTrace) {
    SortedMap<String, Json> line = action("msg");
    Level level = report.level() == ErrorReport.Level.ERROR ? Level.ERROR : Level.WARN;
    line.put("level", number(level.ordinal()));
    line.put("msg", text(ErrorRenderer.render(report, showTrace, true)));
    line.put("raw_msg", text(report.message()));
    addPosition(line, report.position());
    if (showTrace && !report.traces().isEmpty()) {
      List<Json> frames = new ArrayList<>();
      for (ErrorReport.Trace trace : report.traces()) {
        SortedMap<String, Json> frame = new TreeMap<>();
        frame.put("raw_msg", text(trace.hint()));
        addPosition(frame, trace.position());
        frames.add(new Json.Obj(frame));
      }
      line.put("trace", new Json.Array(frames));
    }
    return print(line);
  }

  private static void addPosition(SortedMap<String, Json> line, @Nullable SourcePosition place) {
    line.put("line", place == null ? new Json.Null() : number(place.line()));
    line.put("column", place == null ? new Json.Null() : number(place.column()));
    line.put("file", place == null ? new Json.Null() : text(place.origin()));
  }

  @Override
  public void message(Level level, String text) {
    target.accept(line(level, text));
  }

  @Override
  public void started(
      long id, Level level, ActivityType type, String text, List<Field> fields, long parent) {
    SortedMap<String, Json> line = action("start");
    line.put("id", number(id));
    line.put("level", number(level.ordinal()));
    line.put("parent", number(parent));
    line.put("text", text(text));
    line.put("type", number(type.code()));
    write(line, fields);
  }

  @Override
  public void stopped(long id) {
    SortedMap<String, Json> line = action("stop");
    line.put("id", number(id));
    write(line, List.of());
  }

  @Override
  public void result(long id, ResultType type, List<Field> fields) {
    SortedMap<String, Json> line = action("result");
    line.put("id", number(id));
    line.put("type", number(type.code()));
    write(line, fields);
  }

  private void write(SortedMap<String, Json> line, List<Field> fields) {
    if (!fields.isEmpty()) {
      List<Json> values = new ArrayList<>();
      for (Field field : fields) {
        values.add(
            field instanceof Field.Number number
                ? number(number.value())
                : text(((Field.Text) field).value()));
      }
      line.put("fields", new Json.Array(values));
    }
    target.accept(print(line));
  }

  private static SortedMap<String, Json> action(String name) {
    SortedMap<String, Json> line = new TreeMap<>();
    line.put("action", text(name));
    return line;
  }

  private static String print(SortedMap<String, Json> line) {
    return new Json.Obj(line).print();
  }

  private static Json number(long value) {
    return value < 0 ? new Json.Unsigned(value) : new Json.Int(value);
  }

  /** What is no UTF-8 is replaced, as Nix does it. */
  private static Json text(String bytes) {
    String decoded = new String(Latin1.bytes(bytes), StandardCharsets.UTF_8);
    return new Json.Str(Latin1.ofUnicode(decoded));
  }
}
