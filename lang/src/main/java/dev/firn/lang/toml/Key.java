package dev.firn.lang.toml;

import java.util.List;

/**
 * A key, perhaps with dots.
 *
 * @param parts what stands between the dots, unquoted
 * @param region where it is; for a header including the brackets
 */
record Key(List<String> parts, Region region) {
  String last() {
    return parts.get(parts.size() - 1);
  }
}
