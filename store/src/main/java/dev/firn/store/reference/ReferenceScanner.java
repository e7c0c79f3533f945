package dev.firn.store.reference;

import dev.firn.base.text.Latin1;
import dev.firn.store.path.StorePath;
import java.io.OutputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Finds out to which store paths bytes refer: those whose 32 digits occur in them, wherever, also across the pieces in which the bytes
 * come. Not for several threads.
 */
public final class ReferenceScanner extends OutputStream {
  private static final int OVERLAP = HashParts.LENGTH - 1;

  private final Map<String, Set<StorePath>> candidates = new HashMap<>();
  private final HashParts parts;
  private final SortedSet<StorePath> found = new TreeSet<>();
  private final Set<String> foundParts = new HashSet<>();

  /** The last bytes of what came so far, with room for the first ones of what comes next. */
  private final byte[] seam = new byte[2 * OVERLAP];

  private int kept;

  /** A scanner that looks for those paths. */
  public ReferenceScanner(Collection<StorePath> paths) {
    for (StorePath path : paths) {
      candidates.computeIfAbsent(path.hashPart(), _ -> new HashSet<>()).add(path);
    }
    parts = new HashParts(candidates.keySet());
  }

  @Override
  public void write(int value) {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    int head = Math.min(length, OVERLAP);
    System.arraycopy(bytes, offset, seam, kept, head);
    search(seam, 0, kept + head);
    search(bytes, offset, offset + length);
    if (length >= OVERLAP) {
      kept = OVERLAP;
      System.arraycopy(bytes, offset + length - OVERLAP, seam, 0, OVERLAP);
    } else {
      int all = kept + length;
      kept = Math.min(all, OVERLAP);
      System.arraycopy(seam, all - kept, seam, 0, kept);
    }
  }

  private void search(byte[] bytes, int from, int to) {
    parts.search(
        bytes,
        from,
        to,
        (part, offset) -> {
          found(Latin1.string(part));
          return offset + 1;
        });
  }

  private void found(String part) {
    if (foundParts.add(part)) {
      found.addAll(candidates.getOrDefault(part, Set.of()));
    }
  }

  /** The paths that were found so far. */
  public SortedSet<StorePath> found() {
    return found;
  }
}
