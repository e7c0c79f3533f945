package dev.firn.store.derivation;

import dev.firn.base.json.Json;
import dev.firn.base.json.JsonEncodingException;
import dev.firn.base.json.JsonParseException;

/**
 * The attributes of a derivation as one JSON object, instead of as environment variables.
 *
 * @param text the object in the form that files hold: compact, keys sorted
 */
public record StructuredAttributes(String text) {
  /** The environment variable under which files hold the text. */
  public static final String VARIABLE = "__json";

  /**
   * Reads any text of a JSON object.
   *
   * @throws BadDerivationException with Nix's message, if it is none
   */
  public static StructuredAttributes parse(String text) {
    String problem;
    try {
      Json value = Json.parse(text);
      if (value instanceof Json.Obj) {
        return new StructuredAttributes(value.print());
      }
      problem =
          "[json.exception.type_error.302] type must be object, but is "
              + DerivationJson.typeName(value);
    } catch (JsonParseException | JsonEncodingException bad) {
      problem = bad.getMessage();
    }
    throw new BadDerivationException("cannot process " + VARIABLE + " attribute: " + problem);
  }

  /** The object. */
  public Json.Obj json() {
    return (Json.Obj) Json.parse(text);
  }
}
