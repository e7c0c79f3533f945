package dev.firn.realise.build.remote;

import dev.firn.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.StringTokenizer;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the setting {@code builders}: machines, a line or a part between semicolons each; {@code #} begins a comment, and {@code @FILE}
 * stands for what is in a file. The fields of a machine are the name of its store (a plain host is {@code ssh://HOST}; stores of this machine build too), systems, the file
 * of a key, how many builds, speed, features, mandatory features, and its public key in base 64; lists are separated by commas, and
 * {@code -} stands for what is usual.
 */
public final class MachineParser {
  private static final int MOST_FILES = 16;
  private static final int FIELDS = 8;

  private final String system;
  private final Function<String, @Nullable String> files;
  private final List<Machine> machines = new ArrayList<>();

  private MachineParser(String system, Function<String, @Nullable String> files) {
    this.system = system;
    this.files = files;
  }

  /**
   * Reads machines.
   *
   * @param text the setting
   * @param system what machines build for that do not say it
   * @param files gives the content of a file; null if there is none, which then names no machines
   * @throws StoreException if it is not in the right form
   */
  public static List<Machine> parse(
      String text, String system, Function<String, @Nullable String> files) {
    MachineParser parser = new MachineParser(system, files);
    parser.read(text, 0);
    return parser.machines;
  }

  private void read(String text, int depth) {
    for (String line : text.split("\n")) {
      int comment = line.indexOf('#');
      for (String entry : (comment < 0 ? line : line.substring(0, comment)).split(";")) {
        entry(entry.strip(), depth);
      }
    }
  }

  private void entry(String entry, int depth) {
    if (entry.startsWith("@")) {
      if (depth == MOST_FILES) {
        throw new StoreException("files of builders name one another without end");
      }
      String content = files.apply(entry.substring(1).strip());
      if (content != null) {
        read(content, depth + 1);
      }
    } else if (!entry.isEmpty()) {
      machines.add(machine(entry));
    }
  }

  private Machine machine(String entry) {
    List<String> fields = words(entry, " \t\r");
    if (fields.size() > FIELDS) {
      throw bad(entry, "it has more than " + FIELDS + " fields");
    }
    String store = fields.getFirst();
    String systems = field(fields, 1);
    return new Machine(
        isStore(store) ? store : "ssh://" + store,
        set(systems == null ? system : systems),
        field(fields, 2),
        (int) number(entry, field(fields, 3)),
        number(entry, field(fields, 4)),
        set(field(fields, 5)),
        set(field(fields, 6)),
        field(fields, 7));
  }

  /** Whether a field names a store, and not a host. */
  private static boolean isStore(String field) {
    int parameters = field.indexOf('?');
    String name = parameters < 0 ? field : field.substring(0, parameters);
    return name.contains("/")
        || name.equals("auto")
        || name.equals("daemon")
        || name.equals("local");
  }

  private static @Nullable String field(List<String> fields, int index) {
    return index >= fields.size() || fields.get(index).equals("-") ? null : fields.get(index);
  }

  private static double number(String entry, @Nullable String field) {
    try {
      double number = field == null ? 1 : Double.parseDouble(field);
      if (number >= 0 && number <= Integer.MAX_VALUE) {
        return number;
      }
    } catch (NumberFormatException bad) {
      // Falls through to the same message.
    }
    throw bad(entry, "'" + field + "' is no number that can be there");
  }

  private static SortedSet<String> set(@Nullable String list) {
    return list == null ? new TreeSet<>() : new TreeSet<>(words(list, ","));
  }

  private static List<String> words(String text, String separators) {
    List<String> words = new ArrayList<>();
    StringTokenizer tokens = new StringTokenizer(text, separators);
    while (tokens.hasMoreTokens()) {
      words.add(tokens.nextToken());
    }
    return words;
  }

  private static StoreException bad(String entry, String reason) {
    return new StoreException("bad machine specification '" + entry + "': " + reason);
  }
}
