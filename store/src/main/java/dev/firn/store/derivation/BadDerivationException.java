package dev.firn.store.derivation;

/** A text is no derivation, or a derivation contradicts itself. */
public final class BadDerivationException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int offset;

  /** With that message, about no place in a text. */
  public BadDerivationException(String message) {
    this(message, -1);
  }

  /** With that message, about the byte at that offset of the text. */
  public BadDerivationException(String message, int offset) {
    super(message);
    this.offset = offset;
  }

  /** The offset of the byte that is wrong; -1 if the error is not about a text. */
  public int offset() {
    return offset;
  }
}
