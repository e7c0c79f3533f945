package dev.firn.app.storage;

import dev.firn.base.text.Latin1;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Finds where the digits of a path stand in a file, and shows what is around them. Memory does not depend on the size of the file. */
final class Mention {
  private static final int AROUND = 32;
  private static final int PIECE = 1 << 16;

  private Mention() {}

  /** The surroundings of the first place, with a dot for each byte that cannot be printed; null if there is none. */
  static @Nullable String in(InputStream content, String digits) throws IOException {
    String text = "";
    while (true) {
      int at = text.indexOf(digits);
      boolean whole = at >= 0 && text.length() >= at + digits.length() + AROUND;
      byte[] more = whole ? new byte[0] : content.readNBytes(PIECE);
      if (more.length == 0) {
        return at < 0 ? null : around(text, at, digits.length());
      }
      // Digits may begin in one piece and end in the next.
      int kept = at >= 0 ? text.length() : Math.min(text.length(), AROUND + digits.length());
      text = text.substring(text.length() - kept) + Latin1.string(more);
    }
  }

  private static String around(String text, int at, int length) {
    int end = Math.min(text.length(), at + length + AROUND);
    StringBuilder shown = new StringBuilder();
    for (int i = Math.max(0, at - AROUND); i < end; i++) {
      char c = text.charAt(i);
      shown.append(c >= ' ' && c <= '~' ? c : '.');
    }
    return Latin1.ofUnicode("\u2026") + shown + Latin1.ofUnicode("\u2026");
  }
}
