package dev.firn.realise.plan;

import dev.firn.base.activity.Activity;
import dev.firn.base.activity.ActivityType;
import dev.firn.base.activity.Field;
import dev.firn.base.activity.Level;
import dev.firn.base.activity.ResultType;
import dev.firn.base.json.Json;
import dev.firn.base.json.JsonParseException;
import dev.firn.base.text.Ansi;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Understands the lines by which builders tell what they do: {@code @nix} and a JSON object, as Nix's own log has them. Builders are not
 * trusted: of the activities that they begin, only downloads count.
 */
final class LogMessages implements AutoCloseable {
  private static final String MARK = "@nix ";
  private static final int MOST_ACTIVITIES = 1000;

  private final Activity build;
  private final Map<Long, Activity> begun = new HashMap<>();

  LogMessages(Activity build) {
    this.build = build;
  }

  /** Takes a line if it is such a one; else it belongs to the log. */
  boolean take(String line) {
    if (!line.startsWith(MARK)) {
      return false;
    }
    try {
      Json json = Json.parse(line.substring(MARK.length()));
      if (json instanceof Json.Obj message && text(message, "action") instanceof String action) {
        return take(action, message);
      }
      build
          .sink()
          .message(
              Level.WARN,
              Ansi.MAGENTA
                  + "warning:"
                  + Ansi.NORMAL
                  + " Unable to handle a JSON message from the derivation builder: it names no action");
      return false;
    } catch (JsonParseException bad) {
      build
          .sink()
          .message(
              Level.ERROR, "bad JSON log message from the derivation builder: " + bad.getMessage());
      return false;
    }
  }

  private boolean take(String action, Json.Obj message) {
    switch (action) {
      case "setPhase" -> {
        String phase = text(message, "phase");
        if (phase != null) {
          build.result(ResultType.SET_PHASE, Field.of(phase));
        }
      }
      case "msg" -> {
        String text = text(message, "msg");
        if (text != null) {
          build.sink().message(level(message), text);
        }
      }
      case "start" -> start(message);
      case "stop" -> {
        Activity activity = begun.remove(number(message, "id"));
        if (activity != null) {
          activity.close();
        }
      }
      case "result" -> result(message);
      default -> {}
    }
    return true;
  }

  private void start(Json.Obj message) {
    String text = text(message, "text");
    if (number(message, "type") == ActivityType.FILE_TRANSFER.code()
        && begun.size() < MOST_ACTIVITIES
        && text != null) {
      Activity activity =
          Activity.start(
              build.sink(),
              build.id(),
              level(message),
              ActivityType.FILE_TRANSFER,
              text,
              fields(message).toArray(new Field[0]));
      Activity other = begun.put(number(message, "id"), activity);
      if (other != null) {
        other.close();
      }
    }
  }

  private void result(Json.Obj message) {
    Activity activity = begun.get(number(message, "id"));
    ResultType type = ResultType.of(number(message, "type"));
    if (activity != null && type != null) {
      activity.result(type, fields(message).toArray(new Field[0]));
    }
  }

  private static Level level(Json.Obj message) {
    long number = number(message, "level");
    Level[] levels = Level.values();
    return number < 0 || number >= levels.length ? Level.INFO : levels[(int) number];
  }

  private static @Nullable String text(Json.Obj message, String name) {
    return message.get(name) instanceof Json.Str text ? text.value() : null;
  }

  private static long number(Json.Obj message, String name) {
    return message.get(name) instanceof Json.Int number ? number.value() : -1;
  }

  private static List<Field> fields(Json.Obj message) {
    List<Field> fields = new ArrayList<>();
    if (message.get("fields") instanceof Json.Array array) {
      for (Json member : array.members()) {
        if (member instanceof Json.Int number) {
          fields.add(Field.of(number.value()));
        } else if (member instanceof Json.Str text) {
          fields.add(Field.of(text.value()));
        }
      }
    }
    return fields;
  }

  @Override
  public void close() {
    for (Activity activity : begun.values()) {
      activity.close();
    }
    begun.clear();
  }
}
