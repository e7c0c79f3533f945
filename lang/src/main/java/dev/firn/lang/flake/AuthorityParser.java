package dev.firn.lang.flake;

import dev.firn.lang.flake.Url.Authority;
import dev.firn.lang.flake.Url.HostKind;
import org.jspecify.annotations.Nullable;

/** Reads the authority of a URL: {@code user:password@host:port}. */
final class AuthorityParser {
  private AuthorityParser() {}

  /**
   * Reads an authority.
   *
   * @param url the whole URL, for messages
   */
  static Authority parse(String url, String text) {
    int at = text.indexOf('@');
    int colon = text.indexOf(':');
    boolean hasPassword = colon >= 0 && colon < at;
    String user = at < 0 ? null : decoded(url, text.substring(0, hasPassword ? colon : at), "");
    String password = hasPassword ? decoded(url, text.substring(colon + 1, at), ":") : null;
    String hostAndPort = text.substring(at + 1);
    int hostEnd = hostEnd(url, hostAndPort);
    int port = port(url, hostAndPort.substring(hostEnd));
    return host(url, hostAndPort.substring(0, hostEnd), user, password, port);
  }

  private static String decoded(String url, String text, String allowed) {
    String mistake = UrlParser.mistake(text, UrlParser.hostBytes() + allowed);
    if (mistake != null) {
      throw UrlParser.invalid(url, mistake);
    }
    return Percent.decode(text);
  }

  private static int hostEnd(String url, String text) {
    if (text.startsWith("[")) {
      int end = text.indexOf(']');
      if (end < 0) {
        throw UrlParser.invalid(url, "mismatch");
      }
      return end + 1;
    }
    int colon = text.indexOf(':');
    return colon < 0 ? text.length() : colon;
  }

  private static int port(String url, String text) {
    if (text.isEmpty() || text.equals(":")) {
      return -1;
    }
    if (text.charAt(0) != ':' || !isDigits(text, 1)) {
      throw UrlParser.invalid(url, "leftover");
    }
    int first = 1;
    while (first < text.length() && text.charAt(first) == '0') {
      first++;
    }
    int port =
        text.length() - first > 5
            ? 0
            : first == text.length() ? 0 : Integer.parseInt(text, first, text.length(), 10);
    if (port < 1 || port > 65535) {
      throw new BadUrlException("port '" + text.substring(1) + "' is invalid");
    }
    return port;
  }

  private static boolean isDigits(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static Authority host(
      String url, String text, @Nullable String user, @Nullable String password, int port) {
    if (!text.startsWith("[")) {
      HostKind kind = IpAddresses.isV4(text) ? HostKind.IPV4 : HostKind.NAME;
      return new Authority(kind, decoded(url, text, ""), user, password, port);
    }
    String address = text.substring(1, text.length() - 1);
    if (!isBracketed(address)) {
      throw UrlParser.invalid(url, "mismatch");
    }
    return new Authority(HostKind.BRACKETED, Percent.decode(address), user, password, port);
  }

  private static boolean isBracketed(String address) {
    if (address.startsWith("v")) {
      int dot = address.indexOf('.');
      return dot > 1
          && dot + 1 < address.length()
          && UrlParser.mistake(address.substring(dot + 1), UrlParser.hostBytes() + ":") == null
          && address.indexOf('%') < 0
          && isHex(address.substring(1, dot));
    }
    int zone = address.indexOf("%25");
    boolean goodZone =
        zone < 0
            || (zone + 3 < address.length()
                && UrlParser.mistake(address.substring(zone + 3), "-._~") == null);
    return goodZone && IpAddresses.parseV6(zone < 0 ? address : address.substring(0, zone)) != null;
  }

  private static boolean isHex(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.digit(text.charAt(i), 16) < 0) {
        return false;
      }
    }
    return true;
  }
}
