package dev.firn.base.sys;

import dev.firn.base.text.Latin1;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What this process was given at its start, as bytes: arguments, environment variables, working directory. Strings have one
 * {@code char} a byte (Latin-1).
 *
 * <p>Java decodes them in the encoding of the locale and loses what that cannot hold. What is ASCII is taken from Java; the rest
 * is read again from Linux's {@code /proc/self}. Where there is none, the decoded text is given in UTF-8.
 */
public final class ProcessBytes {
  // Not paths: this class is loaded at every start, and rarely needs one.
  private static final String COMMAND_LINE = "/proc/self/cmdline";
  private static final String ENVIRONMENT = "/proc/self/environ";
  private static final String WORKING_DIRECTORY = "/proc/self/cwd";

  private ProcessBytes() {}

  /**
   * The arguments of the main method.
   *
   * @param decoded all that the main method was given
   */
  public static String[] arguments(String[] decoded) {
    for (String argument : decoded) {
      if (!Latin1.isAscii(argument)) {
        return reread(decoded);
      }
    }
    return decoded;
  }

  private static String[] reread(String[] decoded) {
    List<String> words = words(COMMAND_LINE);
    int first = words.size() - decoded.length;
    String[] arguments = new String[decoded.length];
    for (int i = 0; i < decoded.length; i++) {
      // Fewer words than arguments: no /proc.
      arguments[i] = first > 0 ? words.get(first + i) : Latin1.ofUnicode(decoded[i]);
    }
    return arguments;
  }

  /**
   * The value of an environment variable.
   *
   * @param name bytes
   * @return null if it is not set
   */
  public static @Nullable String variable(String name) {
    String value = System.getenv(name);
    if (value != null && Latin1.isAscii(value) && Latin1.isAscii(name)) {
      return value;
    }
    return value == null && Latin1.isAscii(name) ? null : rereadVariable(name, value);
  }

  /** All environment variables that the process was started with, by name. */
  public static SortedMap<String, String> variables() {
    SortedMap<String, String> variables = new TreeMap<>();
    for (String word : words(ENVIRONMENT)) {
      int equals = word.indexOf('=');
      if (equals > 0) {
        variables.put(word.substring(0, equals), word.substring(equals + 1));
      }
    }
    return variables;
  }

  private static @Nullable String rereadVariable(String name, @Nullable String decoded) {
    String start = name + "=";
    for (String word : words(ENVIRONMENT)) {
      if (word.startsWith(start)) {
        return word.substring(start.length());
      }
    }
    return decoded == null ? null : Latin1.ofUnicode(decoded);
  }

  /** All words that this process was started with, the program first. */
  public static List<String> commandLine() {
    return words(COMMAND_LINE);
  }

  /**
   * The working directory, absolute and without symbolic links.
   *
   * @throws UncheckedIOException if it was removed
   */
  public static String workingDirectory() {
    String decoded = System.getProperty("user.dir", "/");
    if (Latin1.isAscii(decoded)) {
      return decoded;
    }
    try {
      return BytePaths.bytes(Path.of(WORKING_DIRECTORY).toRealPath());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The words of a file in which a zero byte ends each; none if it cannot be read. */
  private static List<String> words(String file) {
    List<String> words = new ArrayList<>();
    String text = read(file);
    int start = 0;
    for (int end = text.indexOf('\0'); end >= 0; end = text.indexOf('\0', start)) {
      words.add(text.substring(start, end));
      start = end + 1;
    }
    return words;
  }

  private static String read(String file) {
    try {
      return Latin1.string(Files.readAllBytes(Path.of(file)));
    } catch (IOException _) {
      return "";
    }
  }
}
