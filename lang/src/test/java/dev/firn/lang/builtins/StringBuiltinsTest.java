package dev.firn.lang.builtins;

import static dev.firn.lang.builtins.Language.eval;
import static dev.firn.lang.builtins.Language.failure;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StringBuiltinsTest {
  @Test
  void lengthsAreBytes() {
    assertEquals(
        "[ 2 3 ]", eval("[ (builtins.stringLength \"é\") (builtins.stringLength \"abc\") ]"));
  }

  @Test
  void substringsEndWhereTheStringDoes() {
    assertEquals(
        "[ \"bc\" \"bcd\" \"bcd\" \"\" \"\" \"abcd\" ]",
        eval(
            "map (a: builtins.substring (builtins.head a) (builtins.elemAt a 1) \"abcd\")"
                + " [ [ 1 2 ] [ 1 (-1) ] [ 1 9223372036854775807 ] [ 9 1 ] [ 1 0 ] [ 0 4 ] ]"));
    assertEquals(
        "negative start position in 'substring'", failure("builtins.substring (-1) 1 \"a\""));
  }

  @Test
  void toStringWritesEverythingButFunctionsAndSets() {
    assertEquals(
        "[ \"1\" \"1.500000\" \"1\" \"\" \"\" \"/a\" \"1 2  3 \" \"x\" \"/o\" ]",
        eval(
            "map toString [ 1 1.5 true false null /a [ 1 [ ] 2 [ [ ] ] 3 \"\" ] { __toString = s:"
                + " \"x\"; } { outPath = /o; } ]"));
    assertEquals("cannot coerce a set to a string: { }", failure("toString { }"));
    assertEquals(
        "cannot coerce a function to a string: «lambda @ «string»:1:11»",
        failure("toString (x: x)"));
  }

  @Test
  void namesOfDirectoriesAndFiles() {
    assertEquals(
        "[ \"c\" \"c\" \"\" \"a\" \"\" \"\" \"c\" ]",
        eval("map baseNameOf [ \"/b/c\" \"b/c/\" \"b//\" \"a\" \"/\" \"\" /b/c ]"));
    assertEquals(
        "[ \"/b\" \"/\" \".\" \"b/c\" /b / ]",
        eval("map dirOf [ \"/b/c\" \"/b\" \"b\" \"b/c/\" /b/c /. ]"));
  }

  @Test
  void elementsAreJoined() {
    assertEquals(
        "\"a, b\"", eval("builtins.concatStringsSep \", \" [ \"a\" { outPath = \"b\"; } ]"));
    assertEquals(
        "cannot coerce an integer to a string: 1", failure("builtins.concatStringsSep \"\" [ 1 ]"));
  }

  @Test
  void theFirstStringThatFitsIsReplaced() {
    assertEquals(
        "\"fabir\"", eval("builtins.replaceStrings [ \"oo\" \"a\" ] [ \"a\" \"i\" ] \"foobar\""));
    assertEquals("\"XaXbX\"", eval("builtins.replaceStrings [ \"\" ] [ \"X\" ] \"ab\""));
    assertEquals("\"1-X-\"", eval("builtins.replaceStrings [ \"a\" \"\" ] [ \"1\" \"-\" ] \"aX\""));
    assertEquals("\"a\"", eval("builtins.replaceStrings [ \"b\" ] [ (throw \"unused\") ] \"a\""));
    assertEquals(
        "'from' and 'to' arguments passed to builtins.replaceStrings have different lengths",
        failure("builtins.replaceStrings [ \"a\" ] [ ] \"\""));
  }

  /** What replaceStrings is to do, place by place. */
  private static String replaced(String[] from, String[] to, String text) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at <= text.length()) {
      int found = 0;
      while (found < from.length && !text.startsWith(from[found], at)) {
        found++;
      }
      boolean any = found < from.length;
      out.append(any ? to[found] : "");
      if (any && !from[found].isEmpty()) {
        at += from[found].length();
      } else {
        out.append(text, at, Math.min(at + 1, text.length()));
        at++;
      }
    }
    return out.toString();
  }

  private static String word(SplittableRandom random, int shortest, int longest) {
    StringBuilder word = new StringBuilder();
    for (int i = random.nextInt(shortest, longest + 1); i > 0; i--) {
      word.append((char) ('a' + random.nextInt(3)));
    }
    return word.toString();
  }

  private static String literals(String[] words) {
    StringBuilder list = new StringBuilder("[ ");
    for (String word : words) {
      list.append('"').append(word).append("\" ");
    }
    return list.append(']').toString();
  }

  @Test
  void replacementsAreMadePlaceByPlace() {
    SplittableRandom random = new SplittableRandom(216);
    Language language = new Language();
    for (int round = 0; round < 500; round++) {
      int size = random.nextInt(4);
      String[] from = new String[size];
      String[] to = new String[size];
      for (int i = 0; i < size; i++) {
        from[i] = word(random, random.nextInt(5) == 0 ? 0 : 1, 3);
        to[i] = word(random, 0, 2).toUpperCase(java.util.Locale.ROOT);
      }
      String text = word(random, 0, 12);
      String call =
          "builtins.replaceStrings " + literals(from) + " " + literals(to) + " \"" + text + "\"";
      assertEquals('"' + replaced(from, to, text) + '"', language.show(call), call);
    }
  }

  @Test
  void groupsAreMatched() {
    assertEquals(
        "[ \"foo\" \"1.2\" null ]", eval("builtins.match \"([a-z]+)-([0-9.]+)(x)?\" \"foo-1.2\""));
    assertEquals("null", eval("builtins.match \"a\" \"ab\""));
    assertEquals(
        "[ \"\" [ \"a\" ] \"c\" [ \"b\" ] \"\" ]", eval("builtins.split \"(a|b)\" \"acb\""));
    assertEquals("[ \"abc\" ]", eval("builtins.split \"x\" \"abc\""));
    assertEquals("invalid regular expression '('", failure("builtins.match \"(\" \"a\""));
  }
}
