package dev.firn.realise.build.text;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The names in a path below an output. */
final class RelativeNames {
  private RelativeNames() {}

  /**
   * The names of a path that is empty or begins with a slash.
   *
   * @return null for a path of which it is better to ask a shell what it means: with empty names, {@code .} or {@code ..}
   */
  static @Nullable List<String> of(String path) {
    List<String> names = new ArrayList<>();
    int at = 0;
    while (at < path.length()) {
      int slash = path.indexOf('/', at + 1);
      int end = slash < 0 ? path.length() : slash;
      String name = path.substring(at + 1, end);
      if (path.charAt(at) != '/' || name.isEmpty() || name.equals(".") || name.equals("..")) {
        return null;
      }
      names.add(name);
      at = end;
    }
    return names;
  }
}
