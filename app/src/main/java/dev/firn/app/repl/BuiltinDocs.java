package dev.firn.app.repl;

import dev.firn.base.text.Latin1;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** What the builtins do: a line each in the resource {@code builtins.txt}, {@code NAME ARGUMENT...: TEXT}. */
final class BuiltinDocs {
  private BuiltinDocs() {}

  /** The synopsis and the text for a builtin, or null if nothing is written. */
  static @Nullable String of(String name) {
    String all = text();
    int start = 0;
    while (start < all.length()) {
      int end = all.indexOf('\n', start);
      String line = all.substring(start, end);
      int colon = line.indexOf(": ");
      String synopsis = line.substring(0, colon);
      if (synopsis.equals(name) || synopsis.startsWith(name + " ")) {
        return "Synopsis: builtins." + synopsis + "\n\n" + line.substring(colon + 2);
      }
      start = end + 1;
    }
    return null;
  }

  private static String text() {
    try (InputStream in = BuiltinDocs.class.getResourceAsStream("builtins.txt")) {
      return in == null ? "" : Latin1.string(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
