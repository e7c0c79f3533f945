package dev.firn.store.sign;

import java.util.Arrays;

/** A key to sign with. Printing it does not tell the secret. */
public final class SecretKey {
  private final NamedBytes parts;

  private SecretKey(NamedBytes parts) {
    this.parts = parts;
  }

  /** A new key of that name. */
  public static SecretKey generate(String name) {
    return new SecretKey(new NamedBytes(name, Ed25519.generate()));
  }

  /**
   * Reads {@code name:base64} of 64 bytes: the secret, then the public key.
   *
   * @throws BadKeyException if it has not that form
   */
  public static SecretKey parse(String text) {
    NamedBytes parts = NamedBytes.parse(text, "key");
    if (parts.bytes().length != Ed25519.SEED_SIZE + Ed25519.PUBLIC_SIZE) {
      throw new BadKeyException("secret key is not valid");
    }
    return new SecretKey(parts);
  }

  /** The name. */
  public String name() {
    return parts.name();
  }

  /** The form that files hold: the secret itself. */
  public String secretText() {
    return parts.text();
  }

  /** The key that verifies what this one signs. */
  public PublicKey publicKey() {
    byte[] bytes = parts.bytes();
    return new PublicKey(name(), Arrays.copyOfRange(bytes, Ed25519.SEED_SIZE, bytes.length));
  }

  /** Signs a byte string. */
  public Signature sign(String message) {
    byte[] seed = Arrays.copyOf(parts.bytes(), Ed25519.SEED_SIZE);
    return new Signature(name(), Ed25519.sign(seed, message));
  }

  /** The name alone. */
  @Override
  public String toString() {
    return name();
  }
}
