package dev.firn.base.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes requests. Errors that may pass are tried again after a while; a download that is cut goes on where it was. May be used by any
 * number of threads; connections are kept and shared.
 */
public final class HttpTransfer {
  private static final int MAX_REDIRECTS = 10;

  private final HttpOptions options;
  private final Semaphore slots;
  private final Pace pace;
  private @Nullable HttpClient client;

  /** Makes requests in that way. No connection is made yet. */
  public HttpTransfer(HttpOptions options) {
    this.options = options;
    int transfers = options.limits().transfers();
    this.slots = new Semaphore(transfers == 0 ? Integer.MAX_VALUE : transfers);
    this.pace = Pace.of(options.limits().bytesPerSecond());
  }

  /** Waits until one more transfer may begin. */
  void begin() throws InterruptedIOException {
    try {
      slots.acquire();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for other transfers");
    }
  }

  /** A transfer that had begun is over. */
  void end() {
    slots.release();
  }

  /** What slows downloads down. */
  Pace pace() {
    return pace;
  }

  /**
   * Downloads; the caller closes the stream. What the connection loses is fetched again while the stream is read.
   *
   * @throws HttpException if there is no answer or not the wanted one
   */
  public InputStream get(URI uri) throws IOException {
    return new ResumingStream(this, uri, options);
  }

  /**
   * Downloads something small.
   *
   * @return its bytes; null if it is not there
   * @throws HttpException if it is larger than {@code limit} bytes, there is no answer or not the wanted one
   */
  public byte @Nullable [] getSmall(URI uri, int limit) throws IOException {
    try (InputStream stream = get(uri)) {
      byte[] content = stream.readNBytes(limit + 1);
      if (content.length > limit) {
        throw new HttpException("'" + uri + "' is too large", 200);
      }
      return content;
    } catch (HttpException failed) {
      if (failed.isMissing() || failed.isForbidden()) {
        return null;
      }
      throw failed;
    }
  }

  /** Whether something is there. */
  public boolean exists(URI uri) throws IOException {
    try {
      retried(
          uri,
          "download",
          request -> request.method("HEAD", HttpRequest.BodyPublishers.noBody()),
          "HEAD");
      return true;
    } catch (HttpException failed) {
      if (failed.isMissing() || failed.isForbidden()) {
        return false;
      }
      throw failed;
    }
  }

  /**
   * Uploads.
   *
   * @throws HttpException if it was not accepted
   */
  public void put(URI uri, Upload upload) throws IOException {
    retried(
        uri,
        "upload",
        request -> request.PUT(body(upload)).header("Content-Type", upload.mimeType()),
        "PUT");
  }

  private static HttpRequest.BodyPublisher body(Upload upload) {
    return switch (upload) {
      case Upload.Bytes bytes -> HttpRequest.BodyPublishers.ofByteArray(bytes.content());
      case Upload.Readable readable ->
          HttpRequest.BodyPublishers.fromPublisher(
              HttpRequest.BodyPublishers.ofInputStream(() -> opened(readable)), readable.length());
    };
  }

  private static InputStream opened(Upload upload) {
    try {
      return upload.open();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void retried(URI uri, String what, Consumer<HttpRequest.Builder> kind, String method)
      throws IOException {
    begin();
    try {
      attempt(uri, what, kind, method);
    } finally {
      end();
    }
  }

  private void attempt(URI uri, String what, Consumer<HttpRequest.Builder> kind, String method)
      throws IOException {
    Backoff backoff = new Backoff(options.retries());
    while (true) {
      try {
        HttpResponse<InputStream> response = send(uri, kind, method);
        response.body().close();
        int status = response.statusCode();
        if (status / 100 == 2) {
          return;
        }
        if (!backoff.canRetry() || !Failures.isPassing(status)) {
          throw Failures.answered(what, uri, status);
        }
        backoff.note(response);
      } catch (HttpException failed) {
        throw failed;
      } catch (IOException failed) {
        if (!backoff.canRetry() || failed instanceof InterruptedIOException) {
          throw Failures.noAnswer(what, uri, failed);
        }
      }
      backoff.await();
    }
  }

  /** One attempt, with all redirections. */
  HttpResponse<InputStream> send(URI uri, Consumer<HttpRequest.Builder> kind, String method)
      throws IOException {
    URI at = uri;
    for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      HttpResponse<InputStream> response = sendOnce(at, kind, method);
      URI next = Failures.redirection(response, at);
      if (next == null) {
        return response;
      }
      response.body().close();
      at = next;
    }
    throw new HttpException("'" + uri + "' redirects too often", 0);
  }

  private HttpResponse<InputStream> sendOnce(
      URI uri, Consumer<HttpRequest.Builder> kind, String method) throws IOException {
    HttpRequest.Builder request = request(uri);
    kind.accept(request);
    options.authorizer().authorize(method, uri, request::header);
    // The time for an upload depends on its size.
    if (!options.limits().stall().isZero() && !method.equals("PUT")) {
      request.timeout(options.limits().stall());
    }
    try {
      return client().send(request.build(), BodyHandlers.ofInputStream());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  private HttpRequest.Builder request(URI uri) throws IOException {
    try {
      return HttpRequest.newBuilder(uri).header("User-Agent", options.userAgent());
    } catch (IllegalArgumentException bad) {
      throw new HttpException("'" + uri + "' is not a valid URL", 0, bad);
    }
  }

  private synchronized HttpClient client() throws IOException {
    if (client == null) {
      HttpClient.Builder builder =
          HttpClient.newBuilder()
              .followRedirects(HttpClient.Redirect.NEVER)
              .version(options.http2() ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1);
      if (!options.limits().connect().isZero()) {
        builder.connectTimeout(options.limits().connect());
      }
      if (options.certificates() != null) {
        builder.sslContext(Certificates.trusting(options.certificates()));
      }
      client = builder.build();
    }
    return client;
  }
}
