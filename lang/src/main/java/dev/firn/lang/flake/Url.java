package dev.firn.lang.flake;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A URL in parts, decoded.
 *
 * @param scheme what stands before the first colon
 * @param authority host, port and user, or null if there is no {@code //}
 * @param path the segments between slashes; the first is empty for an absolute path
 * @param query the parameters by name
 * @param fragment what stands after {@code #}
 */
record Url(
    String scheme,
    @Nullable Authority authority,
    List<String> path,
    SortedMap<String, String> query,
    String fragment) {
  private static final String KEPT_IN_PATH = ":@";
  private static final String KEPT_IN_QUERY = ":@/?";

  /** What a host is. */
  enum HostKind {
    NAME,
    IPV4,
    /** An address that is written in brackets. */
    BRACKETED
  }

  /**
   * Host, port and user.
   *
   * @param port -1 if there is none
   */
  record Authority(
      HostKind kind, String host, @Nullable String user, @Nullable String password, int port) {
    /** An authority of which nothing is said. */
    static final Authority EMPTY = new Authority(HostKind.NAME, "", null, null, -1);

    @Override
    public String toString() {
      StringBuilder out = new StringBuilder();
      if (user != null) {
        out.append(Percent.encode(user, ""));
        if (password != null) {
          out.append(':').append(Percent.encode(password, ""));
        }
        out.append('@');
      }
      switch (kind) {
        case NAME -> out.append(Percent.encode(host, ""));
        case IPV4 -> out.append(host);
        case BRACKETED -> out.append('[').append(Percent.encode(host, ":")).append(']');
      }
      return port < 0 ? out.toString() : out.append(':').append(port).toString();
    }
  }

  static Url of(String scheme, @Nullable Authority authority, List<String> path) {
    return new Url(scheme, authority, path, new TreeMap<>(), "");
  }

  /** What stands between slashes; one empty segment for an empty text. */
  static List<String> splitPath(String text) {
    List<String> segments = new ArrayList<>();
    int start = 0;
    int slash = text.indexOf('/');
    while (slash >= 0) {
      segments.add(text.substring(start, slash));
      start = slash + 1;
      slash = text.indexOf('/', start);
    }
    segments.add(text.substring(start));
    return segments;
  }

  /** The segments that are not empty. */
  List<String> segments() {
    return path.stream().filter(segment -> !segment.isEmpty()).toList();
  }

  /** What stands before the first plus of the scheme, such as {@code git}; null if there is none. */
  @Nullable String application() {
    int plus = scheme.indexOf('+');
    return plus < 0 ? null : scheme.substring(0, plus);
  }

  /** The scheme without its application, such as {@code https}. */
  String transport() {
    return scheme.substring(scheme.indexOf('+') + 1);
  }

  Url withScheme(String other) {
    return new Url(other, authority, path, query, fragment);
  }

  Url withQuery(SortedMap<String, String> other) {
    return new Url(scheme, authority, path, other, fragment);
  }

  Url withFragment(String other) {
    return new Url(scheme, authority, path, query, other);
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(scheme).append(':');
    if (authority != null) {
      out.append("//").append(authority);
    }
    for (int i = 0; i < path.size(); i++) {
      out.append(i == 0 ? "" : "/").append(Percent.encode(path.get(i), KEPT_IN_PATH));
    }
    char separator = '?';
    for (SortedMap.Entry<String, String> parameter : query.entrySet()) {
      out.append(separator).append(Percent.encode(parameter.getKey(), KEPT_IN_QUERY));
      out.append('=').append(Percent.encode(parameter.getValue(), KEPT_IN_QUERY));
      separator = '&';
    }
    return fragment.isEmpty()
        ? out.toString()
        : out.append('#').append(Percent.encode(fragment, "")).toString();
  }
}
