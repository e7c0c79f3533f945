package dev.firn.process.manager.s6rc;

import java.util.ArrayList;
import java.util.List;

/** Writes scripts of execline. Its quotes: https://skarnet.org/software/execline/execlineb.html. */
final class Execline {
  /** What no script needs to quote. A {@code $} is not among them: names that a script defines are replaced in all words. */
  private static final String PLAIN = "/.,:=@%+-_";

  private Execline() {}

  /** A word that a script hands to a program as it is: bytes, none of them 0. */
  static String word(String text) {
    return !text.isEmpty() && text.chars().allMatch(Execline::isPlain) ? text : quoted(text);
  }

  private static boolean isPlain(int c) {
    return (c >= '0' && c <= '9')
        || (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || PLAIN.indexOf(c) >= 0;
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** Those words, with a space between them. */
  static String words(List<String> texts) {
    return String.join(" ", texts.stream().map(Execline::word).toList());
  }

  /** Those words. */
  static String words(String... texts) {
    return words(List.of(texts));
  }

  /** A program that runs another line first. */
  static String block(String program, String line) {
    return program + " { " + line + " }";
  }

  /** A script of those lines, each of which goes on with the next one. */
  static String script(List<String> lines) {
    List<String> all = new ArrayList<>(List.of("#!/usr/bin/execlineb -P"));
    all.addAll(lines);
    return String.join("\n", all) + "\n";
  }
}
