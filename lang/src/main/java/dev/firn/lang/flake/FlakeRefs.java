package dev.firn.lang.flake;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads and writes flake references. */
public final class FlakeRefs {
  /** What reading and writing may ask and say. */
  public interface Context {
    /** Whether an experimental feature is switched on. */
    boolean isEnabled(String feature);

    /** Warns the user. */
    void warn(String message);
  }

  private static final String FRAGMENT = "!$&'\"()*+,;=:@/? ^-._~";

  private final Inputs inputs;
  private final UrlParser urls;

  private FlakeRefs(Context context) {
    this.urls = new UrlParser(context::warn);
    this.inputs = new Inputs(context, urls);
  }

  /**
   * Reads a flake reference: a name in the registry, a URL, or an absolute path.
   *
   * @return its attributes, {@code type} and, for a flake in a directory of its source, {@code dir} among them
   * @throws FlakeRefException if it is none, or has a fragment
   */
  public static SortedMap<String, InputAttribute> parse(String text, Context context) {
    return new FlakeRefs(context).parse(text);
  }

  /**
   * Writes a flake reference as a URL.
   *
   * @throws FlakeRefException if the attributes are not those of a flake reference
   */
  public static String format(Map<String, InputAttribute> attributes, Context context) {
    return new FlakeRefs(context).format(attributes);
  }

  private SortedMap<String, InputAttribute> parse(String text) {
    Url name = registryName(text);
    return name != null ? attributes(name, text) : parseUrlOrPath(text);
  }

  private SortedMap<String, InputAttribute> parseUrlOrPath(String text) {
    Url url;
    SortedMap<String, InputAttribute> attributes;
    try {
      url = urls.parse(text, true);
      attributes = attributes(url);
    } catch (BadUrlException e) {
      return attributes(path(text), text);
    }
    refuseFragment(url, text);
    return attributes;
  }

  private SortedMap<String, InputAttribute> attributes(Url url, String text) {
    SortedMap<String, InputAttribute> attributes = attributes(url);
    refuseFragment(url, text);
    return attributes;
  }

  private static void refuseFragment(Url url, String text) {
    if (!url.fragment().isEmpty()) {
      throw new FlakeRefException(
          "unexpected fragment '" + url.fragment() + "' in flake reference '" + text + "'");
    }
  }

  private SortedMap<String, InputAttribute> attributes(Url url) {
    SortedMap<String, String> query = new TreeMap<>(url.query());
    String directory = query.remove("dir");
    SortedMap<String, InputAttribute> attributes =
        new TreeMap<>(inputs.fromUrl(url.withQuery(query).withFragment("")));
    if (directory != null && !directory.isEmpty()) {
      attributes.putIfAbsent("dir", new InputAttribute.Text(directory));
    }
    return attributes;
  }

  /** The URL of a name in the registry, perhaps with a branch, tag or commit; null if the text is none. */
  private @Nullable Url registryName(String text) {
    int hash = text.indexOf('#');
    String name = hash < 0 ? text : text.substring(0, hash);
    int slash = name.indexOf('/');
    boolean matches =
        RefNames.isFlakeId(slash < 0 ? name : name.substring(0, slash))
            && (slash < 0 || RefNames.looksLikeRef(name.substring(slash + 1)))
            && (hash < 0 || isFragment(text, hash + 1));
    if (!matches) {
      return null;
    }
    String fragment = hash < 0 ? "" : Percent.decode(text.substring(hash + 1));
    return Url.of("flake", null, Url.splitPath(name)).withFragment(fragment);
  }

  private static boolean isFragment(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean escape = c == '%' && Percent.isEscape(text, i);
      if (!escape && !RefNames.isAlphanumeric(c) && FRAGMENT.indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  /** The URL of a reference that is a path. */
  private Url path(String text) {
    int hash = text.indexOf('#');
    String front = hash < 0 ? text : text.substring(0, hash);
    String fragment = hash < 0 ? "" : text.substring(hash + 1);
    if (fragment.indexOf('\n') >= 0 || fragment.indexOf('\r') >= 0) {
      throw new FlakeRefException("invalid flakeref '" + text + "'");
    }
    int question = front.indexOf('?');
    String path = question < 0 ? front : front.substring(0, question);
    SortedMap<String, String> query =
        urls.decodeQuery(question < 0 ? "" : front.substring(question + 1), true);
    String decodedFragment = Percent.decode(fragment);
    if (!path.startsWith("/")) {
      throw new BadUrlException("flake reference '" + text + "' is not an absolute path");
    }
    return new Url("path", Url.Authority.EMPTY, FilePaths.toSegments(path), query, decodedFragment);
  }

  private String format(Map<String, InputAttribute> attributes) {
    SortedMap<String, InputAttribute> input = new TreeMap<>(attributes);
    input.remove("dir");
    Input parsed = inputs.fromAttributes(input);
    String directory = new Attributes(attributes).text("dir");
    Url url = parsed.toUrl();
    if (directory == null || directory.isEmpty()) {
      return url.toString();
    }
    SortedMap<String, String> query = new TreeMap<>(url.query());
    query.putIfAbsent("dir", directory);
    return url.withQuery(query).toString();
  }
}
