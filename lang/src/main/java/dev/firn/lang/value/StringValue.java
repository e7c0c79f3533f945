package dev.firn.lang.value;

/** A string: bytes, one {@code char} a byte, and the store objects that they mention. */
public final class StringValue extends Value {
  /** The empty string. */
  public static final StringValue EMPTY = new StringValue("");

  private final String text;
  private final StringContext context;

  /** A string that mentions nothing. */
  public StringValue(String text) {
    this(text, StringContext.EMPTY);
  }

  /** A string with its context. */
  public StringValue(String text, StringContext context) {
    this.text = text;
    this.context = context;
  }

  /** The bytes. */
  public String text() {
    return text;
  }

  /** What they mention. */
  public StringContext context() {
    return context;
  }

  @Override
  public String typeName() {
    return "string";
  }

  @Override
  public String describe() {
    return context.isEmpty() ? "a string" : "a string with context";
  }
}
