package dev.firn.store.cache;

import dev.firn.base.http.Upload;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Hands everything on; what is overridden is looked at or changed. */
class ForwardingTransport implements CacheTransport {
  private final CacheTransport next;

  ForwardingTransport(CacheTransport next) {
    this.next = next;
  }

  @Override
  public String uri() {
    return next.uri();
  }

  @Override
  public boolean isRemote() {
    return next.isRemote();
  }

  @Override
  public byte @Nullable [] read(String name, int limit) throws IOException {
    return next.read(name, limit);
  }

  @Override
  public InputStream open(String url) throws IOException {
    return next.open(url);
  }

  @Override
  public boolean exists(String name) throws IOException {
    return next.exists(name);
  }

  @Override
  public void write(String name, Upload content) throws IOException {
    next.write(name, content);
  }
}
