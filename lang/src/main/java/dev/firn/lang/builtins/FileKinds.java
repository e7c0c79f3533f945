package dev.firn.lang.builtins;

import dev.firn.lang.host.FileKind;
import dev.firn.lang.value.StringValue;

/** What files are, as values of the language. */
public final class FileKinds {
  private static final StringValue[] VALUES = new StringValue[FileKind.values().length];

  static {
    for (FileKind kind : FileKind.values()) {
      VALUES[kind.ordinal()] = new StringValue(kind.word());
    }
  }

  private FileKinds() {}

  /** The string for a kind of file. */
  public static StringValue value(FileKind kind) {
    return VALUES[kind.ordinal()];
  }
}
