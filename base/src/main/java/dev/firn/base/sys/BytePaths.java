package dev.firn.base.sys;

import dev.firn.base.text.Latin1;
import java.net.URI;
import java.nio.file.Path;

/**
 * File names as bytes: a {@code String} with one {@code char} a byte (Latin-1), to and from {@link Path}.
 *
 * <p>{@code Path.of} and {@code Path.toString} go through the encoding of the locale, which loses every byte that it cannot
 * decode (all above 127 with {@code LC_ALL=C}). A path itself holds bytes, and its {@code file:} URI gives and takes them
 * exactly, so everything in {@code java.nio.file} works on any name once the path was made here. Names that are ASCII, which is
 * nearly all of them, take the short way.
 *
 * <p>Give absolute paths to {@code java.nio.file}: a relative one is resolved against {@code user.dir}, which is itself decoded.
 * {@link ProcessBytes#workingDirectory} is the exact one.
 */
public final class BytePaths {
  private static final Path ROOT = Path.of("/");
  private static final String HEX = "0123456789ABCDEF";
  private static final String PLAIN = "/._-";

  private BytePaths() {}

  /**
   * The path of that name.
   *
   * @param name bytes, absolute or relative
   * @throws IllegalArgumentException if the name holds a zero byte or a {@code char} above 255
   */
  public static Path of(String name) {
    return Latin1.isAscii(name) ? Path.of(name) : decode(name);
  }

  /** The bytes of a path. {@code bytes(of(name))} is the name without doubled and trailing slashes. */
  public static String bytes(Path path) {
    String text = path.toString();
    return Latin1.isAscii(text) ? text : encode(path);
  }

  private static Path decode(String name) {
    Path absolute = Path.of(URI.create("file:///" + escape(name)));
    // Not relativize: that would resolve the dots in the name.
    return name.startsWith("/") ? absolute : absolute.subpath(0, absolute.getNameCount());
  }

  private static String encode(Path path) {
    String escaped = ROOT.resolve(path).toUri().getRawPath();
    // The URI of a directory ends in a slash.
    int end = escaped.endsWith("/") ? escaped.length() - 1 : escaped.length();
    return unescape(escaped, path.isAbsolute() ? 0 : 1, end);
  }

  private static String escape(String name) {
    StringBuilder escaped = new StringBuilder(name.length() + 16);
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c > 255) {
        throw new IllegalArgumentException("a file name is bytes, not characters");
      }
      if (isPlain(c)) {
        escaped.append(c);
      } else {
        escaped.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
      }
    }
    return escaped.toString();
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || PLAIN.indexOf(c) >= 0;
  }

  private static String unescape(String escaped, int start, int end) {
    byte[] bytes = new byte[end - start];
    int length = 0;
    for (int i = start; i < end; i++) {
      char c = escaped.charAt(i);
      if (c == '%') {
        c = (char) Integer.parseInt(escaped, i + 1, i + 3, 16);
        i += 2;
      }
      bytes[length++] = (byte) c;
    }
    return Latin1.string(bytes, 0, length);
  }
}
