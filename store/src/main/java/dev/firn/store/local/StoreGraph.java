package dev.firn.store.local;

import dev.firn.store.Closures;
import dev.firn.store.path.StorePath;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All valid paths of a store and what connects them, as it was at one moment, in little memory: for questions about very many paths.
 * Immutable.
 */
public final class StoreGraph {
  private static final int[] NONE = new int[0];

  private final List<StorePath> paths;
  private final Map<StorePath, Integer> numbers;
  private final long[] sizes;
  private final int[] derivers;
  private final int[] @Nullable [] references;
  private final int[] @Nullable [] outputs;

  StoreGraph(
      List<StorePath> paths,
      Map<StorePath, Integer> numbers,
      long[] sizes,
      int[] derivers,
      int[] @Nullable [] references,
      int[] @Nullable [] outputs) {
    this.paths = paths;
    this.numbers = numbers;
    this.sizes = sizes;
    this.derivers = derivers;
    this.references = references;
    this.outputs = outputs;
  }

  /** All valid paths; their places are the numbers that other methods take and give. */
  public List<StorePath> paths() {
    return Collections.unmodifiableList(paths);
  }

  /** The number of a path; -1 if it was not valid. */
  public int number(StorePath path) {
    return numbers.getOrDefault(path, -1);
  }

  /** The size of the archive of a path. */
  public long size(int number) {
    return sizes[number];
  }

  private int[] references(int number) {
    int[] all = references[number];
    return all == null ? NONE : all;
  }

  /** Adds to a set all that is connected with paths: what they refer to, and what else shall be followed. What is in the set already is taken as done. */
  public void close(BitSet reached, Collection<StorePath> starts, Closures.Following following) {
    ArrayDeque<Integer> waiting = new ArrayDeque<>();
    for (StorePath start : starts) {
      reach(number(start), reached, waiting);
    }
    while (!waiting.isEmpty()) {
      int number = waiting.remove();
      for (int reference : references(number)) {
        reach(reference, reached, waiting);
      }
      if (following.derivers()) {
        reach(derivers[number], reached, waiting);
      }
      int[] built = following.outputs() ? outputs[number] : null;
      if (built != null) {
        for (int output : built) {
          reach(output, reached, waiting);
        }
      }
    }
  }

  private static void reach(int number, BitSet reached, ArrayDeque<Integer> waiting) {
    if (number >= 0 && !reached.get(number)) {
      reached.set(number);
      waiting.add(number);
    }
  }

  /** Sorts paths so that each comes before those that it refers to. */
  public List<Integer> referrersFirst(BitSet of) {
    List<Integer> sorted = new ArrayList<>();
    BitSet visited = new BitSet(paths.size());
    int[] next = new int[paths.size()];
    ArrayDeque<Integer> stack = new ArrayDeque<>();
    for (int start = of.nextSetBit(0); start >= 0; start = of.nextSetBit(start + 1)) {
      if (!visited.get(start)) {
        visited.set(start);
        stack.push(start);
      }
      while (!stack.isEmpty()) {
        int number = stack.element();
        int[] all = references(number);
        if (next[number] == all.length) {
          sorted.add(stack.pop());
        } else {
          int reference = all[next[number]++];
          if (of.get(reference) && !visited.get(reference)) {
            visited.set(reference);
            stack.push(reference);
          }
        }
      }
    }
    Collections.reverse(sorted);
    return sorted;
  }
}
