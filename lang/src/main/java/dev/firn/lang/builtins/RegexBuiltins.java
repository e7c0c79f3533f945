package dev.firn.lang.builtins;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.eval.BuiltinLibrary;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.eval.Force;
import dev.firn.lang.eval.Registry;
import dev.firn.lang.regex.MatchIterator;
import dev.firn.lang.regex.Regex;
import dev.firn.lang.regex.RegexLimitException;
import dev.firn.lang.regex.RegexSyntaxException;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.ListValue;
import dev.firn.lang.value.NullValue;
import dev.firn.lang.value.Secrets;
import dev.firn.lang.value.StringContext;
import dev.firn.lang.value.StringValue;
import dev.firn.lang.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Regular expressions. What is cut out of a string has no context, except that secrets stay. */
final class RegexBuiltins implements BuiltinLibrary {
  private final Map<String, Regex> compiled = new ConcurrentHashMap<>();

  @Override
  public void addTo(Registry registry, Evaluator evaluator) {
    registry.add("__match", 2, this::match).add("__split", 2, this::split);
  }

  private Regex regex(String pattern) {
    Regex known = compiled.get(pattern);
    return known != null ? known : compiled.computeIfAbsent(pattern, Regex::compile);
  }

  private Value match(Evaluation ev, int position, Lazy[] args) {
    String pattern =
        Force.plainString(
            args[0],
            ev,
            Positions.NONE,
            "while evaluating the first argument passed to builtins.match");
    try {
      Regex regex = regex(pattern);
      StringValue subject =
          Force.string(
              args[1],
              ev,
              Positions.NONE,
              "while evaluating the second argument passed to builtins.match");
      return match(regex, subject);
    } catch (RegexSyntaxException | RegexLimitException bad) {
      throw explain(pattern, bad);
    }
  }

  private static Value match(Regex regex, StringValue subject) {
    int[] groups = regex.match(subject.text());
    if (groups == null) {
      return NullValue.INSTANCE;
    }
    StringContext kept = Secrets.only(subject.context());
    Lazy[] found = new Lazy[regex.groupCount()];
    for (int i = 0; i < found.length; i++) {
      found[i] = part(subject.text(), groups[2 * i + 2], groups[2 * i + 3], kept);
    }
    return ListValue.of(found);
  }

  /** A part of a text; null for a group that took no part in the match. */
  private static Value part(String text, int start, int end, StringContext context) {
    return start < 0 ? NullValue.INSTANCE : new StringValue(text.substring(start, end), context);
  }

  private static EvalError explain(String pattern, RuntimeException bad) {
    return new EvalError(
        bad instanceof RegexLimitException
            ? "memory limit exceeded by regular expression '" + pattern + "'"
            : "invalid regular expression '" + pattern + "'");
  }

  private Value split(Evaluation ev, int position, Lazy[] args) {
    String pattern =
        Force.plainString(
            args[0],
            ev,
            Positions.NONE,
            "while evaluating the first argument passed to builtins.split");
    try {
      Regex regex = regex(pattern);
      StringValue subject =
          Force.string(
              args[1],
              ev,
              Positions.NONE,
              "while evaluating the second argument passed to builtins.split");
      return split(regex, subject, args[1]);
    } catch (RegexSyntaxException | RegexLimitException bad) {
      throw explain(pattern, bad);
    }
  }

  private static Value split(Regex regex, StringValue subject, Lazy slot) {
    String text = subject.text();
    MatchIterator matches = regex.matches(text);
    if (!matches.next()) {
      return ListValue.of(slot);
    }
    StringContext kept = Secrets.only(subject.context());
    List<Lazy> parts = new ArrayList<>();
    int end;
    do {
      parts.add(part(text, matches.prefixStart(), matches.start(), kept));
      parts.add(groups(matches, text, kept));
      end = matches.end();
    } while (matches.next());
    parts.add(part(text, end, text.length(), kept));
    return ListValue.of(parts);
  }

  private static ListValue groups(MatchIterator match, String text, StringContext context) {
    Lazy[] groups = new Lazy[match.groupCount()];
    for (int i = 0; i < groups.length; i++) {
      groups[i] = part(text, match.start(i + 1), match.end(i + 1), context);
    }
    return ListValue.of(groups);
  }
}
