package dev.firn.store.cache;

import dev.firn.base.text.Latin1;
import dev.firn.store.StoreException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a binary cache is, as users write it: {@code SCHEME://PLACE?NAME=VALUE&...}.
 *
 * @param base everything before the question mark, without slashes at the end
 * @param parameters what follows, decoded
 */
public record CacheUrl(String base, Map<String, String> parameters) {
  /**
   * Cuts a URL.
   *
   * @throws StoreException if a parameter has not the right form
   */
  public static CacheUrl parse(String url) {
    int question = url.indexOf('?');
    Map<String, String> parameters = new TreeMap<>();
    if (question >= 0) {
      for (String part : url.substring(question + 1).split("&")) {
        int equals = part.indexOf('=');
        if (equals >= 0) {
          parameters.put(decode(part.substring(0, equals)), decode(part.substring(equals + 1)));
        }
      }
    }
    String base = question < 0 ? url : url.substring(0, question);
    while (base.endsWith("/") && !base.endsWith("//")) {
      base = base.substring(0, base.length() - 1);
    }
    return new CacheUrl(base, parameters);
  }

  /** Resolves {@code %41}. */
  static String decode(String text) {
    StringBuilder decoded = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        int high = i + 1 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
        int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
        if (high < 0 || low < 0) {
          throw new StoreException("'" + text + "' is not a valid part of a URL");
        }
        c = (char) (16 * high + low);
        i += 2;
      }
      decoded.append(c);
    }
    return decoded.toString();
  }

  /** What stands before {@code ://}; empty if there is none. */
  public String scheme() {
    int end = base.indexOf("://");
    return end < 0 ? "" : base.substring(0, end);
  }

  /** What stands after {@code ://}, decoded. */
  public String place() {
    return decode(base.substring(base.indexOf("://") + 3));
  }

  /** A parameter, or null. */
  public @Nullable String get(String name) {
    return parameters.get(name);
  }

  /**
   * A parameter that is true or false.
   *
   * @throws StoreException if it is neither
   */
  boolean flag(String name, boolean fallback) {
    String value = get(name);
    if (value == null) {
      return fallback;
    }
    if (value.equals("true") || value.equals("1") || value.equals("yes")) {
      return true;
    }
    if (value.equals("false") || value.equals("0") || value.equals("no")) {
      return false;
    }
    throw new StoreException("Boolean setting '" + name + "' has invalid value '" + value + "'");
  }

  /**
   * A parameter that is a number; null if it is not there.
   *
   * @throws StoreException if it is none
   */
  @Nullable Integer number(String name) {
    String value = get(name);
    try {
      return value == null ? null : Integer.valueOf(value);
    } catch (NumberFormatException bad) {
      throw new StoreException("setting '" + name + "' has invalid value '" + value + "'", bad);
    }
  }

  /** The URL that was parsed, without parameters, for people. */
  @Override
  public String toString() {
    return Latin1.toUnicode(base);
  }
}
