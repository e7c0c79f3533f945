package dev.firn.app.store;

import dev.firn.base.text.PathText;
import dev.firn.store.StoreException;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The name of a store, taken apart as Nix does it: {@code auto}, {@code daemon}, {@code local}, a path, or {@code scheme://place}; each may
 * have {@code ?name=value&...} after it. All texts are bytes.
 *
 * @param scheme such as {@code https}; {@code auto} and {@code local} count as schemes, {@code daemon} is {@code unix}, and a path is
 *     {@code local} with that place
 * @param place what follows the scheme: host and path; may be empty
 * @param parameters decoded
 */
public record StoreUri(String scheme, String place, SortedMap<String, String> parameters) {
  /** The scheme of the usual store. */
  static final String AUTO = "auto";

  /** The scheme of stores on a disk. */
  static final String LOCAL = "local";

  /** The scheme of daemons. */
  static final String UNIX = "unix";

  private static final String SEPARATOR = "://";

  /** Takes the map over; it must not be changed any more. */
  public StoreUri {
    parameters = Collections.unmodifiableSortedMap(parameters);
  }

  /**
   * Takes a name apart.
   *
   * @param directory the working directory, which relative paths begin in
   * @throws StoreException if it is no name of a store
   */
  public static StoreUri parse(String text, String directory) {
    int question = text.indexOf('?');
    String base = question < 0 ? text : text.substring(0, question);
    SortedMap<String, String> parameters =
        question < 0 ? new TreeMap<>() : parameters(text.substring(question + 1));
    int separator = base.indexOf(SEPARATOR);
    if (separator > 0) {
      String place = base.substring(separator + SEPARATOR.length());
      return new StoreUri(base.substring(0, separator), decode(place), parameters);
    }
    if (base.isEmpty() || base.equals(AUTO)) {
      return new StoreUri(AUTO, "", parameters);
    }
    if (base.equals("daemon")) {
      return new StoreUri(UNIX, "", parameters);
    }
    if (base.equals(LOCAL)) {
      return new StoreUri(LOCAL, "", parameters);
    }
    if (base.indexOf('/') >= 0) {
      String absolute = base.startsWith("/") ? base : directory + "/" + base;
      return new StoreUri(LOCAL, PathText.canonical(absolute), parameters);
    }
    throw new StoreException("'" + text + "' is not a valid store reference");
  }

  private static SortedMap<String, String> parameters(String query) {
    SortedMap<String, String> all = new TreeMap<>();
    for (int at = 0; at < query.length(); ) {
      int end = query.indexOf('&', at);
      String part = query.substring(at, end < 0 ? query.length() : end);
      int equals = part.indexOf('=');
      if (equals > 0) {
        all.put(decode(part.substring(0, equals)), decode(part.substring(equals + 1)));
      }
      at = end < 0 ? query.length() : end + 1;
    }
    return all;
  }

  /** Percent signs and two hexadecimal digits are a byte; a percent sign without them is itself. */
  private static String decode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    StringBuilder decoded = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      int high = digit(text, i + 1);
      int low = digit(text, i + 2);
      if (text.charAt(i) == '%' && high >= 0 && low >= 0) {
        decoded.append((char) (high << 4 | low));
        i += 2;
      } else {
        decoded.append(text.charAt(i));
      }
    }
    return decoded.toString();
  }

  private static int digit(String text, int at) {
    return at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
  }

  /** The value of a parameter, or null if it is not given. */
  public @Nullable String parameter(String name) {
    return parameters.get(name);
  }

  /** The value of a parameter, or something else if it is not given. */
  public String parameter(String name, String otherwise) {
    return parameters.getOrDefault(name, otherwise);
  }

  /** Whether a parameter is given and on. */
  public boolean isOn(String name) {
    String value = parameters.get(name);
    return value != null && (value.equals("true") || value.equals("1") || value.equals("yes"));
  }

  /** The name without parameters. */
  @Override
  public String toString() {
    return scheme.equals(AUTO) || (scheme.equals(LOCAL) && place.isEmpty())
        ? scheme
        : scheme + SEPARATOR + place;
  }
}
