package dev.firn.realise.build.sandbox;

import dev.firn.base.text.PathText;

/**
 * A file or directory of the machine that builders see.
 *
 * @param target where they see it, absolute
 * @param source where it is
 * @param optional whether it may be missing
 * @param writable whether they may change it, as far as its permissions allow
 */
public record SharedFile(String target, String source, boolean optional, boolean writable) {
  /** A file that nobody may change. */
  public static SharedFile readOnly(String target, String source) {
    return new SharedFile(target, source, false, false);
  }

  /** The same, but nobody may change it. */
  public SharedFile readOnly() {
    return new SharedFile(target, source, optional, false);
  }

  /**
   * Reads an entry of the setting {@code sandbox-paths}: {@code PATH} or {@code PATH=SOURCE}, and {@code ?} behind it if the source may
   * be missing.
   *
   * @throws IllegalArgumentException if the path is not absolute
   */
  public static SharedFile parse(String entry) {
    boolean optional = entry.endsWith("?");
    String text = optional ? entry.substring(0, entry.length() - 1) : entry;
    int equals = text.indexOf('=');
    String target = equals < 0 ? text : text.substring(0, equals);
    String source = equals < 0 ? text : text.substring(equals + 1);
    if (!target.startsWith("/")
        || !source.startsWith("/")
        || PathText.canonical(target).equals("/")) {
      throw new IllegalArgumentException("'" + entry + "' is no file that a sandbox can show");
    }
    return new SharedFile(PathText.canonical(target), PathText.canonical(source), optional, true);
  }
}
