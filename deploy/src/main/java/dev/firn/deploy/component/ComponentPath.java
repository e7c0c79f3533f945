package dev.firn.deploy.component;

import java.util.ArrayList;
import java.util.List;

/**
 * Names a component in a deployment: its own name, after those of the composites that it is a member of. Written {@code a.b}, a name
 * that is no identifier in quotes: {@code a."b.c"}. Names are bytes.
 *
 * @param names at least one, none empty
 */
public record ComponentPath(List<String> names) implements Comparable<ComponentPath> {
  /** Copies the names. */
  public ComponentPath {
    names = List.copyOf(names);
    if (names.isEmpty() || names.contains("")) {
      throw new ModelException("a component must have a name that is not empty");
    }
  }

  /** The path of those names. */
  public static ComponentPath of(String... names) {
    return new ComponentPath(List.of(names));
  }

  /**
   * Reads a path as {@link #toString} writes it.
   *
   * @throws ModelException if it is no path
   */
  public static ComponentPath parse(String text) {
    List<String> names = new ArrayList<>();
    int at = 0;
    while (true) {
      StringBuilder name = new StringBuilder();
      at =
          at < text.length() && text.charAt(at) == '"'
              ? quoted(text, at, name)
              : plain(text, at, name);
      if (name.isEmpty()) {
        throw new ModelException("'" + text + "' is no path of a component: a name is empty");
      }
      names.add(name.toString());
      if (at == text.length()) {
        return new ComponentPath(names);
      }
      if (text.charAt(at) != '.') {
        throw new ModelException(
            "'"
                + text
                + "' is no path of a component: put names with '"
                + text.charAt(at)
                + "' in quotes");
      }
      at++;
    }
  }

  private static int plain(String text, int from, StringBuilder name) {
    int at = from;
    while (at < text.length() && isPlain(text.charAt(at))) {
      name.append(text.charAt(at++));
    }
    return at;
  }

  private static int quoted(String text, int from, StringBuilder name) {
    for (int at = from + 1; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        return at + 1;
      }
      if (c == '\\' && at + 1 < text.length()) {
        c = text.charAt(++at);
      }
      name.append(c);
    }
    throw new ModelException("'" + text + "' is no path of a component: a quote is not closed");
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-'
        || c == '\'';
  }

  /** Whether this is a member of that composite, at any depth. */
  public boolean isBelow(ComponentPath composite) {
    int size = composite.names.size();
    return names.size() > size && names.subList(0, size).equals(composite.names);
  }

  @Override
  public int compareTo(ComponentPath other) {
    int common = Math.min(names.size(), other.names.size());
    for (int i = 0; i < common; i++) {
      int order = names.get(i).compareTo(other.names.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(names.size(), other.names.size());
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (String name : names) {
      text.append(text.isEmpty() ? "" : ".").append(written(name));
    }
    return text.toString();
  }

  private static String written(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (!isPlain(name.charAt(i))) {
        return '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
      }
    }
    return name;
  }
}
