package dev.firn.lang.builtins;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.eval.BuiltinLibrary;
import dev.firn.lang.eval.Coerce;
import dev.firn.lang.eval.ContextBuilder;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.eval.Force;
import dev.firn.lang.eval.Paths;
import dev.firn.lang.eval.Registry;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.IntValue;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.ListValue;
import dev.firn.lang.value.PathValue;
import dev.firn.lang.value.StringValue;
import dev.firn.lang.value.Value;

/** Strings, and paths as text. */
final class StringBuiltins implements BuiltinLibrary {
  @Override
  public void addTo(Registry registry, Evaluator evaluator) {
    registry
        .add("toString", 1, StringBuiltins::string)
        .add("__stringLength", 1, StringBuiltins::stringLength)
        .add("__substring", 3, StringBuiltins::substring)
        .add("__concatStringsSep", 2, StringBuiltins::concatStringsSep)
        .add("baseNameOf", 1, StringBuiltins::baseNameOf)
        .add("dirOf", 1, StringBuiltins::dirOf);
  }

  private static StringValue coerce(Lazy slot, Coerce.Mode mode, Evaluation ev, String purpose) {
    return Coerce.toString(slot, mode, ev, Positions.NONE, purpose);
  }

  private static Value string(Evaluation ev, int position, Lazy[] args) {
    String purpose = "while evaluating the first argument passed to builtins.toString";
    return coerce(args[0], Coerce.Mode.MORE, ev, purpose);
  }

  private static Value stringLength(Evaluation ev, int position, Lazy[] args) {
    String purpose = "while evaluating the argument passed to builtins.stringLength";
    return IntValue.of(coerce(args[0], Coerce.Mode.COPY, ev, purpose).text().length());
  }

  private static Value substring(Evaluation ev, int position, Lazy[] args) {
    long start =
        Force.integer(
            args[0],
            ev,
            Positions.NONE,
            "while evaluating the first argument (the start offset) passed to builtins.substring");
    if (start < 0) {
      throw new EvalError("negative start position in 'substring'");
    }
    long length =
        Force.integer(
            args[1],
            ev,
            Positions.NONE,
            "while evaluating the second argument (the substring length) passed to"
                + " builtins.substring");
    String purpose =
        "while evaluating the third argument (the string) passed to builtins.substring";
    return cut(coerce(args[2], Coerce.Mode.COPY, ev, purpose), start, length);
  }

  /** A part of a string; up to the end if the length is negative. The context is kept whole. */
  private static StringValue cut(StringValue string, long start, long length) {
    String text = string.text();
    int size = text.length();
    if (start >= size) {
      return new StringValue("", string.context());
    }
    boolean toEnd = length < 0 || length >= size - start;
    if (toEnd && start == 0) {
      return string;
    }
    int end = toEnd ? size : (int) (start + length);
    return new StringValue(text.substring((int) start, end), string.context());
  }

  private static Value concatStringsSep(Evaluation ev, int position, Lazy[] args) {
    StringValue separator =
        Force.string(
            args[0],
            ev,
            Positions.NONE,
            "while evaluating the first argument (the separator string) passed to"
                + " builtins.concatStringsSep");
    ListValue list =
        Force.list(
            args[1],
            ev,
            Positions.NONE,
            "while evaluating the second argument (the list of strings to concat) passed to"
                + " builtins.concatStringsSep");
    String purpose =
        "while evaluating one element of the list of strings to concat passed to"
            + " builtins.concatStringsSep";
    ev.ahead(list.elements());
    ContextBuilder context = new ContextBuilder();
    context.add(separator.context());
    StringBuilder text = new StringBuilder((separator.text().length() + 16) * list.size());
    for (int i = 0; i < list.size(); i++) {
      text.append(i == 0 ? "" : separator.text());
      text.append(
          Coerce.toText(list.get(i), Coerce.Mode.COPY, context, ev, Positions.NONE, purpose));
    }
    return new StringValue(text.toString(), context.build());
  }

  private static Value baseNameOf(Evaluation ev, int position, Lazy[] args) {
    String purpose = "while evaluating the first argument passed to builtins.baseNameOf";
    StringValue path = coerce(args[0], Coerce.Mode.PLAIN, ev, purpose);
    return new StringValue(baseName(path.text()), path.context());
  }

  /** What follows the last slash; one slash at the end does not count, but two do. */
  private static String baseName(String path) {
    int end = path.length();
    if (end > 1 && path.charAt(end - 1) == '/') {
      end--;
    }
    return path.substring(path.lastIndexOf('/', end - 1) + 1, end);
  }

  private static Value dirOf(Evaluation ev, int position, Lazy[] args) {
    if (args[0].force(ev, Positions.NONE) instanceof PathValue path) {
      return new PathValue(Paths.parent(path.path()));
    }
    String purpose = "while evaluating the first argument passed to 'builtins.dirOf'";
    StringValue path = coerce(args[0], Coerce.Mode.PLAIN, ev, purpose);
    int slash = path.text().lastIndexOf('/');
    String directory = slash < 0 ? "." : slash == 0 ? "/" : path.text().substring(0, slash);
    return new StringValue(directory, path.context());
  }
}
