package dev.firn.lang.builtins;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.eval.BuiltinLibrary;
import dev.firn.lang.eval.ContextBuilder;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.eval.Force;
import dev.firn.lang.eval.Registry;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.ListValue;
import dev.firn.lang.value.StringValue;
import dev.firn.lang.value.Value;
import org.jspecify.annotations.Nullable;

/** {@code replaceStrings}. */
final class ReplaceBuiltins implements BuiltinLibrary {
  @Override
  public void addTo(Registry registry, Evaluator evaluator) {
    registry.add("__replaceStrings", 3, ReplaceBuiltins::replaceStrings);
  }

  private static Value replaceStrings(Evaluation ev, int position, Lazy[] args) {
    ListValue from =
        list(args[0], ev, "while evaluating the first argument passed to builtins.replaceStrings");
    ListValue to =
        list(args[1], ev, "while evaluating the second argument passed to builtins.replaceStrings");
    if (from.size() != to.size()) {
      throw new EvalError(
          "'from' and 'to' arguments passed to builtins.replaceStrings have different lengths");
    }
    String[] wanted = new String[from.size()];
    for (int i = 0; i < wanted.length; i++) {
      String context =
          "while evaluating one of the strings to replace passed to builtins.replaceStrings";
      wanted[i] = Force.string(from.get(i), ev, Positions.NONE, context).text();
    }
    StringValue subject =
        Force.string(
            args[2],
            ev,
            Positions.NONE,
            "while evaluating the third argument passed to builtins.replaceStrings");
    return new Replacement(wanted, to, subject, ev).run();
  }

  private static ListValue list(Lazy slot, Evaluation ev, String context) {
    return Force.list(slot, ev, Positions.NONE, context);
  }

  /** One run over a subject. Replacements are evaluated when they are first used. */
  private static final class Replacement {
    private final String[] wanted;
    private final ListValue replacements;
    private final @Nullable String[] known;
    private final StringValue subject;
    private final Evaluation ev;
    private final ContextBuilder context = new ContextBuilder();

    /** For each byte, whether something that is wanted begins with it. */
    private final boolean[] starts = new boolean[256];

    private boolean wantsEmpty;

    Replacement(String[] wanted, ListValue replacements, StringValue subject, Evaluation ev) {
      this.wanted = wanted;
      this.replacements = replacements;
      this.known = new String[wanted.length];
      this.subject = subject;
      this.ev = ev;
      context.add(subject.context());
      for (String string : wanted) {
        if (string.isEmpty()) {
          wantsEmpty = true;
        } else {
          starts[string.charAt(0)] = true;
        }
      }
    }

    Value run() {
      String text = subject.text();
      StringBuilder out = null;
      int copied = 0;
      int at = next(text, 0);
      while (at <= text.length()) {
        int found = find(text, at);
        if (found >= 0) {
          out = out == null ? new StringBuilder(text.length() + 16) : out;
          out.append(text, copied, at).append(replacement(found));
          copied = at + wanted[found].length();
        }
        // After an empty string, one byte is skipped and stays.
        at = next(text, found >= 0 && copied > at ? copied : at + 1);
      }
      if (out == null) {
        return subject;
      }
      return new StringValue(out.append(text, copied, text.length()).toString(), context.build());
    }

    /** The first place from {@code at} on where something may match; past the end if there is none. */
    private int next(String text, int at) {
      if (wantsEmpty) {
        return at;
      }
      for (int i = at; i < text.length(); i++) {
        if (starts[text.charAt(i)]) {
          return i;
        }
      }
      return text.length() + 1;
    }

    /** The first of the wanted strings that stands at a place, or -1. */
    private int find(String text, int at) {
      for (int i = 0; i < wanted.length; i++) {
        if (text.startsWith(wanted[i], at)) {
          return i;
        }
      }
      return -1;
    }

    private String replacement(int index) {
      String text = known[index];
      if (text == null) {
        String purpose =
            "while evaluating one of the replacement strings passed to builtins.replaceStrings";
        StringValue string = Force.string(replacements.get(index), ev, Positions.NONE, purpose);
        context.add(string.context());
        text = string.text();
        known[index] = text;
      }
      return text;
    }
  }
}
