package dev.firn.lang.syntax;

import dev.firn.lang.syntax.ParseOptions.Lint;

/** The settings {@code lint-*}: what is discouraged in expressions, and what to do about it. */
final class Lints {
  private final ParseOptions options;
  private final Diagnostics diagnostics;

  Lints(ParseOptions options, Diagnostics diagnostics) {
    this.options = options;
    this.diagnostics = diagnostics;
  }

  /** Looks at a URL without quotes. */
  void url(String url, int position) {
    Lint level = options.urlLiterals();
    if (level != Lint.IGNORE) {
      String manner = level == Lint.FATAL ? "disallowed" : "discouraged";
      report(
          level,
          "URL literals are "
              + manner
              + ". Consider using a string literal \""
              + url
              + "\" instead (lint-url-literals)",
          position);
    }
  }

  /** Looks at a path literal that starts at the root or in the expression's directory. */
  void path(String literal, int position) {
    char first = literal.charAt(0);
    if (first == '/') {
      notPortable("absolute", literal, position);
    } else if (first != '.' && options.shortPaths() != Lint.IGNORE) {
      report(
          options.shortPaths(),
          "relative path literal '"
              + literal
              + "' should be prefixed with '.' for clarity: './"
              + literal
              + "' (lint-short-path-literals)",
          position);
    }
  }

  /** Looks at a path literal that starts at home. */
  void homePath(String literal, int position) {
    notPortable("home", literal, position);
  }

  private void notPortable(String what, String literal, int position) {
    if (options.absolutePaths() != Lint.IGNORE) {
      report(
          options.absolutePaths(),
          what
              + " path literals are not portable. Consider replacing path literal '"
              + literal
              + "' by a string, relative path, or parameter (lint-absolute-path-literals)",
          position);
    }
  }

  private void report(Lint level, String message, int position) {
    if (level == Lint.FATAL) {
      throw new SyntaxError(message, position);
    }
    diagnostics.warn(message, position);
  }
}
