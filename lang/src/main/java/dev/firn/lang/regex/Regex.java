package dev.firn.lang.regex;

import org.jspecify.annotations.Nullable;

/**
 * A compiled regular expression. Immutable, and safe to use from several threads.
 *
 * <p>Grammar and choice of the match are those of {@code std::regex(pattern, std::regex::extended)} in libstdc++ 12:
 * bytes are signed in ranges, classes are those of the C locale, {@code .} matches all but NUL, and a backslash may
 * only stand before a special character. Of all ways to match, an alternation prefers the longest and a quantifier
 * the first that succeeds.
 *
 * <p>Patterns and subjects hold one byte a {@code char}.
 */
public final class Regex {
  private final Program program;

  private Regex(Program program) {
    this.program = program;
  }

  /**
   * Compiles a pattern.
   *
   * @throws RegexSyntaxException if it is not an extended regular expression
   * @throws RegexLimitException if it needs more than 100,000 states
   */
  public static Regex compile(String pattern) {
    return new Regex(Program.of(new Compiler(pattern).compile()));
  }

  /** The number of groups in parentheses. */
  public int groupCount() {
    return program.groups - 1;
  }

  /**
   * Matches a whole subject.
   *
   * @return null if it does not match; otherwise where each group begins and ends, at indices {@code 2 * g} and
   *     {@code 2 * g + 1}, or -1 for a group that took no part; group 0 is the whole subject
   * @throws RegexLimitException if that takes too much memory or time
   */
  public int @Nullable [] match(String subject) {
    Matcher matcher = new Matcher(program, subject);
    return matcher.matchAll() ? matcher.groups() : null;
  }

  /** Starts a search for the successive matches in a subject. */
  public MatchIterator matches(String subject) {
    return new MatchIterator(program, subject);
  }
}
