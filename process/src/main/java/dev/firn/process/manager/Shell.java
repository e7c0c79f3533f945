package dev.firn.process.manager;

import java.util.ArrayList;
import java.util.List;

/** Text for POSIX shells. */
public final class Shell {
  private static final String PLAIN = "/._-+,:=@%";

  private Shell() {}

  /** One word of a command line that means exactly these bytes, none of them zero. Plain ones are left as they are. */
  public static String word(String bytes) {
    boolean plain = !bytes.isEmpty();
    for (int i = 0; plain && i < bytes.length(); i++) {
      plain = isPlain(bytes.charAt(i));
    }
    return plain ? bytes : "'" + bytes.replace("'", "'\\''") + "'";
  }

  /** A command line of those words. The first one is never taken for an assignment. */
  public static String words(List<String> words) {
    List<String> quoted = new ArrayList<>();
    for (String word : words) {
      boolean assigns = quoted.isEmpty() && word.indexOf('=') >= 0;
      quoted.add(assigns ? "'" + word.replace("'", "'\\''") + "'" : word(word));
    }
    return String.join(" ", quoted);
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || PLAIN.indexOf(c) >= 0;
  }
}
