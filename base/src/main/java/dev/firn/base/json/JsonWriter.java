package dev.firn.base.json;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON from calls in the order of the text: compact, or indented for people. Not for several threads.
 *
 * <p>The caller sees to it that keys are sorted and that starts and ends match. A string that is no UTF-8 is reported
 * by {@link #finish} only, as a writer that first collects the whole value would do.
 */
public final class JsonWriter implements JsonHandler {
  private final StringBuilder text = new StringBuilder();
  private final int indent;

  /** For each open value, whether it has no member yet. */
  private boolean[] empty = new boolean[16];

  private int depth;
  private boolean afterKey;
  private @Nullable String error;

  private JsonWriter(int indent) {
    this.indent = indent;
  }

  /** A writer without any white space. */
  public static JsonWriter compact() {
    return new JsonWriter(0);
  }

  /** A writer with one member a line and that many spaces for each level. */
  public static JsonWriter indented(int spaces) {
    return new JsonWriter(spaces);
  }

  @Override
  public void nullValue() {
    next().append("null");
  }

  @Override
  public void bool(boolean value) {
    next().append(value);
  }

  @Override
  public void integer(long value) {
    next().append(value);
  }

  @Override
  public void unsigned(long bits) {
    next().append(Long.toUnsignedString(bits));
  }

  @Override
  public void number(double value) {
    JsonNumbers.append(next(), value);
  }

  @Override
  public void string(String value) {
    next();
    quoted(value);
  }

  @Override
  public void startArray() {
    open('[');
  }

  @Override
  public void endArray() {
    close(']');
  }

  @Override
  public void startObject() {
    open('{');
  }

  @Override
  public void key(String name) {
    next();
    quoted(name);
    text.append(indent > 0 ? ": " : ":");
    afterKey = true;
  }

  @Override
  public void endObject() {
    close('}');
  }

  /**
   * The text.
   *
   * @throws JsonEncodingException if some string or key was no UTF-8; it tells of the first
   */
  public String finish() {
    if (error != null) {
      throw new JsonEncodingException(error);
    }
    return text.toString();
  }

  /** Writes what stands before a member. */
  private StringBuilder next() {
    if (afterKey) {
      afterKey = false;
    } else if (depth > 0) {
      if (!empty[depth - 1]) {
        text.append(',');
      }
      empty[depth - 1] = false;
      newLine();
    }
    return text;
  }

  private void newLine() {
    if (indent > 0) {
      text.append('\n').repeat(' ', indent * depth);
    }
  }

  private void quoted(String value) {
    String wrong = JsonStrings.append(text, value);
    if (error == null) {
      error = wrong;
    }
  }

  private void open(char bracket) {
    next().append(bracket);
    if (depth == empty.length) {
      empty = Arrays.copyOf(empty, depth * 2);
    }
    empty[depth++] = true;
  }

  private void close(char bracket) {
    depth--;
    if (!empty[depth]) {
      newLine();
    }
    text.append(bracket);
  }
}
