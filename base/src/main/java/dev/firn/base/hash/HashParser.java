package dev.firn.base.hash;

import org.jspecify.annotations.Nullable;

/** Reads the text forms of hashes, with the messages of Nix. */
final class HashParser {
  private HashParser() {}

  static Hash.Parsed parse(String text, @Nullable HashAlgorithm expected) {
    Split split = Split.of(text);
    HashAlgorithm named = split.algorithm();
    HashAlgorithm algorithm = named != null ? named : expected;
    if (algorithm == null) {
      throw new BadHashException(
          "hash '"
              + text
              + "' does not include a type, nor is the type otherwise known from context");
    }
    if (expected != null && algorithm != expected) {
      throw new BadHashException("hash '" + text + "' should have type '" + expected + "'");
    }
    return decode(split, algorithm);
  }

  static Hash parsePrefixed(String text) {
    Split split = Split.of(text);
    if (split.algorithm() == null) {
      throw new BadHashException("hash '" + text + "' does not include a type");
    }
    return decode(split, split.algorithm()).hash();
  }

  static Hash parseSri(String text) {
    int dash = text.indexOf('-');
    if (dash < 0) {
      throw new BadHashException("hash '" + text + "' is not SRI");
    }
    HashAlgorithm algorithm = HashAlgorithm.parse(text.substring(0, dash));
    return decode(text.substring(dash + 1), algorithm, HashFormat.SRI);
  }

  static Hash parseUnprefixed(String text, HashAlgorithm algorithm) {
    return decode(text, algorithm, baseBySize(text, algorithm));
  }

  private static Hash.Parsed decode(Split split, HashAlgorithm algorithm) {
    HashFormat format = split.sri() ? HashFormat.SRI : baseBySize(split.rest(), algorithm);
    return new Hash.Parsed(decode(split.rest(), algorithm, format), format);
  }

  private static HashFormat baseBySize(String text, HashAlgorithm algorithm) {
    int size = algorithm.size();
    if (text.length() == size * 2) {
      return HashFormat.BASE16;
    }
    if (text.length() == Nix32.length(size)) {
      return HashFormat.NIX32;
    }
    if (text.length() == (size + 2) / 3 * 4) {
      return HashFormat.BASE64;
    }
    throw new BadHashException(
        "hash '" + text + "' has wrong length for hash algorithm '" + algorithm + "'");
  }

  /** Text that does not decode at all is reported by Nix as one of length 0. */
  private static Hash decode(String text, HashAlgorithm algorithm, HashFormat format) {
    byte[] bytes =
        format == HashFormat.BASE16
            ? Base16.decode(text)
            : format == HashFormat.NIX32 ? Nix32.decode(text) : NixBase64.decode(text);
    int length = bytes == null ? 0 : bytes.length;
    if (bytes == null || length != algorithm.size()) {
      throw new BadHashException(
          "invalid "
              + nameInMessages(format)
              + " hash '"
              + text
              + "', length "
              + length
              + " != expected length "
              + algorithm.size());
    }
    return new Hash(algorithm, bytes);
  }

  private static String nameInMessages(HashFormat format) {
    if (format == HashFormat.SRI) {
      return "SRI";
    }
    return format == HashFormat.BASE64 ? "Base64" : format.text();
  }

  /** What stands before and after the first colon, or else the first dash. */
  private record Split(@Nullable HashAlgorithm algorithm, boolean sri, String rest) {
    static Split of(String text) {
      int colon = text.indexOf(':');
      int end = colon >= 0 ? colon : text.indexOf('-');
      if (end < 0) {
        return new Split(null, false, text);
      }
      return new Split(
          HashAlgorithm.parse(text.substring(0, end)), colon < 0, text.substring(end + 1));
    }
  }
}
