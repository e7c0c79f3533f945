package dev.firn.lang.toml;

import java.util.ArrayList;
import java.util.List;

/** The state of a parse: the text, a place in it, and the problems met so far. */
final class Cursor {
  /** More than that are not looked for. */
  private static final int MAX_PROBLEMS = 100;

  /** So deep is understood with the stack that every thread has, compiled or not. */
  private static final int MAX_DEPTH = 400;

  final String name;
  final String text;
  final List<Problem> problems = new ArrayList<>();
  int at;
  private int depth;

  Cursor(String document, String name) {
    this.name = name;
    boolean ended = document.isEmpty() || document.endsWith("\n") || document.endsWith("\r");
    this.text = ended ? document : document + '\n';
    this.at = text.startsWith("\u00ef\u00bb\u00bf") ? 3 : 0;
  }

  boolean eof() {
    return at >= text.length();
  }

  /** The byte here; NUL at the end. */
  char current() {
    return Syntax.at(text, at);
  }

  void skipSpace() {
    at = Syntax.skipSpace(text, at);
  }

  /** Goes to the end of a token; false, without going anywhere, if there is none. */
  boolean accept(int end) {
    if (end == Syntax.NONE) {
      return false;
    }
    at = end;
    return true;
  }

  boolean acceptNewline() {
    return accept(Syntax.newline(text, at));
  }

  /** Skips blanks, line ends and comments; true if there was a line end. */
  boolean skipBlankLines() {
    boolean newline = false;
    while (true) {
      int comment = Syntax.comment(text, at);
      int end = Syntax.newline(text, comment == Syntax.NONE ? at : comment);
      if (end != Syntax.NONE) {
        newline = true;
        at = end;
      } else if (current() == ' ' || current() == '\t') {
        skipSpace();
      } else {
        return newline;
      }
    }
  }

  Region here() {
    return Region.at(name, text, at);
  }

  Region regionAt(int offset) {
    return Region.at(name, text, offset);
  }

  Region from(int start) {
    return new Region(name, text, start, at, false);
  }

  Problem problem(String title, String note) {
    return new Problem(title, here(), note);
  }

  /** Notes a problem; gives up where there are too many. */
  void report(Problem problem) {
    problems.add(problem);
    if (problems.size() >= MAX_PROBLEMS) {
      throw failure();
    }
  }

  /** What all problems so far say. */
  TomlException failure() {
    StringBuilder message = new StringBuilder();
    for (Problem problem : problems) {
      message.append(problem.format());
    }
    return new TomlException(message.toString(), problems.get(0).offset());
  }

  /** Enters a nested value. */
  void enter() {
    if (++depth > MAX_DEPTH) {
      throw tooDeep();
    }
  }

  void leave() {
    depth--;
  }

  /** Refuses a key with too many parts. */
  void checkParts(int parts) {
    if (parts > MAX_DEPTH) {
      throw tooDeep();
    }
  }

  private TomlException tooDeep() {
    String title = "values nest deeper than " + MAX_DEPTH;
    return new TomlException(problem(title, "here").format(), Math.min(at, text.length()));
  }
}
