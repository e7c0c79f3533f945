package dev.firn.store.sign;

import dev.firn.base.hash.NixBase64;

/**
 * The text form that keys and signatures share.
 *
 * @param name what stands before the colon
 * @param bytes what the base 64 after it holds
 */
record NamedBytes(String name, byte[] bytes) {
  /** Reads the text form; spaces and newlines around it do not count. */
  static NamedBytes parse(String text, String kind) {
    String trimmed = text.strip();
    int colon = trimmed.indexOf(':');
    byte[] bytes = colon <= 0 ? null : NixBase64.decode(trimmed.substring(colon + 1));
    if (bytes == null || bytes.length == 0) {
      throw new BadKeyException(kind + " is corrupt");
    }
    return new NamedBytes(trimmed.substring(0, colon), bytes);
  }

  String text() {
    return name + ":" + NixBase64.encode(bytes);
  }
}
