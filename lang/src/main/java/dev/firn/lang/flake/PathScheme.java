package dev.firn.lang.flake;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A directory: {@code path:/dir}. */
final class PathScheme implements Scheme {
  @Override
  public String name() {
    return "path";
  }

  @Override
  public boolean needsFlakes() {
    return true;
  }

  @Override
  public Set<String> allowed() {
    return Set.of("path", "rev", "revCount", "lastModified", "narHash");
  }

  @Override
  public @Nullable Attributes fromUrl(Url url) {
    if (!url.scheme().equals("path")) {
      return null;
    }
    Url.Authority authority = url.authority();
    if (authority != null && !authority.host().isEmpty()) {
      throw new FlakeRefException(
          "path URL '" + url + "' should not have an authority ('" + authority + "')");
    }
    SortedMap<String, InputAttribute> values = new TreeMap<>();
    values.put("type", new InputAttribute.Text("path"));
    values.put("path", new InputAttribute.Text(FilePaths.fromSegments(url.path())));
    for (Map.Entry<String, String> parameter : url.query().entrySet()) {
      values.put(parameter.getKey(), attribute(url, parameter.getKey(), parameter.getValue()));
    }
    return new Attributes(values);
  }

  private static InputAttribute attribute(Url url, String name, String value) {
    if (name.equals("rev") || name.equals("narHash")) {
      return new InputAttribute.Text(value);
    }
    if (!name.equals("revCount") && !name.equals("lastModified")) {
      throw new FlakeRefException(
          "path URL '" + url + "' has unsupported parameter '" + name + "'");
    }
    InputAttribute number = Numbers.parse(value);
    if (number == null) {
      throw new FlakeRefException("path URL '" + url + "' has invalid parameter '" + name + "'");
    }
    return number;
  }

  @Override
  public Attributes check(Attributes attributes) {
    attributes.requiredText("path");
    return attributes;
  }

  @Override
  public Url toUrl(Attributes attributes) {
    SortedMap<String, String> query = new TreeMap<>();
    for (Map.Entry<String, InputAttribute> entry : attributes.values().entrySet()) {
      if (!Set.of("path", "type", "__final").contains(entry.getKey())) {
        query.put(entry.getKey(), entry.getValue().query());
      }
    }
    return Url.of("path", null, FilePaths.toSegments(attributes.requiredText("path")))
        .withQuery(query);
  }
}
