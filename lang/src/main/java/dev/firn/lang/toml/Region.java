package dev.firn.lang.toml;

/**
 * A stretch of a text that a message shows.
 *
 * @param name how messages call the text
 * @param text the text
 * @param from the offset of its first byte
 * @param to the offset after its last byte
 * @param point whether it stands for one place, so that it is on one line even if its byte is a line feed
 */
record Region(String name, String text, int from, int to, boolean point) {
  /** The byte at an offset; at the end of the text the last byte. */
  static Region at(String name, String text, int offset) {
    return offset < text.length()
        ? new Region(name, text, offset, offset + 1, true)
        : new Region(name, text, text.length() - 1, text.length(), false);
  }

  int firstLine() {
    return lineAt(from);
  }

  int lastLine() {
    return lineAt(point ? from : to);
  }

  private int lineAt(int offset) {
    int line = 1;
    for (int i = 0; i < offset; i++) {
      line += text.charAt(i) == '\n' ? 1 : 0;
    }
    return line;
  }
}
