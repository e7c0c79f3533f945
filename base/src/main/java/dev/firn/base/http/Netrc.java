package dev.firn.base.http;

import dev.firn.base.text.Latin1;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Names and passwords for machines, in the format of {@code .netrc} files. Later lines of a machine do not count. */
public final class Netrc implements Authorizer {
  private record Entry(@Nullable String machine, String login, String password) {}

  private final List<Entry> entries = new ArrayList<>();

  private Netrc() {}

  /** Reads the text of such a file; what is not understood is left out. */
  public static Netrc parse(String text) {
    Netrc netrc = new Netrc();
    netrc.read(words(text));
    return netrc;
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    for (String line : text.split("\n")) {
      for (String word : line.strip().split("\\s+")) {
        if (word.startsWith("#")) {
          break;
        }
        if (!word.isEmpty()) {
          words.add(word);
        }
      }
    }
    return words;
  }

  private void read(List<String> words) {
    String machine = null;
    String login = "";
    String password = "";
    boolean open = false;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      String next = i + 1 < words.size() ? words.get(i + 1) : "";
      if (word.equals("machine") || word.equals("default")) {
        if (open) {
          entries.add(new Entry(machine, login, password));
        }
        open = true;
        machine = word.equals("default") ? null : next;
        login = "";
        password = "";
        i += word.equals("default") ? 0 : 1;
      } else if (word.equals("login")) {
        login = next;
        i++;
      } else if (word.equals("password")) {
        password = next;
        i++;
      }
    }
    if (open) {
      entries.add(new Entry(machine, login, password));
    }
  }

  @Override
  public void authorize(String method, URI uri, BiConsumer<String, String> header) {
    for (Entry entry : entries) {
      if (entry.machine() == null || entry.machine().equals(uri.getHost())) {
        String credentials = entry.login() + ":" + entry.password();
        String encoded = Base64.getEncoder().encodeToString(Latin1.bytes(credentials));
        header.accept("Authorization", "Basic " + encoded);
        return;
      }
    }
  }
}
