package dev.firn.lang.flake;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A kind of source. */
interface Scheme {
  /** The value of the attribute {@code type}. */
  String name();

  /** The attributes that such a source may have, besides its type. */
  Set<String> allowed();

  /** The attributes that a URL stands for, or null if the URL is not of this kind. */
  @Nullable Attributes fromUrl(Url url);

  /** Checks attributes, and gives them in their normal form. */
  Attributes check(Attributes attributes);

  /** The URL that stands for attributes. */
  Url toUrl(Attributes attributes);

  /** Whether it needs the experimental feature {@code flakes}. */
  default boolean needsFlakes() {
    return false;
  }
}
