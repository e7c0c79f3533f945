package dev.firn.lang.flake;

import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A file or an archive that is downloaded: {@code file+https://host/file}, {@code https://host/archive.tar.gz}. */
final class DownloadScheme implements Scheme {
  private static final Set<String> TRANSPORTS = Set.of("file", "http", "https");

  private final String name;
  private final UrlParser urls;

  /** A scheme with that name: {@code file} or {@code tarball}. */
  DownloadScheme(String name, UrlParser urls) {
    this.name = name;
    this.urls = urls;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Set<String> allowed() {
    return Set.of("url", "narHash", "name", "unpack", "rev", "revCount", "lastModified");
  }

  @Override
  public @Nullable Attributes fromUrl(Url url) {
    String application = url.application();
    // A flake is a tree: without more words a URL stands for an archive.
    boolean mine = application == null ? name.equals("tarball") : application.equals(name);
    if (!mine || !TRANSPORTS.contains(url.transport())) {
      return null;
    }
    SortedMap<String, InputAttribute> values = new TreeMap<>();
    SortedMap<String, String> query = new TreeMap<>(url.query());
    for (String text : new String[] {"narHash", "rev"}) {
      if (query.containsKey(text)) {
        values.put(text, new InputAttribute.Text(query.get(text)));
      }
    }
    for (String number : new String[] {"revCount", "lastModified"}) {
      InputAttribute value = query.containsKey(number) ? Numbers.parse(query.get(number)) : null;
      if (value != null) {
        values.put(number, value);
      }
    }
    query.keySet().removeAll(allowed());
    values.put("type", new InputAttribute.Text(name));
    values.put(
        "url",
        new InputAttribute.Text(url.withScheme(url.transport()).withQuery(query).toString()));
    return new Attributes(values);
  }

  @Override
  public Attributes check(Attributes attributes) {
    return attributes;
  }

  @Override
  public Url toUrl(Attributes attributes) {
    Url url = urls.parse(attributes.requiredText("url"), false);
    String narHash = attributes.narHash();
    if (narHash == null) {
      return url;
    }
    SortedMap<String, String> query = new TreeMap<>(url.query());
    query.put("narHash", narHash);
    return url.withQuery(query);
  }
}
