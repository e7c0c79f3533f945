package dev.firn.conformance.rendered;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How a process manager starts a process, as far as it does that itself: what it runs may do more. */
final class Start {
  /** Command lines that run before, as who runs the manager. */
  final List<List<String>> before = new ArrayList<>();

  /** The variables that it sets. */
  final SortedMap<String, String> environment = new TreeMap<>();

  /** What it runs: words. */
  List<String> command = List.of();

  @Nullable String directory;

  @Nullable String umask;

  /** Notes what the manager does to the process: {@code user}, {@code nice}, {@code pidfile}. */
  void note(String what, @Nullable String value) {
    if (value != null) {
      environment.put(Bench.NOTE + what, value);
    }
  }
}
