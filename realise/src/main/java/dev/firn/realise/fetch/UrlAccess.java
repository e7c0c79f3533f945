package dev.firn.realise.fetch;

import dev.firn.lang.error.RestrictedPathError;
import dev.firn.lang.eval.EvalSettings;
import dev.firn.lang.eval.Paths;
import dev.firn.lang.host.Host;
import java.util.List;

/** Decides what a restricted evaluation may fetch. */
final class UrlAccess {
  private UrlAccess() {}

  /**
   * Checks that a URL may be fetched: by {@code allowed-uris}, or because it is a file that may be read.
   *
   * @throws RestrictedPathError if not
   */
  static void check(String url, EvalSettings settings, Host host) {
    if (!settings.restricted() || isAllowed(url, settings.allowedUris())) {
      return;
    }
    String file = Downloads.localFile(url);
    if (file == null) {
      throw new RestrictedPathError("access to URI '" + url + "' is forbidden in restricted mode");
    }
    host.checkAccess(Paths.canonical(file));
  }

  /** Whether a URL is one of some prefixes or below one: {@code https://github.co} does not allow {@code https://github.com}. */
  static boolean isAllowed(String url, List<String> prefixes) {
    for (String prefix : prefixes) {
      if (url.equals(prefix) || isBelow(url, prefix)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBelow(String url, String prefix) {
    return url.length() > prefix.length()
        && !prefix.isEmpty()
        && url.startsWith(prefix)
        && (prefix.endsWith("/") || url.charAt(prefix.length()) == '/' || isScheme(prefix));
  }

  private static boolean isScheme(String prefix) {
    int last = prefix.length() - 1;
    if (last < 1 || prefix.charAt(last) != ':' || !isLetter(prefix.charAt(0))) {
      return false;
    }
    for (int i = 1; i < last; i++) {
      char c = prefix.charAt(i);
      if (!isLetter(c) && !(c >= '0' && c <= '9') && c != '+' && c != '-' && c != '.') {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
