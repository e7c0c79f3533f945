package dev.firn.lang.host;

import java.util.List;

/** Entries of the search path that are no paths: {@code channel:NAME}, and URLs of archives. */
public final class SearchPathUrls {
  private static final String CHANNEL = "channel:";
  private static final List<String> SCHEMES =
      List.of("http", "https", "file", "channel", "git", "s3", "ssh");

  private SearchPathUrls() {}

  /** Whether an entry is a URL, or stands for one. */
  public static boolean isUrl(String entry) {
    if (entry.startsWith(CHANNEL)) {
      return true;
    }
    int colon = entry.indexOf("://");
    return colon >= 0 && SCHEMES.contains(entry.substring(0, colon));
  }

  /** The URL that an entry or an argument of {@code fetchTarball} stands for. */
  public static String resolve(String entry) {
    return entry.startsWith(CHANNEL)
        ? "https://channels.nixos.org/" + entry.substring(CHANNEL.length()) + "/nixexprs.tar.xz"
        : entry;
  }
}
