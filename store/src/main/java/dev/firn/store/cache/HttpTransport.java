package dev.firn.store.cache;

import dev.firn.base.http.HttpException;
import dev.firn.base.http.HttpTransfer;
import dev.firn.base.http.Upload;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** A cache behind HTTP. */
public final class HttpTransport implements CacheTransport {
  private final String uri;
  private final URI base;
  private final HttpTransfer transfer;

  /**
   * A cache at a URL.
   *
   * @param uri as users write it
   * @param address {@code http} or {@code https}; everything is below it
   */
  public HttpTransport(String uri, URI address, HttpTransfer transfer) {
    this.uri = uri;
    this.base = address.getPath().endsWith("/") ? address : URI.create(address + "/");
    this.transfer = transfer;
  }

  @Override
  public String uri() {
    return uri;
  }

  @Override
  public boolean isRemote() {
    return true;
  }

  private URI resolve(String url) throws IOException {
    try {
      URI resolved = base.resolve(url);
      String scheme = String.valueOf(resolved.getScheme());
      if (scheme.equals("http") || scheme.equals("https")) {
        return resolved;
      }
    } catch (IllegalArgumentException bad) {
      throw new FileNotFoundException("'" + url + "' is not a valid URL");
    }
    throw new FileNotFoundException("'" + url + "' is no URL of a file in a binary cache");
  }

  @Override
  public byte @Nullable [] read(String name, int limit) throws IOException {
    return transfer.getSmall(resolve(name), limit);
  }

  @Override
  public InputStream open(String url) throws IOException {
    try {
      return transfer.get(resolve(url));
    } catch (HttpException failed) {
      if (failed.isMissing() || failed.isForbidden()) {
        throw new FileNotFoundException(
            "file '" + url + "' does not exist in binary cache '" + uri + "'");
      }
      throw failed;
    }
  }

  @Override
  public boolean exists(String name) throws IOException {
    return transfer.exists(resolve(name));
  }

  @Override
  public void write(String name, Upload content) throws IOException {
    transfer.put(resolve(name), content);
  }
}
