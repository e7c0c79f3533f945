package dev.firn.lang.flake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A repository of a forge: {@code github:owner/repo/ref}. */
final class ForgeScheme implements Scheme {
  private final String name;

  /** A scheme with that name: {@code github}, {@code gitlab} or {@code sourcehut}. */
  ForgeScheme(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean needsFlakes() {
    return true;
  }

  @Override
  public Set<String> allowed() {
    return Set.of("owner", "repo", "ref", "rev", "narHash", "lastModified", "host", "treeHash");
  }

  @Override
  public @Nullable Attributes fromUrl(Url url) {
    if (!url.scheme().equals(name)) {
      return null;
    }
    List<String> path = url.segments();
    SortedMap<String, InputAttribute> values = new TreeMap<>();
    if (path.size() < 2) {
      throw new BadUrlException("URL '" + url + "' is invalid");
    }
    if (path.size() > 2) {
      String ref = String.join("/", path.subList(2, path.size()));
      values.put(RefNames.isRevision(ref) ? "rev" : "ref", new InputAttribute.Text(ref));
    }
    for (Map.Entry<String, String> parameter : url.query().entrySet()) {
      putParameter(values, url, parameter.getKey(), parameter.getValue());
    }
    values.put("type", new InputAttribute.Text(name));
    values.put("owner", new InputAttribute.Text(path.get(0)));
    values.put("repo", new InputAttribute.Text(path.get(1)));
    return check(new Attributes(values));
  }

  private static void putParameter(
      SortedMap<String, InputAttribute> values, Url url, String parameter, String value) {
    if (!Set.of("rev", "ref", "host", "narHash").contains(parameter)) {
      throw new BadUrlException("URL '" + url + "' contains unknown parameter '" + parameter + "'");
    }
    if (values.putIfAbsent(parameter, new InputAttribute.Text(value)) != null) {
      String what = parameter.equals("rev") ? "commit hashes" : "branch/tag names";
      throw new BadUrlException("URL '" + url + "' contains multiple " + what);
    }
  }

  @Override
  public Attributes check(Attributes attributes) {
    attributes.requiredText("owner");
    attributes.requiredText("repo");
    String ref = attributes.text("ref");
    String rev = attributes.text("rev");
    if (ref != null && rev != null) {
      throw new BadUrlException(
          "input "
              + attributes.toJson()
              + " contains both a commit hash ('"
              + rev
              + "') and a branch/tag name ('"
              + ref
              + "')");
    }
    if (rev != null) {
      Attributes.parseHash(rev);
    }
    if (ref != null && !RefNames.isLegal(ref)) {
      throw new BadUrlException(
          "input " + attributes.toJson() + " contains an invalid branch/tag name");
    }
    String host = attributes.text("host");
    if (host != null && !RefNames.consistsOf(host, ".-")) {
      throw new BadUrlException(
          "input " + attributes.toJson() + " contains an invalid instance host");
    }
    return attributes;
  }

  @Override
  public Url toUrl(Attributes attributes) {
    List<String> path = new ArrayList<>();
    path.add(attributes.requiredText("owner"));
    path.add(attributes.requiredText("repo"));
    String ref = attributes.text("ref");
    String rev = attributes.revision();
    if (ref != null || rev != null) {
      path.add(ref != null ? ref : String.valueOf(rev));
    }
    SortedMap<String, String> query = new TreeMap<>();
    String narHash = attributes.narHash();
    if (narHash != null) {
      query.put("narHash", narHash);
    }
    String host = attributes.text("host");
    if (host != null) {
      query.put("host", host);
    }
    return Url.of(name, null, path).withQuery(query);
  }
}
