package dev.firn.store.path;

import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;

/** What identifies a path by its content: a method and the hash that the method leads to. */
public record ContentAddress(ContentAddressMethod method, Hash hash) {
  /**
   * Reads the text that databases and caches hold.
   *
   * @throws BadContentAddressException with Nix's message, if the form is wrong
   * @throws dev.firn.base.hash.BadHashException with Nix's message, if the hash is wrong
   */
  public static ContentAddress parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new BadContentAddressException(
          "not a content address because it is not in the form '<prefix>:<rest>': " + text);
    }
    String prefix = text.substring(0, colon);
    String rest = text.substring(colon + 1);
    if (prefix.equals("text")) {
      return parse(text, ContentAddressMethod.TEXT, rest);
    }
    if (prefix.equals("fixed")) {
      ContentAddressMethod method = ContentAddressMethod.ofPrefix(rest);
      if (method == ContentAddressMethod.TEXT) {
        method = ContentAddressMethod.FLAT;
      }
      return parse(text, method, rest.substring(method.prefix().length()));
    }
    throw new BadContentAddressException(
        "content address prefix '"
            + prefix
            + "' is unrecognized. Recogonized prefixes are 'text' or 'fixed'");
  }

  private static ContentAddress parse(String whole, ContentAddressMethod method, String rest) {
    int colon = rest.indexOf(':');
    if (colon < 0) {
      throw new BadContentAddressException(
          "content address hash must be in form '<algo>:<hash>', but found: " + whole);
    }
    HashAlgorithm algorithm = HashAlgorithm.parse(rest.substring(0, colon));
    return new ContentAddress(method, Hash.parseUnprefixed(rest.substring(colon + 1), algorithm));
  }

  /** The text that databases and caches hold, such as {@code fixed:r:sha256:<base 32>}. */
  public String text() {
    String kind = method == ContentAddressMethod.TEXT ? "" : "fixed:";
    return kind + method.withAlgorithm(hash.algorithm()) + ":" + hash.nix32();
  }

  /** The text for a derivation without the hash, such as {@code r:sha256}. */
  public String methodAndAlgorithm() {
    return method.withAlgorithm(hash.algorithm());
  }

  /** Same as {@link #text}. */
  @Override
  public String toString() {
    return text();
  }
}
