package dev.firn.lang.host;

/** Where a program tells people things while it is evaluated. Texts are bytes, one {@code char} a byte. */
public interface Console {
  /** Prints what the program says: a trace. */
  void trace(String line);

  /** Prints a warning; the text comes without {@code warning: }. */
  void warn(String text);
}
