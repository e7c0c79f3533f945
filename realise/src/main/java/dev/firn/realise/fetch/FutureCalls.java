package dev.firn.realise.fetch;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.eval.Coerce;
import dev.firn.lang.eval.ContextBuilder;
import dev.firn.lang.eval.Force;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.StringValue;
import dev.firn.lang.value.Value;
import java.util.HashSet;
import java.util.Set;

/** Builtins that will fetch in a later version. What they are called with is checked already. */
final class FutureCalls {
  private FutureCalls() {}

  /** The error of a builtin that cannot do its work yet. */
  static EvalError later(String name) {
    return new EvalError("'" + name + "' is not supported yet");
  }

  /** {@code fetchMercurial}. */
  static Value fetchMercurial(Lazy argument, Evaluation ev) {
    if (argument.force(ev, Positions.NONE) instanceof Attrs attrs) {
      String url = "";
      int[] order = ev.order(attrs);
      for (int i = 0; i < attrs.size(); i++) {
        int index = order[i];
        String name = attrs.shape().name(index).name();
        int written = attrs.shape().position(index);
        String purpose =
            "while evaluating the `" + name + "` attribute passed to builtins.fetchMercurial";
        switch (name) {
          case "url" -> url = text(attrs.value(index), ev, written, purpose);
          case "rev", "name" -> Force.plainString(attrs.value(index), ev, written, purpose);
          default ->
              throw new EvalError(
                  "unsupported argument '"
                      + attrs.shape().name(index).shown()
                      + "' to 'fetchMercurial'",
                  written);
        }
      }
      if (url.isEmpty()) {
        throw new EvalError("'url' argument required");
      }
    } else {
      String purpose = "while evaluating the first argument passed to builtins.fetchMercurial";
      text(argument, ev, Positions.NONE, purpose);
    }
    throw later("fetchMercurial");
  }

  private static String text(Lazy slot, Evaluation ev, int position, String purpose) {
    return Coerce.toText(slot, Coerce.Mode.PLAIN, new ContextBuilder(), ev, position, purpose);
  }

  /** {@code fetchClosure}. */
  static Value fetchClosure(Lazy argument, Evaluation ev) {
    String context = "while evaluating the argument passed to builtins.fetchClosure";
    Attrs attrs = Force.attrs(argument, ev, Positions.NONE, context);
    Set<String> given = new HashSet<>();
    int[] order = ev.order(attrs);
    for (int i = 0; i < attrs.size(); i++) {
      int index = order[i];
      String name = attrs.shape().name(index).name();
      given.add(name);
      if (readClosureAttribute(name, attrs.value(index), attrs.shape().position(index), ev)) {
        given.add("inputAddressed = true");
      }
    }
    require(given, "fromPath");
    if (given.contains("inputAddressed = true") && given.contains("toPath")) {
      throw new EvalError(
          "attribute 'inputAddressed' is set to true, but 'toPath' is also set. Please remove one"
              + " of them");
    }
    require(given, "fromStore");
    throw later("fetchClosure");
  }

  /** Evaluates an attribute; gives whether it is a Boolean and true. */
  private static boolean readClosureAttribute(String name, Lazy slot, int written, Evaluation ev) {
    String hint = "while evaluating the attribute '" + name + "' passed to builtins.fetchClosure";
    switch (name) {
      case "fromPath" -> requireStorePath(slot, written, hint, ev);
      case "toPath" -> {
        boolean none =
            slot.force(ev, written) instanceof StringValue string && string.text().isEmpty();
        if (!none) {
          requireStorePath(slot, written, hint, ev);
        }
      }
      case "fromStore" -> Force.plainString(slot, ev, written, hint);
      case "inputAddressed" -> {
        return Force.bool(slot, ev, written, hint);
      }
      default ->
          throw new EvalError("attribute '" + name + "' isn't supported in call to 'fetchClosure'");
    }
    return false;
  }

  private static void requireStorePath(Lazy slot, int written, String hint, Evaluation ev) {
    String path = text(slot, ev, written, hint);
    if (!path.startsWith(ev.host().storeDirectory() + "/")) {
      throw new EvalError("path '" + path + "' is not in the Nix store").trace(written, hint);
    }
  }

  private static void require(Set<String> given, String name) {
    if (!given.contains(name)) {
      throw new EvalError("attribute '" + name + "' is missing in call to 'fetchClosure'");
    }
  }
}
