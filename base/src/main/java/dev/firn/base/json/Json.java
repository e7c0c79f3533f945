package dev.firn.base.json;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A JSON value in memory. Objects are sorted by key, byte by byte. Strings are bytes that hold UTF-8. */
public sealed interface Json {
  /** The value null. */
  record Null() implements Json {}

  /** True or false. */
  record Bool(boolean value) implements Json {}

  /** An integer that fits 64 bits with a sign. */
  record Int(long value) implements Json {}

  /** An integer above {@link Long#MAX_VALUE} that fits 64 bits without a sign. */
  record Unsigned(long bits) implements Json {}

  /** A floating-point number. */
  record Num(double value) implements Json {}

  /** A string. */
  record Str(String value) implements Json {}

  /** A list of values. */
  record Array(List<Json> members) implements Json {
    /** Copies the list. */
    public Array {
      members = List.copyOf(members);
    }
  }

  /** Named values. */
  record Obj(SortedMap<String, Json> members) implements Json {
    /** Copies the map. */
    public Obj {
      members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
    }

    /** The member of that name, or null if there is none. */
    public @Nullable Json get(String name) {
      return members.get(name);
    }
  }

  /** An object with those members. */
  static Obj object(Map<String, ? extends Json> members) {
    return new Obj(new TreeMap<>(members));
  }

  /**
   * Reads a text. Of members with the same name the last one counts.
   *
   * @throws JsonParseException if it is no JSON
   */
  static Json parse(String text) {
    JsonTreeBuilder builder = new JsonTreeBuilder();
    JsonParser.parse(text, builder);
    return builder.result();
  }

  /** Hands the parts of this value to a handler, in order. */
  default void emit(JsonHandler handler) {
    JsonEmitter.emit(this, handler);
  }

  /**
   * The compact text.
   *
   * @throws JsonEncodingException if some string is no UTF-8
   */
  default String print() {
    JsonWriter writer = JsonWriter.compact();
    emit(writer);
    return writer.finish();
  }

  /**
   * The text with one member a line and that many spaces for each level.
   *
   * @throws JsonEncodingException if some string is no UTF-8
   */
  default String printIndented(int spaces) {
    JsonWriter writer = JsonWriter.indented(spaces);
    emit(writer);
    return writer.finish();
  }
}
