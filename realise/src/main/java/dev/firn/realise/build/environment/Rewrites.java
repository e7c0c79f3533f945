package dev.firn.realise.build.environment;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Texts that are replaced by others wherever they occur: placeholders by paths, digits of paths by other digits. */
public final class Rewrites {
  private final SortedMap<String, String> replacements = new TreeMap<>();

  /** Replaces a text by another from now on. */
  public void add(String from, String to) {
    replacements.put(from, to);
  }

  /** A text with all replacements, one after the other in the order of what they replace. */
  public String apply(String text) {
    String rewritten = text;
    for (Map.Entry<String, String> each : replacements.entrySet()) {
      if (!each.getKey().equals(each.getValue())) {
        rewritten = rewritten.replace(each.getKey(), each.getValue());
      }
    }
    return rewritten;
  }
}
