package dev.firn.lang.regex;

/**
 * The successive matches of a regular expression in a subject, from left to right, as {@code std::regex_iterator}
 * finds them: after an empty match it first tries a match at the same place that is not empty. Not thread-safe.
 */
public final class MatchIterator {
  private final Program program;
  private final Matcher matcher;
  private final int length;
  private int[] groups = {0, 0};
  private int previousEnd;
  private boolean started;
  private boolean inside;
  private boolean done;

  MatchIterator(Program program, String subject) {
    this.program = program;
    this.matcher = new Matcher(program, subject);
    this.length = subject.length();
  }

  /**
   * Goes to the next match.
   *
   * @return false if there is none
   * @throws RegexLimitException if the search takes too much memory or time
   */
  public boolean next() {
    if (done) {
      return false;
    }
    previousEnd = end();
    boolean found = started ? advance() : matcher.search(0, true);
    started = true;
    if (found) {
      groups = matcher.groups();
    }
    done = !found;
    return found;
  }

  private boolean advance() {
    int from = end();
    if (start() == from) {
      if (from == length) {
        return false;
      }
      // The iterator of libstdc++ tells the matcher that bytes precede only once it has moved on
      // from an empty match.
      if (matcher.matchNonEmptyAt(from, !inside)) {
        return true;
      }
      from++;
    }
    inside = true;
    return matcher.search(from, false);
  }

  /** Where the match begins. */
  public int start() {
    return groups[0];
  }

  /** The end of the match. */
  public int end() {
    return groups[1];
  }

  /** Where the text between the previous match and this one begins: the end of the previous match, or 0. */
  public int prefixStart() {
    return previousEnd;
  }

  /** The number of groups in parentheses. */
  public int groupCount() {
    return program.groups - 1;
  }

  /** Where a group (0 is the whole match) begins, or -1 if it took no part. */
  public int start(int group) {
    return groups[2 * group];
  }

  /** The end of a group (0 is the whole match), or -1 if it took no part. */
  public int end(int group) {
    return groups[2 * group + 1];
  }
}
