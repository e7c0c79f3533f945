package dev.firn.store.narinfo;

import dev.firn.store.path.StoreDir;
import org.jspecify.annotations.Nullable;

/**
 * What a binary cache says about itself in {@code nix-cache-info}.
 *
 * @param storeDir the directory that its paths are written with; null if it does not say
 * @param wantsMassQuery whether it answers many questions quickly; null if it does not say
 * @param priority a number, lower is asked first; null if it does not say
 */
public record CacheInfo(
    @Nullable String storeDir, @Nullable Boolean wantsMassQuery, @Nullable Integer priority) {
  /** The name of the file. */
  public static final String FILE = "nix-cache-info";

  /** The type of the file for HTTP. */
  public static final String MIME_TYPE = "text/x-nix-cache-info";

  /** The priority of a cache that tells none. */
  public static final int USUAL_PRIORITY = 50;

  /** What a cache says that says nothing. */
  public static final CacheInfo UNTOLD = new CacheInfo(null, null, null);

  /** Reads the file; what is not understood is left out. */
  public static CacheInfo parse(String text) {
    String storeDir = null;
    Boolean mass = null;
    Integer priority = null;
    for (int start = 0; start < text.length(); ) {
      int newline = text.indexOf('\n', start);
      int end = newline < 0 ? text.length() : newline;
      int colon = text.indexOf(':', start);
      if (colon >= 0 && colon < end) {
        String name = text.substring(start, colon);
        String value = text.substring(colon + 1, end).strip();
        if (name.equals("StoreDir")) {
          storeDir = value;
        } else if (name.equals("WantMassQuery")) {
          mass = value.equals("1");
        } else if (name.equals("Priority")) {
          priority = number(value);
        }
      }
      start = end + 1;
    }
    return new CacheInfo(storeDir, mass, priority);
  }

  private static @Nullable Integer number(String value) {
    try {
      return Integer.valueOf(value);
    } catch (NumberFormatException bad) {
      return null;
    }
  }

  /** The file about a cache with paths in that directory. */
  public String print(StoreDir dir) {
    StringBuilder text = new StringBuilder("StoreDir: ").append(dir.path()).append('\n');
    if (wantsMassQuery != null) {
      text.append("WantMassQuery: ").append(wantsMassQuery ? 1 : 0).append('\n');
    }
    if (priority != null) {
      text.append("Priority: ").append(priority).append('\n');
    }
    return text.toString();
  }
}
