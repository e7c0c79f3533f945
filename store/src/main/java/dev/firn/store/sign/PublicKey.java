package dev.firn.store.sign;

/** A key to verify signatures with. */
public final class PublicKey {
  private final NamedBytes parts;

  PublicKey(String name, byte[] bytes) {
    this.parts = new NamedBytes(name, bytes);
  }

  /**
   * Reads {@code name:base64} of 32 bytes.
   *
   * @throws BadKeyException if it has not that form
   */
  public static PublicKey parse(String text) {
    NamedBytes parts = NamedBytes.parse(text, "key");
    if (parts.bytes().length != Ed25519.PUBLIC_SIZE) {
      throw new BadKeyException("public key is not valid");
    }
    return new PublicKey(parts.name(), parts.bytes());
  }

  /** The name. */
  public String name() {
    return parts.name();
  }

  /** The form {@code name:base64}. */
  public String text() {
    return parts.text();
  }

  /** Whether the key of this name made that signature of a byte string. */
  public boolean verifies(String message, Signature signature) {
    return signature.keyName().equals(name())
        && signature.bytes().length == Signature.SIZE
        && Ed25519.verify(parts.bytes(), message, signature.bytes());
  }

  /** Same as {@link #text}. */
  @Override
  public String toString() {
    return text();
  }
}
