package dev.firn.base.json;

/** A string to be written is no UTF-8. The message is the one of the JSON library of Nix. */
public final class JsonEncodingException extends RuntimeException {
  private static final long serialVersionUID = 1;

  JsonEncodingException(String message) {
    super(message);
  }
}
