package dev.firn.process.manager;

import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.component.ModelException;
import org.jspecify.annotations.Nullable;

/**
 * Says whose something is that Firn installed: a comment in a file, a label of a container. What carries no mark is never touched.
 *
 * <p>It is one line, {@code firn-mark: 1 DEPLOYMENT FINGERPRINT PATH}, of printable ASCII. In each word everything else, a second hyphen in a
 * row (which XML forbids in comments) and the percent sign are written as {@code %XX}. The number is that of this format.
 *
 * @param deployment the name of the deployment
 * @param path that of the component
 * @param fingerprint that of the component as it is installed
 */
public record Mark(String deployment, ComponentPath path, String fingerprint) {
  /** The name of labels that are marks. */
  public static final String LABEL = "firn-mark";

  private static final String START = LABEL + ": ";
  private static final String VERSION = "1";
  private static final int LINES = 4;
  private static final int LONGEST_LINE = 16_384;
  private static final String HEX = "0123456789ABCDEF";

  /** How a file format writes comments of one line. */
  public enum Comment {
    /** Shell, systemd, execline. */
    HASH("# ", ""),
    /** Files of supervisord, where a hash in the middle of a section would be a value. */
    SEMICOLON("; ", ""),
    /** XML. */
    XML("<!-- ", " -->");

    private final String before;
    private final String after;

    Comment(String before, String after) {
      this.before = before;
      this.after = after;
    }
  }

  /** The mark as one line without its end, in no comment. */
  public String line() {
    return START + value();
  }

  /** The value of a label that is this mark. */
  public String value() {
    return VERSION
        + " "
        + encode(deployment)
        + " "
        + encode(fingerprint)
        + " "
        + encode(path.toString());
  }

  /** The text with this mark in a comment: first, but after a line that names an interpreter or says that the text is XML. */
  public String into(String text, Comment comment) {
    String line = comment.before + line() + comment.after + "\n";
    boolean second = text.startsWith("#!") || text.startsWith("<?xml");
    int at = second ? text.indexOf('\n') + 1 : 0;
    return at == 0 && second
        ? text + "\n" + line
        : text.substring(0, at) + line + text.substring(at);
  }

  /**
   * The mark in one of the first lines of a text.
   *
   * @param text the beginning of a file is enough
   * @return null if there is none that can be read
   */
  public static @Nullable Mark in(String text) {
    int from = 0;
    for (int i = 0; i < LINES && from < text.length() && from < LONGEST_LINE; i++) {
      int end = text.indexOf('\n', from);
      end = end < 0 ? text.length() : end;
      int start = text.indexOf(START, from);
      if (start >= 0 && start < end) {
        return of(text.substring(start + START.length(), end));
      }
      from = end + 1;
    }
    return null;
  }

  /**
   * Reads what {@link #value} gives; what comes after it, and a blank, is ignored.
   *
   * @return null if it is no mark
   */
  public static @Nullable Mark of(String value) {
    int deployment = value.indexOf(' ') + 1;
    int fingerprint = value.indexOf(' ', deployment) + 1;
    int path = value.indexOf(' ', fingerprint) + 1;
    if (deployment == 0
        || fingerprint == 0
        || path == 0
        || !value.substring(0, deployment - 1).equals(VERSION)) {
      return null;
    }
    int end = value.indexOf(' ', path);
    try {
      return new Mark(
          decode(value.substring(deployment, fingerprint - 1)),
          ComponentPath.parse(decode(value.substring(path, end < 0 ? value.length() : end))),
          decode(value.substring(fingerprint, path - 1)));
    } catch (ModelException | NumberFormatException | IndexOutOfBoundsException _) {
      return null; // something that only looks like a mark
    }
  }

  private static String encode(String word) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      boolean secondHyphen = c == '-' && i > 0 && word.charAt(i - 1) == '-';
      if (c <= ' ' || c >= 0x7f || c == '%' || secondHyphen) {
        text.append('%').append(HEX.charAt(c >> 4 & 15)).append(HEX.charAt(c & 15));
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  private static String decode(String word) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c == '%') {
        text.append((char) Integer.parseInt(word, i + 1, i + 3, 16));
        i += 2;
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }
}
