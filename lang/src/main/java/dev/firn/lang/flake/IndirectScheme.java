package dev.firn.lang.flake;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A name in the registry: {@code flake:nixpkgs/ref/rev}. */
final class IndirectScheme implements Scheme {
  @Override
  public String name() {
    return "indirect";
  }

  @Override
  public boolean needsFlakes() {
    return true;
  }

  @Override
  public Set<String> allowed() {
    return Set.of("id", "ref", "rev", "narHash");
  }

  @Override
  public @Nullable Attributes fromUrl(Url url) {
    if (!url.scheme().equals("flake")) {
      return null;
    }
    List<String> path = url.segments();
    if (path.isEmpty() || path.size() > 3) {
      throw new BadUrlException("GitHub URL '" + url + "' is invalid");
    }
    SortedMap<String, InputAttribute> values = new TreeMap<>();
    String where = "in flake URL '" + url + "', '";
    if (path.size() == 2 && RefNames.isRevision(path.get(1))) {
      values.put("rev", revision(path.get(1)));
    } else if (path.size() >= 2) {
      if (!RefNames.isLegal(path.get(1))) {
        String what = path.size() == 2 ? "commit hash or branch/tag name" : "branch/tag name";
        throw new BadUrlException(where + path.get(1) + "' is not a " + what);
      }
      values.put("ref", new InputAttribute.Text(path.get(1)));
    }
    if (path.size() == 3) {
      if (!RefNames.isRevision(path.get(2))) {
        throw new BadUrlException(where + path.get(2) + "' is not a commit hash");
      }
      values.put("rev", revision(path.get(2)));
    }
    values.put("type", new InputAttribute.Text("indirect"));
    values.put("id", new InputAttribute.Text(path.get(0)));
    return check(new Attributes(values));
  }

  private static InputAttribute revision(String text) {
    return new InputAttribute.Text(Attributes.parseHash(text).base16());
  }

  @Override
  public Attributes check(Attributes attributes) {
    String id = attributes.requiredText("id");
    if (!RefNames.isFlakeId(id)) {
      throw new BadUrlException("'" + id + "' is not a valid flake ID");
    }
    return attributes;
  }

  @Override
  public Url toUrl(Attributes attributes) {
    List<String> path = new ArrayList<>();
    path.add(attributes.requiredText("id"));
    String ref = attributes.text("ref");
    if (ref != null) {
      path.add(ref);
    }
    String rev = attributes.revision();
    if (rev != null) {
      path.add(rev);
    }
    return Url.of("flake", null, path);
  }
}
