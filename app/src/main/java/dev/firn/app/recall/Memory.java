package dev.firn.app.recall;

import dev.firn.lang.syntax.SyntaxTrees;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What runs gave, what they saw, and what they parsed. The latest are kept. Safe for use by several threads. */
public final class Memory {
  private static final int MOST_RUNS = 256;
  private static final long MOST_BYTES = 128 << 20;

  private final Map<String, Run> runs = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;
  private int recalled;
  private SyntaxTrees trees = new SyntaxTrees();

  /** What a run gave: what it wrote, its exit status, and what it saw of the world. */
  record Run(byte[] written, int status, Observations seen) {}

  /** The run that was remembered for a key; null if none is. */
  synchronized @Nullable Run find(String key) {
    return runs.get(key);
  }

  /** Remembers a run for a key. */
  synchronized void put(String key, Run run) {
    Run before = runs.put(key, run);
    bytes += run.written().length - (before == null ? 0 : before.written().length);
    Iterator<Run> oldest = runs.values().iterator();
    while (runs.size() > MOST_RUNS || bytes > MOST_BYTES) {
      bytes -= oldest.next().written().length;
      oldest.remove();
    }
  }

  /** Notes that a run was not needed. */
  synchronized void countRecalled() {
    recalled++;
  }

  /** How many runs were not needed. */
  public synchronized int recalled() {
    return recalled;
  }

  /** The syntax trees of what was parsed. When there are too many, the next command begins anew. */
  synchronized SyntaxTrees trees() {
    if (trees.isFull()) {
      trees = new SyntaxTrees();
    }
    return trees;
  }

  /** Forgets everything. */
  public synchronized void clear() {
    runs.clear();
    bytes = 0;
    trees = new SyntaxTrees();
  }
}
