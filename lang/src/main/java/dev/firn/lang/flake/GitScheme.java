package dev.firn.lang.flake;

import dev.firn.base.json.Json;
import dev.firn.base.json.JsonParseException;
import dev.firn.base.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A Git repository: {@code git+https://host/repo?ref=main}. */
final class GitScheme implements Scheme {
  private static final Set<String> TEXTS =
      Set.of("rev", "ref", "keytype", "publicKey", "publicKeys");
  private static final Set<String> FLAGS =
      Set.of("shallow", "submodules", "lfs", "exportIgnore", "allRefs", "verifyCommit");
  private static final List<String> SHOWN_FLAGS =
      List.of("shallow", "lfs", "submodules", "exportIgnore", "verifyCommit");
  private static final Set<String> VERIFICATION =
      Set.of("verifyCommit", "keytype", "publicKey", "publicKeys");
  private static final String FEATURE = "verified-fetches";

  private final UrlParser urls;
  private final GitUrls gitUrls;
  private final Predicate<String> features;

  GitScheme(UrlParser urls, GitUrls gitUrls, Predicate<String> features) {
    this.urls = urls;
    this.gitUrls = gitUrls;
    this.features = features;
  }

  @Override
  public String name() {
    return "git";
  }

  @Override
  public Set<String> allowed() {
    return Set.of(
        "url",
        "ref",
        "rev",
        "shallow",
        "submodules",
        "lfs",
        "exportIgnore",
        "lastModified",
        "revCount",
        "narHash",
        "allRefs",
        "name",
        "dirtyRev",
        "dirtyShortRev",
        "verifyCommit",
        "keytype",
        "publicKey",
        "publicKeys");
  }

  @Override
  public @Nullable Attributes fromUrl(Url url) {
    if (!url.scheme().equals("git") && !"git".equals(url.application())) {
      return null;
    }
    SortedMap<String, InputAttribute> values = new TreeMap<>();
    SortedMap<String, String> query = new TreeMap<>();
    for (Map.Entry<String, String> parameter : url.query().entrySet()) {
      String name = parameter.getKey();
      if (TEXTS.contains(name)) {
        values.put(name, new InputAttribute.Text(parameter.getValue()));
      } else if (FLAGS.contains(name)) {
        values.put(name, new InputAttribute.Flag(parameter.getValue().equals("1")));
      } else {
        query.put(name, parameter.getValue());
      }
    }
    values.put("type", new InputAttribute.Text("git"));
    values.put("url", new InputAttribute.Text(url.withQuery(query).toString()));
    return check(new Attributes(values));
  }

  @Override
  public Attributes check(Attributes attributes) {
    for (String name : attributes.values().keySet()) {
      if (VERIFICATION.contains(name) && !features.test(FEATURE)) {
        throw new FlakeRefException(
            "experimental Nix feature '"
                + FEATURE
                + "' is disabled; add '--extra-experimental-features "
                + FEATURE
                + "' to enable it");
      }
    }
    attributes.flag("verifyCommit");
    String ref = attributes.text("ref");
    if (ref != null && !RefNames.isLegal(ref)) {
      throw new BadUrlException("invalid Git branch/tag name '" + ref + "'");
    }
    SortedMap<String, InputAttribute> values = new TreeMap<>(attributes.values());
    Url url = gitUrls.parse(attributes.requiredText("url"));
    values.put("url", new InputAttribute.Text(url.toString()));
    for (String flag : List.of("shallow", "submodules", "allRefs")) {
      attributes.flag(flag);
    }
    return new Attributes(values);
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
    for (String flag : SHOWN_FLAGS) {
      if (attributes.flag(flag)) {
        query.put(flag, "1");
      }
    }
    putKeys(query, publicKeys(attributes));
    return (url.scheme().equals("git") ? url : url.withScheme("git+" + url.scheme()))
        .withQuery(query);
  }

  /** A key that may have signed a commit. */
  private record PublicKey(String type, String key) {}

  private static List<PublicKey> publicKeys(Attributes attributes) {
    List<PublicKey> keys = new ArrayList<>();
    String json = attributes.text("publicKeys");
    if (json != null) {
      addKeys(keys, json);
    }
    if (attributes.has("publicKey")) {
      String type = attributes.text("keytype");
      keys.add(
          new PublicKey(type == null ? "ssh-ed25519" : type, attributes.requiredText("publicKey")));
    }
    return keys;
  }

  private static void addKeys(List<PublicKey> keys, String json) {
    Json parsed;
    try {
      parsed = Json.parse(json);
    } catch (JsonParseException e) {
      throw new FlakeRefException(e.getMessage());
    }
    if (!(parsed instanceof Json.Array array)) {
      throw new FlakeRefException("Expected JSON value to be of type 'array' but it is not");
    }
    for (Json item : array.members()) {
      Json type = item instanceof Json.Obj object ? object.get("type") : null;
      Json key = item instanceof Json.Obj object ? object.get("key") : null;
      if (!(key instanceof Json.Str keyText)) {
        throw new FlakeRefException("Expected JSON object to contain key 'key' but it doesn't");
      }
      keys.add(
          new PublicKey(
              type instanceof Json.Str text ? text.value() : "ssh-ed25519", keyText.value()));
    }
  }

  private static void putKeys(SortedMap<String, String> query, List<PublicKey> keys) {
    if (keys.size() == 1) {
      query.put("keytype", keys.get(0).type);
      query.put("publicKey", keys.get(0).key);
    } else if (keys.size() > 1) {
      JsonWriter out = JsonWriter.compact();
      out.startArray();
      for (PublicKey key : keys) {
        out.startObject();
        out.key("key");
        out.string(key.key);
        out.key("type");
        out.string(key.type);
        out.endObject();
      }
      out.endArray();
      query.put("publicKeys", out.finish());
    }
  }
}
