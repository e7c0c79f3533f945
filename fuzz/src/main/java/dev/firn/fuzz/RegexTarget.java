package dev.firn.fuzz;

import dev.firn.lang.regex.MatchIterator;
import dev.firn.lang.regex.Regex;
import dev.firn.lang.regex.RegexLimitException;
import dev.firn.lang.regex.RegexSyntaxException;

/** Regular expressions: a pattern, a line end, and what it is matched against. */
final class RegexTarget implements Target {
  @Override
  public void check(String input) {
    int end = input.indexOf('\n');
    String pattern = end < 0 ? input : input.substring(0, end);
    String subject = end < 0 ? input : input.substring(end + 1);
    try {
      Regex regex = Regex.compile(pattern);
      int[] groups = regex.match(subject);
      if (groups != null) {
        check(groups, subject);
        Target.require(groups[0] == 0 && groups[1] == subject.length(), "a match of a part only");
      }
      search(regex, subject);
    } catch (RegexSyntaxException | RegexLimitException refused) {
      // A clear answer.
    }
  }

  private static void search(Regex regex, String subject) {
    MatchIterator matches = regex.matches(subject);
    int end = 0;
    while (matches.next()) {
      Target.require(matches.start(0) >= end, "a match before the end of the last one");
      end = matches.end(0);
    }
  }

  private static void check(int[] groups, String subject) {
    for (int i = 0; i < groups.length; i += 2) {
      boolean none = groups[i] == -1 && groups[i + 1] == -1;
      boolean within =
          0 <= groups[i] && groups[i] <= groups[i + 1] && groups[i + 1] <= subject.length();
      Target.require(none || within, "a group outside of the subject");
    }
  }
}
