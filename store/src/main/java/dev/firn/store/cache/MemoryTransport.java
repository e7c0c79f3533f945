package dev.firn.store.cache;

import dev.firn.base.http.Upload;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** A cache in memory. */
public final class MemoryTransport implements CacheTransport {
  private final Map<String, byte[]> files = new ConcurrentSkipListMap<>();

  /** All files by their names; may be changed. */
  public Map<String, byte[]> files() {
    return files;
  }

  @Override
  public String uri() {
    return "memory://";
  }

  @Override
  public boolean isRemote() {
    return false;
  }

  @Override
  public byte @Nullable [] read(String name, int limit) throws IOException {
    byte[] content = files.get(name);
    if (content != null && content.length > limit) {
      throw new IOException("'" + name + "' is too large");
    }
    return content;
  }

  @Override
  public InputStream open(String url) throws IOException {
    byte[] content = files.get(url);
    if (content == null) {
      throw new FileNotFoundException(url);
    }
    return new ByteArrayInputStream(content);
  }

  @Override
  public boolean exists(String name) {
    return files.containsKey(name);
  }

  @Override
  public List<String> names() {
    return files.keySet().stream().filter(name -> name.indexOf('/') < 0).toList();
  }

  @Override
  public void write(String name, Upload content) throws IOException {
    try (InputStream stream = content.open()) {
      files.put(name, stream.readAllBytes());
    }
  }
}
