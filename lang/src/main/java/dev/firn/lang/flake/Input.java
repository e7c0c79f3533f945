package dev.firn.lang.flake;

import org.jspecify.annotations.Nullable;

/**
 * The source of a flake.
 *
 * @param scheme what kind of source, or null if it is unknown
 */
record Input(Attributes attributes, @Nullable Scheme scheme) {
  Url toUrl() {
    if (scheme == null) {
      throw new FlakeRefException("cannot show unsupported input '" + attributes.toJson() + "'");
    }
    return scheme.toUrl(attributes);
  }
}
