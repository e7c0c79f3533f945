package dev.firn.deploy.json;

import dev.firn.base.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The members of a JSON object, each of the type that is asked for. Every method throws {@link JsonFormatException} otherwise. */
public final class JsonFields {
  private final String what;
  private final Json.Obj object;

  private JsonFields(String what, Json.Obj object) {
    this.what = what;
    this.object = object;
  }

  /**
   * The members of a value that should be an object.
   *
   * @param what what it is, for messages
   */
  public static JsonFields of(Json value, String what) {
    if (value instanceof Json.Obj object) {
      return new JsonFields(what, object);
    }
    throw new JsonFormatException(what + " is not an object");
  }

  /** The member of that name, or null if there is none or it is null. */
  public @Nullable Json optional(String name) {
    Json value = object.get(name);
    return value instanceof Json.Null ? null : value;
  }

  /** The member of that name. */
  public Json value(String name) {
    Json value = optional(name);
    if (value == null) {
      throw new JsonFormatException(what + " has no '" + name + "'");
    }
    return value;
  }

  private <T extends Json> T typed(String name, Class<T> type, String typeName) {
    Json value = value(name);
    if (!type.isInstance(value)) {
      throw new JsonFormatException("'" + name + "' of " + what + " is not " + typeName);
    }
    return type.cast(value);
  }

  /** A string: bytes. */
  public String string(String name) {
    return typed(name, Json.Str.class, "a string").value();
  }

  /** An integer. */
  public long integer(String name) {
    return typed(name, Json.Int.class, "an integer").value();
  }

  /** An integer that an index can be. */
  public int index(String name) {
    long value = integer(name);
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw new JsonFormatException("'" + name + "' of " + what + " is out of range");
    }
    return (int) value;
  }

  /** True or false. */
  public boolean bool(String name) {
    return typed(name, Json.Bool.class, "true or false").value();
  }

  /** An object, as a map. */
  public SortedMap<String, Json> object(String name) {
    return typed(name, Json.Obj.class, "an object").members();
  }

  /** The members of a list, each read by that function. */
  public <T> List<T> list(String name, Function<Json, T> read) {
    List<T> values = new ArrayList<>();
    for (Json member : typed(name, Json.Array.class, "a list").members()) {
      values.add(read.apply(member));
    }
    return values;
  }

  /** A list of strings. */
  public List<String> strings(String name) {
    return list(
        name,
        member -> {
          if (member instanceof Json.Str string) {
            return string.value();
          }
          throw new JsonFormatException(
              "a member of '" + name + "' of " + what + " is not a string");
        });
  }

  /** A constant of an enumeration, by its name. */
  public <E extends Enum<E>> E constant(String name, Class<E> type) {
    String text = string(name);
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(text)) {
        return constant;
      }
    }
    throw new JsonFormatException("'" + name + "' of " + what + " cannot be '" + text + "'");
  }

  /** An object of one member, to read on: the reverse of what {@code Map.of} writes. */
  public static Map.Entry<String, Json> only(Json value, String what) {
    SortedMap<String, Json> members = of(value, what).object.members();
    if (members.size() != 1) {
      throw new JsonFormatException(what + " must have exactly one member");
    }
    return members.firstEntry();
  }
}
