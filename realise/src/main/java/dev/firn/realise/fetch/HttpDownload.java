package dev.firn.realise.fetch;

import dev.firn.base.text.Latin1;
import dev.firn.lang.error.EvalError;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Opens what HTTP servers give. Apart, because the client is slow to load. */
final class HttpDownload {
  private static final int OK = 200;
  private static final Duration CONNECT = Duration.ofSeconds(15);

  private HttpDownload() {}

  private static final class Client {
    static final HttpClient SHARED =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(CONNECT)
            .build();
  }

  /** The body of the answer; the caller closes it. */
  static InputStream open(String url) {
    try {
      HttpRequest request = HttpRequest.newBuilder(URI.create(Latin1.toUnicode(url))).build();
      HttpResponse<InputStream> response =
          Client.SHARED.send(request, HttpResponse.BodyHandlers.ofInputStream());
      if (response.statusCode() != OK) {
        response.body().close();
        throw new EvalError(
            "unable to download '" + url + "': HTTP error " + response.statusCode());
      }
      return response.body();
    } catch (IOException failed) {
      throw new EvalError("unable to download '" + url + "': " + failed);
    } catch (IllegalArgumentException bad) {
      throw new EvalError("'" + url + "' is not a valid URL");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new EvalError("unable to download '" + url + "': interrupted");
    }
  }
}
