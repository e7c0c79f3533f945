package dev.firn.store.sign;

/** A signature and the name of the key that made it. */
public final class Signature {
  static final int SIZE = 64;

  private final NamedBytes parts;

  Signature(String keyName, byte[] bytes) {
    this.parts = new NamedBytes(keyName, bytes);
  }

  /**
   * Reads {@code name:base64}.
   *
   * @throws BadKeyException if it has not that form
   */
  public static Signature parse(String text) {
    NamedBytes parts = NamedBytes.parse(text, "signature");
    return new Signature(parts.name(), parts.bytes());
  }

  /** The name of the key. */
  public String keyName() {
    return parts.name();
  }

  /** The 64 bytes; another number if the text that was read was wrong. */
  byte[] bytes() {
    return parts.bytes();
  }

  /** The form {@code name:base64}. */
  public String text() {
    return parts.text();
  }

  /** Same as {@link #text}. */
  @Override
  public String toString() {
    return text();
  }
}
