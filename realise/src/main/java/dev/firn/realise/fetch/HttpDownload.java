package dev.firn.realise.fetch;

import dev.firn.base.http.HttpOptions;
import dev.firn.base.http.HttpTransfer;
import dev.firn.base.text.Latin1;
import dev.firn.lang.error.EvalError;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;

/** Opens what HTTP servers give. Apart, because the client is slow to load. */
final class HttpDownload {
  private HttpDownload() {}

  private static final class Client {
    static final HttpTransfer USUAL = new HttpTransfer(HttpOptions.DEFAULT);
  }

  /** The body of the answer; the caller closes it. */
  static InputStream open(String url, HttpOptions options) {
    HttpTransfer transfer =
        options == HttpOptions.DEFAULT ? Client.USUAL : new HttpTransfer(options);
    try {
      return transfer.get(URI.create(Latin1.toUnicode(url)));
    } catch (IOException failed) {
      throw new EvalError(String.valueOf(failed.getMessage()));
    } catch (IllegalArgumentException bad) {
      throw new EvalError("'" + url + "' is not a valid URL");
    }
  }
}
