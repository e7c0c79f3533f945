package dev.firn.app.command;

/** Shortens help texts. */
final class Sentences {
  private Sentences() {}

  /** The first sentence of a Markdown text, plain and without its full stop. */
  static String first(String markdown) {
    String plain = markdown.replace("`", "");
    int end = plain.indexOf(". ");
    String sentence = end < 0 ? plain : plain.substring(0, end);
    return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
  }
}
