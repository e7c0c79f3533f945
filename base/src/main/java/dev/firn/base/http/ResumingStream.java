package dev.firn.base.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A download. If the connection is lost, a new request asks for the rest; a server that cannot give a part gives all of it again, and
 * what was read already is dropped. Only for one thread.
 */
final class ResumingStream extends InputStream {
  private static final int PARTIAL = 206;
  private static final String DOWNLOAD = "download";

  private final HttpTransfer transfer;
  private final URI uri;
  private final HttpOptions options;
  private final Backoff backoff;
  private InputStream body = InputStream.nullInputStream();
  private long position;
  private boolean ended;
  private OptionalLong length = OptionalLong.empty();
  private Optional<String> tag = Optional.empty();

  ResumingStream(HttpTransfer transfer, URI uri, HttpOptions options) throws IOException {
    this.transfer = transfer;
    this.uri = uri;
    this.options = options;
    this.backoff = new Backoff(options.retries());
    transfer.begin();
    try {
      connect();
    } catch (IOException | RuntimeException failed) {
      end();
      throw failed;
    }
  }

  private void end() {
    if (!ended) {
      ended = true;
      transfer.end();
    }
  }

  private void connect() throws IOException {
    while (true) {
      try {
        HttpResponse<InputStream> response = transfer.send(uri, this::range, "GET");
        int status = response.statusCode();
        if (status / 100 == 2) {
          accept(response, status == PARTIAL);
          return;
        }
        response.body().close();
        if (!backoff.canRetry() || !Failures.isPassing(status)) {
          throw Failures.answered(DOWNLOAD, uri, status);
        }
        backoff.note(response);
      } catch (HttpException failed) {
        throw failed;
      } catch (IOException failed) {
        giveUpUnlessPassing(failed);
      }
      backoff.await();
    }
  }

  private void range(HttpRequest.Builder request) {
    if (position > 0) {
      request.header("Range", "bytes=" + position + "-");
      tag.ifPresent(known -> request.header("If-Range", known));
    }
  }

  private void accept(HttpResponse<InputStream> response, boolean partial) throws IOException {
    body = new Watched(response.body(), options.limits().stall());
    OptionalLong told = response.headers().firstValueAsLong("Content-Length");
    long from = partial ? start(response) : 0;
    if (from > position) {
      throw new HttpException("'" + uri + "' gave another part than it was asked for", PARTIAL);
    }
    body.skipNBytes(position - from);
    if (length.isEmpty() && told.isPresent()) {
      length = OptionalLong.of(from + told.getAsLong());
      tag = response.headers().firstValue("ETag").filter(text -> !text.startsWith("W/"));
    }
  }

  /** Where a part begins: {@code bytes 100-199/200}. */
  private long start(HttpResponse<?> response) {
    String range = response.headers().firstValue("Content-Range").orElse("");
    int dash = range.indexOf('-');
    try {
      return Long.parseLong(range.substring("bytes ".length(), dash).strip());
    } catch (NumberFormatException | StringIndexOutOfBoundsException missing) {
      return position;
    }
  }

  @Override
  public int read() throws IOException {
    byte[] single = new byte[1];
    return read(single, 0, 1) < 0 ? -1 : single[0] & 255;
  }

  @Override
  public int read(byte[] bytes, int offset, int count) throws IOException {
    while (true) {
      try {
        int read = body.read(bytes, offset, count);
        if (read >= 0) {
          position += read;
          if (read > 0) {
            backoff.reset();
            transfer.pace().took(read);
          }
          return read;
        }
        if (length.isEmpty() || position >= length.getAsLong()) {
          return -1;
        }
        throw new EOFException("the connection was closed after " + position + " bytes");
      } catch (IOException failed) {
        giveUpUnlessPassing(failed);
      }
      body.close();
      backoff.await();
      connect();
    }
  }

  private void giveUpUnlessPassing(IOException failed) throws HttpException {
    if (!backoff.canRetry() || failed instanceof InterruptedIOException) {
      throw Failures.noAnswer(DOWNLOAD, uri, failed);
    }
  }

  @Override
  public void close() throws IOException {
    end();
    body.close();
  }
}
