package dev.firn.lang.flake;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads URLs (RFC 3986). */
final class UrlParser {
  private static final String SUB_DELIMITERS = "!$&'()*+,;=";
  private static final String UNRESERVED = "-._~";
  private static final String SEGMENT = UNRESERVED + SUB_DELIMITERS + ":@";
  private static final String QUERY = SEGMENT + "/?";

  /** What old references have in queries and fragments without escapes. */
  private static final String LENIENT_QUERY = " \"";

  private static final String LENIENT_FRAGMENT = " \"^";

  private final Consumer<String> warnings;

  UrlParser(Consumer<String> warnings) {
    this.warnings = warnings;
  }

  /**
   * Reads a URL.
   *
   * @param lenient whether blanks and quotes may stand in the query and the fragment, and carets in the fragment
   * @throws BadUrlException if it is none
   */
  Url parse(String text, boolean lenient) {
    String fixed = lenient ? fix(text) : text;
    int colon = schemeEnd(fixed);
    int fragment = fixed.indexOf('#');
    int beforeFragment = fragment < 0 ? fixed.length() : fragment;
    int question = fixed.indexOf('?');
    int pathEnd = question >= 0 && question < beforeFragment ? question : beforeFragment;
    String hierarchy = fixed.substring(colon + 1, pathEnd);
    String query = pathEnd < beforeFragment ? fixed.substring(pathEnd + 1, beforeFragment) : "";
    String encodedFragment = fragment < 0 ? "" : fixed.substring(fragment + 1);
    Url url = hierarchy(fixed, text, fixed.substring(0, Math.max(colon, 0)), hierarchy);
    check(text, query, QUERY);
    check(text, encodedFragment, QUERY + "#");
    if (colon < 0) {
      throw new BadUrlException("'" + fixed + "' doesn't have a scheme");
    }
    return url.withQuery(decodeQuery(query, lenient)).withFragment(Percent.decode(encodedFragment));
  }

  private static String fix(String text) {
    int hash = text.indexOf('#');
    String front = hash < 0 ? text : text.substring(0, hash);
    int question = front.indexOf('?');
    String fixed =
        question < 0
            ? front
            : front.substring(0, question + 1)
                + Percent.encodeOnly(front.substring(question + 1), LENIENT_QUERY);
    return hash < 0
        ? fixed
        : fixed + '#' + Percent.encodeOnly(text.substring(hash + 1), LENIENT_FRAGMENT);
  }

  /** The offset of the colon after the scheme, or -1 if there is no scheme. */
  private static int schemeEnd(String text) {
    int colon = text.indexOf(':');
    if (colon <= 0
        || Character.digit(text.charAt(0), 10) >= 0
        || "+-.".indexOf(text.charAt(0)) >= 0) {
      return -1;
    }
    return RefNames.consistsOf(text.substring(0, colon), "+-.") ? colon : -1;
  }

  private Url hierarchy(String fixed, String text, String scheme, String hierarchy) {
    Url.Authority authority = null;
    String path = hierarchy;
    if (hierarchy.startsWith("//")) {
      int slash = hierarchy.indexOf('/', 2);
      int end = slash < 0 ? hierarchy.length() : slash;
      authority = AuthorityParser.parse(text, hierarchy.substring(2, end));
      path = hierarchy.substring(end);
    }
    check(text, path, SEGMENT + "/");
    if (scheme.isEmpty() && authority == null && firstSegment(path).indexOf(':') >= 0) {
      throw invalid(text, "mismatch");
    }
    Url url = Url.of(scheme, authority, List.of());
    boolean file = url.transport().equals("file");
    if (file && authority != null && !authority.host().isEmpty()) {
      throw new BadUrlException(
          "file:// URL '" + fixed + "' has unexpected authority '" + authority + "'");
    }
    String full = file && path.isEmpty() ? "/" : path;
    return Url.of(scheme, authority, Url.splitPath(full).stream().map(Percent::decode).toList());
  }

  private static String firstSegment(String path) {
    int slash = path.indexOf('/');
    return slash < 0 ? path : path.substring(0, slash);
  }

  static BadUrlException invalid(String text, String reason) {
    return new BadUrlException("'" + text + "' is not a valid URL: " + reason);
  }

  private static void check(String text, String part, String allowed) {
    String mistake = mistake(part, allowed);
    if (mistake != null) {
      throw invalid(text, mistake);
    }
  }

  /**
   * What is wrong with a part of a URL in which letters, digits, escapes and {@code allowed} may stand; null if
   * nothing.
   */
  static @Nullable String mistake(String part, String allowed) {
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      if (c == '%' && !Percent.isEscape(part, i)) {
        return Percent.mistake(part, i);
      }
      if (c != '%' && !RefNames.isAlphanumeric(c) && allowed.indexOf(c) < 0) {
        return "leftover";
      }
    }
    return null;
  }

  /**
   * Reads the parameters of a query. Of several with one name the first counts; those without a value are left out,
   * with a warning.
   *
   * @throws BadUrlException if it is no query
   */
  SortedMap<String, String> decodeQuery(String query, boolean lenient) {
    String fixed = lenient ? Percent.encodeOnly(query, LENIENT_QUERY) : query;
    String mistake = mistake(fixed, QUERY);
    if (mistake != null) {
      throw new BadUrlException("invalid URI query '" + query + "': " + mistake);
    }
    SortedMap<String, String> parameters = new TreeMap<>();
    int start = 0;
    while (!fixed.isEmpty() && start <= fixed.length()) {
      int end = fixed.indexOf('&', start);
      end = end < 0 ? fixed.length() : end;
      addParameter(parameters, fixed.substring(start, end));
      start = end + 1;
    }
    return parameters;
  }

  private void addParameter(SortedMap<String, String> parameters, String parameter) {
    int equals = parameter.indexOf('=');
    if (equals < 0) {
      warnings.accept("dubious URI query '" + parameter + "' is missing equal sign '=', ignoring");
      return;
    }
    parameters.putIfAbsent(
        Percent.decode(parameter.substring(0, equals)),
        Percent.decode(parameter.substring(equals + 1)));
  }

  /** The bytes that may stand in a host's name besides letters and digits. */
  static String hostBytes() {
    return UNRESERVED + SUB_DELIMITERS;
  }
}
