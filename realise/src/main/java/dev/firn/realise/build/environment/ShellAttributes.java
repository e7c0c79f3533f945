package dev.firn.realise.build.environment;

import dev.firn.base.json.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Structured attributes as declarations that {@code bash} reads. What it has no form for is left out, as Nix does. */
final class ShellAttributes {
  private ShellAttributes() {}

  /** A line for each attribute. */
  static String print(Json.Obj attributes) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, Json> each : attributes.members().entrySet()) {
      if (isVariable(each.getKey())) {
        declare(each.getKey(), each.getValue(), text);
      }
    }
    return text.toString();
  }

  private static void declare(String name, Json value, StringBuilder text) {
    String simple = simple(value);
    if (simple != null) {
      text.append("declare ").append(name).append('=').append(simple).append('\n');
    } else if (value instanceof Json.Array array) {
      String members = members(array);
      if (members != null) {
        text.append("declare -a ").append(name).append("=(").append(members).append(")\n");
      }
    } else if (value instanceof Json.Obj object) {
      String members = members(object);
      if (members != null) {
        text.append("declare -A ").append(name).append("=(").append(members).append(")\n");
      }
    }
  }

  private static boolean isVariable(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
      if (!letter && !(i > 0 && c >= '0' && c <= '9')) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  private static @Nullable String members(Json.Array array) {
    StringBuilder text = new StringBuilder();
    for (Json member : array.members()) {
      String simple = simple(member);
      if (simple == null) {
        return null;
      }
      text.append(simple).append(' ');
    }
    return text.toString();
  }

  private static @Nullable String members(Json.Obj object) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, Json> member : object.members().entrySet()) {
      String simple = simple(member.getValue());
      if (simple == null) {
        return null;
      }
      text.append('[').append(quote(member.getKey())).append("]=").append(simple).append(' ');
    }
    return text.toString();
  }

  /** The text of a value that is no list and no object; null if there is none. Numbers are cut to 32 bits, as in Nix. */
  private static @Nullable String simple(Json value) {
    return switch (value) {
      case Json.Str text -> quote(text.value());
      case Json.Int number -> Integer.toString((int) number.value());
      case Json.Unsigned number -> Integer.toString((int) number.bits());
      case Json.Num number -> whole(number.value());
      case Json.Null _ -> "''";
      case Json.Bool flag -> flag.value() ? "1" : "";
      case Json.Array _, Json.Obj _ -> null;
    };
  }

  private static @Nullable String whole(double number) {
    float rounded = (float) number;
    if (Math.ceil(rounded) != rounded) {
      return null;
    }
    boolean fits = number > Integer.MIN_VALUE - 1.0 && number < Integer.MAX_VALUE + 1.0;
    return Integer.toString(fits ? (int) number : Integer.MIN_VALUE);
  }

  private static String quote(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
