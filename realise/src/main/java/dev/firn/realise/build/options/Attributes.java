package dev.firn.realise.build.options;

import dev.firn.base.json.Json;
import dev.firn.store.derivation.BadDerivationException;
import dev.firn.store.derivation.Derivation;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The attributes of a derivation by name: variables of its environment, or members of its structured attributes. */
sealed interface Attributes {
  /** The attributes of a derivation. */
  static Attributes of(Derivation derivation) {
    return derivation.structuredAttributes() == null
        ? new Variables(derivation.environment())
        : new Members(derivation.structuredAttributes().json());
  }

  /** Whether an attribute is true; the alternative if it is not there. */
  boolean flag(String name, boolean alternative);

  /** The words of an attribute; null if it is not there. */
  @Nullable SortedSet<String> words(String name);

  /** The words of an attribute; none if it is not there. */
  default SortedSet<String> wordsOrNone(String name) {
    SortedSet<String> words = words(name);
    return words == null ? new TreeSet<>() : words;
  }

  /** Variables of the environment. */
  record Variables(Map<String, String> environment) implements Attributes {
    @Override
    public boolean flag(String name, boolean alternative) {
      String value = environment.get(name);
      return value == null ? alternative : value.equals("1");
    }

    @Override
    public @Nullable SortedSet<String> words(String name) {
      String value = environment.get(name);
      return value == null ? null : new TreeSet<>(Words.of(value));
    }
  }

  /** Members of structured attributes. */
  record Members(Json.Obj attributes) implements Attributes {
    @Override
    public boolean flag(String name, boolean alternative) {
      Json value = attributes.get(name);
      return value == null ? alternative : bool(value, name);
    }

    @Override
    public @Nullable SortedSet<String> words(String name) {
      Json value = attributes.get(name);
      return value == null ? null : strings(value, name);
    }

    static boolean bool(Json value, String name) {
      if (value instanceof Json.Bool flag) {
        return flag.value();
      }
      throw wrongType("boolean", value, name);
    }

    static SortedSet<String> strings(Json value, String name) {
      if (!(value instanceof Json.Array array)) {
        throw wrongType("array", value, name);
      }
      SortedSet<String> strings = new TreeSet<>();
      for (Json member : array.members()) {
        if (!(member instanceof Json.Str text)) {
          throw wrongType("string", member, name);
        }
        strings.add(text.value());
      }
      return strings;
    }

    static Json.Obj object(Json value, String name) {
      if (value instanceof Json.Obj object) {
        return object;
      }
      throw wrongType("object", value, name);
    }

    static BadDerivationException wrongType(String expected, Json value, String name) {
      return new BadDerivationException(
          "while parsing attribute \""
              + name
              + "\": Expected JSON value to be of type '"
              + expected
              + "' but it is of type '"
              + typeName(value)
              + "': "
              + value.print());
    }

    private static String typeName(Json value) {
      return switch (value) {
        case Json.Null _ -> "null";
        case Json.Bool _ -> "boolean";
        case Json.Str _ -> "string";
        case Json.Array _ -> "array";
        case Json.Obj _ -> "object";
        default -> "number";
      };
    }
  }
}
