package dev.firn.store.gc;

import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Store paths that must stay, and why: links, processes. Not for several threads. */
public final class Roots {
  /** Stands for what a user may not know about others. */
  static final String CENSORED = "{censored}";

  private final SortedMap<StorePath, SortedSet<String>> links = new TreeMap<>();

  /** No roots. */
  Roots() {}

  /** Adds a path and what it is kept by: the path of a link or file, or a word in braces; bytes. */
  void add(StorePath path, String link) {
    links.computeIfAbsent(path, _ -> new TreeSet<>()).add(link);
  }

  /** The paths that must stay. */
  public SortedSet<StorePath> paths() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(links.keySet()));
  }

  /** What a path is kept by: paths of links and files, or words in braces; bytes. */
  public SortedSet<String> links(StorePath path) {
    return links.getOrDefault(path, Collections.emptySortedSet());
  }

  /** Lines {@code link -> path}, sorted. */
  public List<String> lines(StoreDir dir) {
    SortedMap<String, SortedSet<StorePath>> byLink = new TreeMap<>();
    links.forEach((path, all) ->
        all.forEach(link -> byLink.computeIfAbsent(link, _ -> new TreeSet<>()).add(path)));
    List<String> lines = new ArrayList<>();
    byLink.forEach((link, all) -> all.forEach(path -> lines.add(link + " -> " + dir.print(path))));
    return lines;
  }
}
