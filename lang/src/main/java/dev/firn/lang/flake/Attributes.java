package dev.firn.lang.flake;

import dev.firn.base.hash.BadHashException;
import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.json.JsonWriter;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of an input, and what they must be.
 *
 * @param values by name
 */
record Attributes(SortedMap<String, InputAttribute> values) {
  Attributes(Map<String, InputAttribute> values) {
    this(new TreeMap<>(values));
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  /** A string, or null if there is none. */
  @Nullable String text(String name) {
    InputAttribute value = values.get(name);
    if (value == null) {
      return null;
    }
    if (value instanceof InputAttribute.Text text) {
      return text.value();
    }
    throw new FlakeRefException("input attribute '" + name + "' is not a string " + toJson());
  }

  String requiredText(String name) {
    String text = text(name);
    if (text == null) {
      throw new FlakeRefException("input attribute '" + name + "' is missing");
    }
    return text;
  }

  /** A truth value; false if there is none. */
  boolean flag(String name) {
    InputAttribute value = values.get(name);
    if (value == null) {
      return false;
    }
    if (value instanceof InputAttribute.Flag flag) {
      return flag.value();
    }
    throw new FlakeRefException("input attribute '" + name + "' is not a Boolean");
  }

  void checkNumber(String name) {
    InputAttribute value = values.get(name);
    if (value != null && !(value instanceof InputAttribute.Number)) {
      throw new FlakeRefException("input attribute '" + name + "' is not an integer");
    }
  }

  /** The commit in base 16, or null if there is none. */
  @Nullable String revision() {
    String text = text("rev");
    if (text == null) {
      return null;
    }
    try {
      return Hash.parsePrefixed(text).base16();
    } catch (BadHashException e) {
      return parseHash(text).base16();
    }
  }

  static Hash parseHash(String text) {
    try {
      return Hash.parse(text, HashAlgorithm.SHA1);
    } catch (BadHashException e) {
      throw new FlakeRefException(e.getMessage());
    }
  }

  /** The hash of the content in SRI form, or null if there is none. */
  @Nullable String narHash() {
    String text = text("narHash");
    if (text == null) {
      return null;
    }
    Hash hash;
    try {
      hash = text.isEmpty() ? Hash.zero(HashAlgorithm.SHA256) : Hash.parseSri(text);
    } catch (BadHashException e) {
      throw new FlakeRefException(e.getMessage());
    }
    if (hash.algorithm() != HashAlgorithm.SHA256) {
      throw new FlakeRefException("narHash must use SHA-256");
    }
    return hash.sri();
  }

  String toJson() {
    JsonWriter out = JsonWriter.compact();
    out.startObject();
    for (Map.Entry<String, InputAttribute> entry : values.entrySet()) {
      out.key(entry.getKey());
      entry.getValue().write(out);
    }
    out.endObject();
    return out.finish();
  }
}
