package dev.firn.base.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import org.jspecify.annotations.Nullable;

/** What answers mean that are not the wanted one. */
final class Failures {
  private Failures() {}

  /** Whether another attempt may go better. */
  static boolean isPassing(int status) {
    if (status >= 400 && status < 500) {
      return status == 408 || status == 429;
    }
    return status != 501 && status != 505 && status != 511;
  }

  /** The server answered something else. */
  static HttpException answered(String what, URI uri, int status) {
    return new HttpException("unable to " + what + " '" + uri + "': HTTP error " + status, status);
  }

  /** The server did not answer. */
  static HttpException noAnswer(String what, URI uri, IOException failed) {
    return new HttpException("unable to " + what + " '" + uri + "': " + reason(failed), 0, failed);
  }

  /** Java says nothing where there is no name, and no connection. */
  private static String reason(IOException failed) {
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException) {
        return "there is no host of that name, or no name server answers";
      }
    }
    String reason = failed.getMessage();
    if (reason != null) {
      return reason;
    }
    return failed instanceof ConnectException ? "cannot connect" : "the connection broke";
  }

  /**
   * Where an answer redirects to; null if it does not.
   *
   * @throws HttpException if it leads from HTTPS to something else
   */
  static @Nullable URI redirection(HttpResponse<?> response, URI from) throws HttpException {
    int status = response.statusCode();
    String location = response.headers().firstValue("Location").orElse("");
    if ((status != 301 && status != 302 && status != 303 && status != 307 && status != 308)
        || location.isEmpty()) {
      return null;
    }
    try {
      URI to = from.resolve(location);
      String scheme = String.valueOf(to.getScheme());
      if (scheme.equals("https") || (scheme.equals("http") && scheme.equals(from.getScheme()))) {
        return to;
      }
    } catch (IllegalArgumentException bad) {
      throw new HttpException("'" + from + "' redirects to what is no URL", status, bad);
    }
    throw new HttpException("'" + from + "' redirects to '" + location + "'", status);
  }
}
