package dev.firn.lang.flake;

import dev.firn.lang.flake.Url.Authority;
import dev.firn.lang.flake.Url.HostKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads what Git takes as the place of a repository: a URL, a path, or {@code user@host:path} as of scp. */
final class GitUrls {
  private static final Set<String> TRANSPORTS =
      Set.of("ssh", "http", "https", "file", "ftp", "ftps", "git");

  private final UrlParser urls;
  private final Consumer<String> warnings;

  GitUrls(UrlParser urls, Consumer<String> warnings) {
    this.urls = urls;
    this.warnings = warnings;
  }

  /** The URL, without {@code git+}. */
  Url parse(String text) {
    if (text.startsWith("/")) {
      return Url.of("file", Authority.EMPTY, FilePaths.toSegments(text));
    }
    int colon = scpColon(text);
    if (colon >= 0) {
      return scp(text, text.substring(0, colon), text.substring(colon + 1));
    }
    Url url = urls.parse(text, false);
    return "git".equals(url.application()) ? url.withScheme(url.transport()) : url;
  }

  /** The colon between host and path, or -1 if the text is not of that form. */
  private static int scpColon(String text) {
    int colon = text.indexOf(':');
    int slash = text.indexOf('/');
    if (text.contains("://") || colon < 0 || (slash >= 0 && slash < colon)) {
      return -1;
    }
    String host = text.substring(0, colon);
    if (TRANSPORTS.contains(host.startsWith("git+") ? host.substring(4) : host)) {
      return -1;
    }
    int open = text.indexOf("@[") + 1;
    boolean bracketed = open > 0 || text.startsWith("[");
    int close = bracketed ? text.indexOf(']', open + 1) : -1;
    if (close < 0) {
      return colon;
    }
    return text.startsWith(":", close + 1) ? close + 1 : -1;
  }

  private Url scp(String text, String host, String path) {
    int at = host.indexOf('@');
    String user = at < 0 ? null : host.substring(0, at);
    String name = host.substring(at + 1);
    if (path.isEmpty()) {
      throw new BadUrlException("SCP-style Git URL '" + text + "' has an empty path");
    }
    Authority authority = authority(name, user);
    List<String> segments = new ArrayList<>(Url.splitPath(path));
    if (segments.get(0).isEmpty()) {
      return Url.of("ssh", authority, segments);
    }
    segments.add(0, "");
    Url url = Url.of("ssh", authority, segments);
    if (!segments.get(1).startsWith("~")) {
      warnings.accept(relativeWarning(text, name, path, url));
    }
    return url;
  }

  private static Authority authority(String name, @Nullable String user) {
    if (IpAddresses.isV4(name)) {
      return new Authority(HostKind.IPV4, name, user, null, -1);
    }
    if (!name.startsWith("[") || !name.endsWith("]")) {
      return new Authority(HostKind.NAME, name, user, null, -1);
    }
    String address = name.substring(1, Math.max(name.length() - 1, 1));
    int[] words = IpAddresses.parseV6(address);
    if (words == null) {
      throw new BadUrlException(
          "Git SCP bracketed URL is not valid: '" + address + "' is not a valid IPv6 address");
    }
    return new Authority(HostKind.BRACKETED, IpAddresses.formatV6(words), user, null, -1);
  }

  private static String relativeWarning(String text, String host, String path, Url absolute) {
    List<String> home = new ArrayList<>(absolute.path());
    home.add(1, "~");
    Url tilde = Url.of("ssh", absolute.authority(), home);
    return "SCP-style URL '"
        + text
        + "' has a relative path which cannot be faithfully converted to an SSH URL: we will"
        + " convert it to an absolute path when making an SSH URL.\n\n"
        + "Use an explicit absolute path:\n\n"
        + "    "
        + host
        + ":/"
        + path
        + "\n\nor with an explicit SSH URL:\n\n    "
        + absolute
        + "\n\n"
        + "instead, to explicitly use an absolute path (and silence this warning). Or, to be"
        + " relative to the remote user's home directory:\n\n"
        + "    "
        + host
        + ":~/"
        + path
        + "\n\nor with an explicit SSH URL:\n\n    "
        + tilde;
  }
}
