package dev.firn.realise.plan;

import java.util.function.Consumer;

/** Cuts what a builder writes into lines, as a terminal would show them: after a carriage return, a line is written again. */
final class LogLines {
  private static final int LONGEST = 1 << 20;

  private final Consumer<String> target;
  private final StringBuilder line = new StringBuilder();
  private int at;
  private boolean returned;

  LogLines(Consumer<String> target) {
    this.target = target;
  }

  /** Takes some bytes; a line that is longer than a mebibyte is cut. */
  void add(byte[] bytes, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      char c = (char) (bytes[i] & 0xff);
      if (returned && c != '\n') {
        at = 0;
      }
      returned = c == '\r';
      if (c == '\n' || at == LONGEST) {
        flush();
      } else if (returned) {
        continue;
      } else if (at < line.length()) {
        line.setCharAt(at++, c);
      } else {
        line.append(c);
        at++;
      }
    }
  }

  /** Gives what is left as a line. */
  void end() {
    if (!line.isEmpty()) {
      flush();
    }
  }

  private void flush() {
    // What stood there before the last carriage return is not shown any more.
    line.setLength(at);
    at = 0;
    String whole = line.toString();
    line.setLength(0);
    target.accept(whole);
  }
}
