package dev.firn.store;

import dev.firn.store.path.BadStorePathException;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Something that can be asked for: a path as it is, or outputs of a derivation. */
public sealed interface DerivedPath {
  /** A path as it is, also that of a derivation's file. */
  record Opaque(StorePath path) implements DerivedPath {}

  /**
   * Outputs of a derivation.
   *
   * @param derivation the path of its file
   * @param outputs the names of the outputs, never empty; null for all that it has
   */
  record Built(StorePath derivation, @Nullable SortedSet<String> outputs) implements DerivedPath {
    /** Takes the set over; it must not be changed any more. */
    public Built {
      if (outputs != null) {
        if (outputs.isEmpty()) {
          throw new IllegalArgumentException("no outputs");
        }
        outputs = Collections.unmodifiableSortedSet(outputs);
      }
    }

    /**
     * The name of the output, where exactly one is asked for.
     *
     * @throws IllegalStateException if it is not one
     */
    public String onlyOutput() {
      if (outputs == null || outputs.size() != 1) {
        throw new IllegalStateException("not one output");
      }
      return outputs.first();
    }

    /** Whether an output of that name is asked for. */
    public boolean wants(String output) {
      return outputs == null || outputs.contains(output);
    }
  }

  /** The path itself, or that of the derivation's file. */
  default StorePath path() {
    return this instanceof Built built ? built.derivation() : ((Opaque) this).path();
  }

  /** All outputs of a derivation. */
  static Built allOf(StorePath derivation) {
    return new Built(derivation, null);
  }

  /** One output of a derivation. */
  static Built outputOf(StorePath derivation, String output) {
    SortedSet<String> names = new TreeSet<>();
    names.add(output);
    return new Built(derivation, names);
  }

  /**
   * The text that Nix's old protocols use.
   *
   * @return {@code PATH}, {@code DRV!*} or {@code DRV!out,dev}
   */
  default String print(StoreDir dir) {
    return print(dir, '!');
  }

  /**
   * The text.
   *
   * @param separator what stands between the derivation and its outputs: {@code !} or {@code ^}
   */
  default String print(StoreDir dir, char separator) {
    if (this instanceof Built built) {
      SortedSet<String> names = built.outputs();
      return dir.print(built.derivation())
          + separator
          + (names == null ? "*" : String.join(",", names));
    }
    return dir.print(((Opaque) this).path());
  }

  /**
   * Reads what {@link #print} gives.
   *
   * @param separator what stands between the derivation and its outputs
   * @throws BadStorePathException if there is no store path, or no output after the separator
   */
  static DerivedPath parse(StoreDir dir, String text, char separator) {
    int at = text.indexOf(separator);
    if (at < 0) {
      return new Opaque(dir.parse(text));
    }
    StorePath derivation = dir.parse(text.substring(0, at));
    String names = text.substring(at + 1);
    return names.equals("*") ? allOf(derivation) : new Built(derivation, names(names, text));
  }

  private static SortedSet<String> names(String list, String whole) {
    SortedSet<String> names = new TreeSet<>();
    int start = 0;
    while (start <= list.length()) {
      int comma = list.indexOf(',', start);
      int end = comma < 0 ? list.length() : comma;
      if (end == start) {
        throw new BadStorePathException("'" + whole + "' has an empty name of an output");
      }
      names.add(list.substring(start, end));
      start = end + 1;
    }
    return names;
  }
}
