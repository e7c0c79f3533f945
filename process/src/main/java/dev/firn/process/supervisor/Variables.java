package dev.firn.process.supervisor;

import dev.firn.base.sys.Accounts;
import dev.firn.base.sys.BytePaths;
import dev.firn.base.sys.FileOwnership;
import dev.firn.base.text.Latin1;
import dev.firn.process.description.ProcessDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The variables that a process is started with. Nothing of the supervisor's own is among them. */
final class Variables {
  private static final String USUAL_PATH =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private Variables() {}

  /**
   * All variables, as {@code NAME=VALUE}. Files are read now; a secret is the content of its file without the end of its last line.
   *
   * @param user who it runs as; null for who supervises
   * @param more those that the supervisor adds
   * @throws StartException if a file cannot be read; no value is in the message
   */
  static List<String> of(
      ProcessDescription process, @Nullable String user, Map<String, String> more)
      throws StartException {
    SortedMap<String, String> variables = new TreeMap<>();
    putAccount(variables, user);
    List<String> path = new ArrayList<>(process.path());
    path.add(USUAL_PATH);
    variables.put("PATH", String.join(":", path));
    variables.putAll(process.environment());
    for (String file : process.environmentFiles()) {
      putFile(variables, file);
    }
    for (Map.Entry<String, String> secret : process.secrets().entrySet()) {
      variables.put(secret.getKey(), withoutEnd(read(secret.getValue())));
    }
    variables.putAll(more);
    return variables.entrySet().stream().map(one -> one.getKey() + "=" + one.getValue()).toList();
  }

  private static void putAccount(SortedMap<String, String> variables, @Nullable String user) {
    Accounts.User account =
        user != null ? Accounts.user(user) : Accounts.user(FileOwnership.user());
    if (account != null) {
      variables.put("HOME", account.home());
      variables.put("USER", account.name());
      variables.put("LOGNAME", account.name());
      variables.put("SHELL", account.shell());
    }
  }

  /** A line each; what is empty, a comment or no {@code NAME=VALUE} is none. Quotes around a value are taken away. */
  private static void putFile(SortedMap<String, String> variables, String file)
      throws StartException {
    for (String line : read(file).split("\n")) {
      int equals = line.indexOf('=');
      if (equals > 0 && line.charAt(0) != '#' && line.charAt(0) != ';') {
        variables.put(line.substring(0, equals).strip(), unquoted(line.substring(equals + 1)));
      }
    }
  }

  private static String unquoted(String text) {
    String value = text.strip();
    char first = value.length() < 2 ? ' ' : value.charAt(0);
    boolean quoted = (first == '"' || first == '\'') && value.charAt(value.length() - 1) == first;
    return quoted ? value.substring(1, value.length() - 1) : value;
  }

  private static String withoutEnd(String text) {
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }

  private static String read(String file) throws StartException {
    try {
      String text = Latin1.string(Files.readAllBytes(BytePaths.of(file)));
      if (text.indexOf('\0') >= 0) {
        throw new StartException(file + " holds a zero byte, which no variable can");
      }
      return text;
    } catch (IOException failed) {
      throw new StartException("cannot read " + file + ", which it needs at its start");
    }
  }
}
