package dev.firn.base.json;

import java.util.Arrays;

/**
 * Reads JSON and hands its parts to a handler.
 *
 * <p>Nesting costs memory but no stack, so the depth is bounded by the length of the text only; a handler that builds
 * something recursive bounds it itself.
 */
public final class JsonParser {
  private final JsonLexer lexer;
  private final JsonHandler handler;

  /** For each open value, whether it is an array. */
  private boolean[] arrays = new boolean[16];

  private int depth;
  private char token;

  private JsonParser(String text, JsonHandler handler) {
    this.lexer = new JsonLexer(text);
    this.handler = handler;
  }

  /**
   * Reads a text that is one JSON value.
   *
   * @param text bytes that hold UTF-8, with or without byte order mark
   * @throws JsonParseException if it is no JSON
   */
  public static void parse(String text, JsonHandler handler) {
    JsonParser parser = new JsonParser(text, handler);
    parser.token = parser.lexer.next();
    parser.run();
    if (parser.advance() != JsonLexer.END) {
      throw parser.unexpected("value", "end of input");
    }
  }

  private char advance() {
    token = lexer.next();
    return token;
  }

  private void run() {
    do {
      boolean opened = value();
      if (!opened) {
        afterValue();
      }
    } while (depth > 0);
  }

  /** Takes the value that begins with the current token; true if its first member's value is now the current token. */
  private boolean value() {
    switch (token) {
      case '{':
        return openObject();
      case '[':
        return openArray();
      case '"':
        handler.string(lexer.string());
        return false;
      case JsonLexer.INTEGER:
        handler.integer(lexer.integer());
        return false;
      case JsonLexer.UNSIGNED:
        handler.unsigned(lexer.integer());
        return false;
      case JsonLexer.NUMBER:
        handler.number(finite());
        return false;
      case 't', 'f':
        handler.bool(token == 't');
        return false;
      case 'n':
        handler.nullValue();
        return false;
      case JsonLexer.ERROR:
        throw unexpected("value", "");
      default:
        throw unexpected("value", "'[', '{', or a literal");
    }
  }

  private double finite() {
    if (Double.isInfinite(lexer.number())) {
      throw new JsonParseException(
          "[json.exception.out_of_range.406] number overflow parsing '" + lexer.quote() + "'",
          lexer.position());
    }
    return lexer.number();
  }

  private boolean openObject() {
    handler.startObject();
    if (advance() == '}') {
      handler.endObject();
      return false;
    }
    push(false);
    member();
    return true;
  }

  private boolean openArray() {
    handler.startArray();
    if (advance() == ']') {
      handler.endArray();
      return false;
    }
    push(true);
    return true;
  }

  private void push(boolean array) {
    if (depth == arrays.length) {
      arrays = Arrays.copyOf(arrays, depth * 2);
    }
    arrays[depth++] = array;
  }

  /** Takes a key, the current token, and its colon, and goes on to the value. */
  private void member() {
    if (token != '"') {
      throw unexpected("object key", "string literal");
    }
    handler.key(lexer.string());
    if (advance() != ':') {
      throw unexpected("object separator", "':'");
    }
    advance();
  }

  /** Closes what ends here, up to a comma, and goes on to the next value. */
  private void afterValue() {
    while (depth > 0) {
      boolean array = arrays[depth - 1];
      if (advance() == ',') {
        advance();
        if (!array) {
          member();
        }
        return;
      }
      if (token != (array ? ']' : '}')) {
        throw unexpected(array ? "array" : "object", array ? "']'" : "'}'");
      }
      depth--;
      if (array) {
        handler.endArray();
      } else {
        handler.endObject();
      }
    }
  }

  private JsonParseException unexpected(String context, String expected) {
    StringBuilder message = new StringBuilder("[json.exception.parse_error.101] parse error at ");
    message
        .append(lexer.place())
        .append(": syntax error while parsing ")
        .append(context)
        .append(" - ");
    if (token == JsonLexer.ERROR) {
      message.append(lexer.error()).append("; last read: '").append(lexer.quote()).append('\'');
    } else {
      message.append("unexpected ").append(name(token));
    }
    if (!expected.isEmpty()) {
      message.append("; expected ").append(expected);
    }
    return new JsonParseException(message.toString(), lexer.position());
  }

  private static String name(char token) {
    switch (token) {
      case JsonLexer.END:
        return "end of input";
      case '"':
        return "string literal";
      case JsonLexer.INTEGER, JsonLexer.UNSIGNED, JsonLexer.NUMBER:
        return "number literal";
      case 't':
        return "true literal";
      case 'f':
        return "false literal";
      case 'n':
        return "null literal";
      default:
        return "'" + token + "'";
    }
  }
}
