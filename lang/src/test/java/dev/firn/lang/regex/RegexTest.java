package dev.firn.lang.regex;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The expected results were given by libstdc++ 12. */
class RegexTest {
  /** The groups of a whole match: each as text, {@code -} for one that took no part; or {@code null}. */
  private static String match(String pattern, String subject) {
    int[] groups = Regex.compile(pattern).match(subject);
    if (groups == null) {
      return "null";
    }
    StringBuilder text = new StringBuilder();
    for (int i = 2; i < groups.length; i += 2) {
      text.append('[')
          .append(groups[i] < 0 ? "-" : subject.substring(groups[i], groups[i + 1]))
          .append(']');
    }
    return text.toString();
  }

  /** The text between matches, and in angle brackets each match with its groups. */
  private static String split(String pattern, String subject) {
    MatchIterator matches = Regex.compile(pattern).matches(subject);
    StringBuilder text = new StringBuilder();
    while (matches.next()) {
      text.append(subject, matches.prefixStart(), matches.start()).append('<');
      for (int g = 0; g <= matches.groupCount(); g++) {
        text.append(g == 0 ? "" : ",");
        text.append(matches.end(g) < 0 ? "-" : subject.substring(matches.start(g), matches.end(g)));
      }
      text.append('>');
    }
    return text.append(subject, matches.end(), subject.length()).toString();
  }

  @Test
  void matchesWholeSubjects() {
    assertEquals("", match("abc", "abc"));
    assertEquals("null", match("ab", "abc"));
    assertEquals("[b][c]", match("a(b)(c)", "abc"));
    assertEquals("[FOO]", match("[[:space:]]+([[:upper:]]+)[[:space:]]+", "  FOO   "));
    assertEquals("", match("", ""));
    assertEquals("null", match("", "a"));
    assertEquals("[-][b]", match("(a)|(b)", "b"));
    assertEquals("[][][]", match("((a*)(b*))*", ""));
  }

  @Test
  void groupsAreThoseOfTheFirstPath() {
    assertEquals("[a][bcd][]", match("(a|ab)(c|bcd)(d*)", "abcd"));
    assertEquals("[b][a][b]", match("((a)|(b))*", "ab"));
    assertEquals("[b]", match("(a|b|ab)*", "abab"));
  }

  @Test
  void alternationsPreferTheLongestAndQuantifiersTheFirst() {
    assertEquals("<ab>", split("a|ab", "ab"));
    assertEquals("<a,-><,->b<,->", split("a?(ab)?", "ab"));
    assertEquals("<,->x<abab,ab><,->y<,->", split("(a|ab)*", "xababy"));
  }

  @Test
  void findsSuccessiveMatches() {
    assertEquals("a<,,,>b<,,,>c", split("(,)", "a,b,c"));
    assertEquals("<>a<>b<>", split("x*", "ab"));
    assertEquals("<>a<xx><>b<>", split("x*", "axxb"));
    assertEquals("<>", split("", ""));
    assertEquals("abc", split("x", "abc"));
    assertEquals("<a>a", split("^a", "aa"));
    assertEquals("a<a>", split("a$", "aa"));
  }

  @Test
  void readsBrackets() {
    assertEquals("", match("[]a]+", "a]"));
    assertEquals("", match("[^]a]+", "bc"));
    assertEquals("", match("[a-c-]+", "a-c"));
    assertEquals("", match("[[:AlPhA:][:d:]]+", "aZ9"));
    assertEquals("", match("[[=a=]]+", "aA"));
    assertEquals("", match("[[.hyphen.]-0]+", "-./0"));
    assertEquals("", match("[\\n]+", "\\n"));
    assertEquals("", match("[\u0080-\u00ff\n]+", "\u00c3\n"));
    assertEquals("", match("[^\\]", "\0"));
  }

  @Test
  void dotMatchesAllButNul() {
    assertEquals("", match(".", "\n"));
    assertEquals("", match(".", "\u00ff"));
    assertEquals("null", match(".", "\0"));
  }

  @Test
  void countsRepetitions() {
    assertEquals("", match("a{2,3}", "aaa"));
    assertEquals("null", match("a{2,3}", "aaaa"));
    assertEquals("", match("a{2,}", "aaaaa"));
    assertEquals("", match("a{2}{2}", "aaaa"));
    assertEquals("", match("a{0}", ""));
    assertEquals("[b]", match("(a|b){2}", "ab"));
    assertEquals("", match("a{4294967297}", "a"));
    assertEquals("", match("a}]", "a}]"));
  }

  @Test
  void refusesWhatIsNoPattern() {
    String[] patterns = {
      "*",
      "a|*",
      "^*",
      "(",
      ")",
      "a{",
      "a{1",
      "a{,2}",
      "a{2,1}",
      "a{x}",
      "[",
      "[a",
      "[[:x:]]",
      "[[.xy.]]",
      "[[:alpha:",
      "[b-a]",
      "[a-\u00ff]",
      "[a-b-c]",
      "[[:alpha:]-z]",
      "\\",
      "\\d",
      "\\1",
      "\\]",
      "a\0",
      "{1}",
    };
    for (String pattern : patterns) {
      assertThrows(RegexSyntaxException.class, () -> Regex.compile(pattern), pattern);
    }
    assertEquals(3, assertThrows(RegexSyntaxException.class, () -> Regex.compile("ab\0")).offset());
  }

  @Test
  void boundsTheNumberOfStates() {
    assertNotNull(Regex.compile("a{99000}"));
    assertThrows(RegexLimitException.class, () -> Regex.compile("a{100000}"));
    assertThrows(RegexLimitException.class, () -> Regex.compile("((a{100}){100}){100}"));
    assertThrows(
        RegexLimitException.class, () -> Regex.compile("(".repeat(60_000) + ")".repeat(60_000)));
    assertEquals("[a]", match("(".repeat(9) + "a" + ")".repeat(9), "a").substring(0, 3));
  }

  @Test
  void needsTimeLinearInTheSubject() {
    String as = "a".repeat(20_000);
    String[] hard = {
      "(a*)*b",
      "(a|aa)*b",
      "(a+)+b",
      "a*a*a*b",
      "(a|a)*b",
      "(".repeat(12) + "a*" + ")*".repeat(12) + "b"
    };
    for (String pattern : hard) {
      assertNull(Regex.compile(pattern).match(as), pattern);
      assertFalse(Regex.compile(pattern).matches(as).next(), pattern);
    }
    String nullable = "(a?|b?)".repeat(30) + "c";
    assertFalse(Regex.compile(nullable).matches("ab".repeat(500)).next());
    assertArrayEquals(new int[] {0, 20_000, 19_999, 20_000}, Regex.compile("(a|b)*").match(as));
  }

  @Test
  void refusesSearchesWithoutEnd() {
    String loops = "((a?|b?|)*|(c?|d?|)*|(e?|f?|)*)*";
    Regex regex = Regex.compile("(" + loops + loops + "|" + loops + ")*z?");
    MatchIterator matches = regex.matches("zz");
    assertTrue(
        assertThrows(RegexLimitException.class, matches::next).getMessage().contains("loops"));
    Regex choices = Regex.compile("(" + "(|)".repeat(60) + ")*b");
    assertThrows(RegexLimitException.class, () -> choices.match("aaaa"));
  }
}
