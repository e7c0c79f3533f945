package dev.firn.base.sys;

/** Text that is the same in all encodings of locales. */
final class Ascii {
  private Ascii() {}

  /** Whether Java's decoding, whatever the locale, has left all of the text as it was. */
  static boolean only(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 127) {
        return false;
      }
    }
    return true;
  }
}
