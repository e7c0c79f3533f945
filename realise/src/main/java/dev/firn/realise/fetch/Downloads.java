package dev.firn.realise.fetch;

import dev.firn.base.http.HttpOptions;
import dev.firn.base.sys.BytePaths;
import dev.firn.lang.error.EvalError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Opens what URLs name. */
public final class Downloads {
  private static final String FILE = "file:";

  private Downloads() {}

  /** What a URL gives; the caller closes it. */
  static InputStream open(String url) throws IOException {
    return open(url, HttpOptions.DEFAULT);
  }

  /**
   * What a URL gives; the caller closes it.
   *
   * @param url {@code http}, {@code https} or {@code file}
   * @param http how requests are made
   * @throws EvalError if it gives nothing
   */
  public static InputStream open(String url, HttpOptions http) throws IOException {
    String file = localFile(url);
    if (file != null) {
      return openFile(file, url);
    }
    if (url.indexOf(':') < 0) {
      throw new EvalError("URL '" + url + "' doesn't have a scheme");
    }
    if (url.startsWith("http://") || url.startsWith("https://")) {
      return HttpDownload.open(url, http);
    }
    throw new EvalError("unable to download '" + url + "': this kind of URL is not supported yet");
  }

  private static InputStream openFile(String file, String url) {
    try {
      return Files.newInputStream(BytePaths.of(file));
    } catch (IOException failed) {
      // In the words of curl, which does this for Nix.
      throw new EvalError(
          "unable to download '"
              + url
              + "': Couldn't read a file:// file (37) Couldn't open file "
              + file);
    }
  }

  /** What the URL of an archive gives; local mistakes are told plainly. */
  static InputStream openArchive(String url) throws IOException {
    String file = localFile(url);
    if (file != null) {
      checkArchive(file, url);
    }
    return open(url);
  }

  private static void checkArchive(String file, String url) {
    if (!file.startsWith("/")) {
      throw new EvalError(
          "tarball '"
              + url
              + "' must use an absolute path. The 'file' scheme does not support relative paths.");
    }
    Path path = BytePaths.of(file);
    if (!Files.exists(path)) {
      throw new EvalError("tarball \"" + file + "\" does not exist.");
    }
    if (Files.exists(path.resolve(".git"))) {
      throw new EvalError(
          "tarball \""
              + file
              + "\" is a git repository, not a tarball. Please use `git+file` as the scheme.");
    }
    if (Files.isDirectory(path)) {
      throw new EvalError("tarball \"" + file + "\" is a directory, not a file.");
    }
  }

  /** The path of a file on this machine that a URL or an absolute path names; null if it names something else. */
  static @Nullable String localFile(String url) {
    if (url.startsWith("/")) {
      return url;
    }
    if (!url.startsWith(FILE)) {
      return null;
    }
    String rest = url.substring(FILE.length());
    int query = rest.indexOf('?');
    rest = query < 0 ? rest : rest.substring(0, query);
    return decode(rest.startsWith("//") ? withoutHost(rest) : rest, url);
  }

  /** The path after {@code //HOST}, where the host is this machine. */
  private static String withoutHost(String rest) {
    int slash = rest.indexOf('/', 2);
    String host = slash < 0 ? rest.substring(2) : rest.substring(2, slash);
    return host.isEmpty() || host.equals("localhost")
        ? rest.substring(slash < 0 ? rest.length() : slash)
        : rest.substring(2);
  }

  private static String decode(String text, String url) {
    StringBuilder decoded = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        c = (char) (16 * digit(text, i + 1, url) + digit(text, i + 2, url));
        i += 2;
      }
      decoded.append(c);
    }
    return decoded.toString();
  }

  private static int digit(String text, int at, String url) {
    int value = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
    if (value < 0) {
      throw new EvalError("'" + url + "' is not a valid URL: invalid URI parameter '" + text + "'");
    }
    return value;
  }
}
