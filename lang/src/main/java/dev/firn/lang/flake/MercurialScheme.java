package dev.firn.lang.flake;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A Mercurial repository: {@code hg+https://host/repo}. */
final class MercurialScheme implements Scheme {
  private static final Set<String> SCHEMES = Set.of("hg+http", "hg+https", "hg+ssh", "hg+file");

  private final UrlParser urls;

  MercurialScheme(UrlParser urls) {
    this.urls = urls;
  }

  @Override
  public String name() {
    return "hg";
  }

  @Override
  public Set<String> allowed() {
    return Set.of("url", "ref", "rev", "revCount", "narHash", "name");
  }

  @Override
  public @Nullable Attributes fromUrl(Url url) {
    if (!SCHEMES.contains(url.scheme())) {
      return null;
    }
    SortedMap<String, InputAttribute> values = new TreeMap<>();
    SortedMap<String, String> query = new TreeMap<>();
    for (Map.Entry<String, String> parameter : url.query().entrySet()) {
      if (parameter.getKey().equals("rev") || parameter.getKey().equals("ref")) {
        values.put(parameter.getKey(), new InputAttribute.Text(parameter.getValue()));
      } else {
        query.put(parameter.getKey(), parameter.getValue());
      }
    }
    values.put("type", new InputAttribute.Text("hg"));
    values.put(
        "url",
        new InputAttribute.Text(url.withScheme(url.transport()).withQuery(query).toString()));
    return check(new Attributes(values));
  }

  @Override
  public Attributes check(Attributes attributes) {
    urls.parse(attributes.requiredText("url"), false);
    String ref = attributes.text("ref");
    if (ref != null && !RefNames.looksLikeRef(ref)) {
      throw new BadUrlException("invalid Mercurial branch/tag name '" + ref + "'");
    }
    return attributes;
  }

  @Override
  public Url toUrl(Attributes attributes) {
    Url url = urls.parse(attributes.requiredText("url"), false);
    SortedMap<String, String> query = new TreeMap<>(url.query());
    String rev = attributes.revision();
    if (rev != null) {
      query.put("rev", rev);
    }
    String ref = attributes.text("ref");
    if (ref != null) {
      query.put("ref", ref);
    }
    return url.withScheme("hg+" + url.scheme()).withQuery(query);
  }
}
