package dev.firn.lang.flake;

import java.util.List;
import java.util.SortedMap;
import java.util.function.Predicate;

/** All kinds of sources. */
final class Inputs {
  private final List<Scheme> schemes;
  private final boolean flakes;

  Inputs(FlakeRefs.Context context, UrlParser urls) {
    GitUrls gitUrls = new GitUrls(urls, context::warn);
    Predicate<String> features = context::isEnabled;
    flakes = context.isEnabled("flakes");
    // In this order they are asked whether a URL is theirs.
    schemes =
        List.of(
            new DownloadScheme("file", urls),
            new GitScheme(urls, gitUrls, features),
            new ForgeScheme("github"),
            new ForgeScheme("gitlab"),
            new MercurialScheme(urls),
            new IndirectScheme(),
            new PathScheme(),
            new ForgeScheme("sourcehut"),
            new DownloadScheme("tarball", urls));
  }

  /** The attributes of the source that a URL stands for. */
  SortedMap<String, InputAttribute> fromUrl(Url url) {
    for (Scheme scheme : schemes) {
      Attributes attributes = scheme.fromUrl(url);
      if (attributes != null) {
        checkFeature(scheme);
        checkCommon(attributes);
        return attributes.values();
      }
    }
    boolean reversed = url.scheme().equals("file+git");
    throw new FlakeRefException(
        "input '"
            + url
            + "' is unsupported"
            + (reversed ? "; did you mean 'git+file' instead of 'file+git'?" : ""));
  }

  /** The source that attributes describe. */
  Input fromAttributes(SortedMap<String, InputAttribute> values) {
    Attributes attributes = new Attributes(values);
    String type = attributes.text("type");
    if (type == null) {
      throw new FlakeRefException(
          "'type' attribute to specify input scheme is required but not provided");
    }
    for (Scheme scheme : schemes) {
      if (scheme.name().equals(type)) {
        checkFeature(scheme);
        checkNames(scheme, attributes);
        Attributes checked = scheme.check(attributes);
        checkCommon(checked);
        return new Input(checked, scheme);
      }
    }
    checkCommon(attributes);
    return new Input(attributes, null);
  }

  private void checkFeature(Scheme scheme) {
    if (scheme.needsFlakes() && !flakes) {
      throw new FlakeRefException(
          "experimental Nix feature 'flakes' is disabled; add '--extra-experimental-features"
              + " flakes' to enable it");
    }
  }

  private static void checkNames(Scheme scheme, Attributes attributes) {
    for (String name : attributes.values().keySet()) {
      if (!name.equals("type") && !name.equals("__final") && !scheme.allowed().contains(name)) {
        throw new FlakeRefException(
            "input attribute '" + name + "' not supported by scheme '" + scheme.name() + "'");
      }
    }
  }

  private static void checkCommon(Attributes attributes) {
    attributes.text("ref");
    attributes.checkNumber("revCount");
    attributes.checkNumber("lastModified");
  }
}
