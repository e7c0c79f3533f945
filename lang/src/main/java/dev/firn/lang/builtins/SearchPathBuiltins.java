package dev.firn.lang.builtins;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.error.InvalidPathError;
import dev.firn.lang.eval.BuiltinLibrary;
import dev.firn.lang.eval.Coerce;
import dev.firn.lang.eval.ContextBuilder;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.eval.Force;
import dev.firn.lang.eval.Registry;
import dev.firn.lang.eval.SearchPath;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.syntax.Symbol;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.AttrsBuilder;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.ListValue;
import dev.firn.lang.value.PathValue;
import dev.firn.lang.value.Secrets;
import dev.firn.lang.value.StringValue;
import dev.firn.lang.value.Value;
import java.util.ArrayList;
import java.util.List;

/** The search path, and what {@code <name>} means. */
final class SearchPathBuiltins implements BuiltinLibrary {
  private static final Symbol PATH = Symbol.of("path");
  private static final Symbol PREFIX = Symbol.of("prefix");

  @Override
  public void addTo(Registry registry, Evaluator evaluator) {
    List<Lazy> entries = new ArrayList<>();
    for (SearchPath.Entry entry : evaluator.searchEntries()) {
      entries.add(
          new AttrsBuilder(2)
              .add(PATH, new StringValue(entry.path()))
              .add(PREFIX, new StringValue(entry.prefix()))
              .build());
    }
    registry
        .constant("__nixPath", ListValue.of(entries))
        .add("__findFile", 2, (ev, position, args) -> findFile(evaluator.searchPath(), args, ev));
  }

  private static Value findFile(SearchPath searchPath, Lazy[] args, Evaluation ev) {
    String context = "while evaluating the first argument passed to builtins.findFile";
    ListValue list = Force.list(args[0], ev, Positions.NONE, context);
    List<SearchPath.Entry> entries = new ArrayList<>(list.size());
    for (int i = 0; i < list.size(); i++) {
      entries.add(entry(list.get(i), ev));
    }
    context = "while evaluating the second argument passed to builtins.findFile";
    String name = Force.plainString(args[1], ev, Positions.NONE, context);
    return new PathValue(searchPath.find(entries, name, Positions.NONE, ev.host()));
  }

  private static SearchPath.Entry entry(Lazy element, Evaluation ev) {
    String context = "while evaluating an element of the list passed to builtins.findFile";
    Attrs attrs = Force.attrs(element, ev, Positions.NONE, context);
    Lazy prefix = attrs.get(PREFIX);
    return new SearchPath.Entry(prefix == null ? "" : prefix(prefix, ev), path(attrs, ev));
  }

  private static String prefix(Lazy prefix, Evaluation ev) {
    String context =
        "while evaluating the `prefix` attribute of an element of the list passed to"
            + " builtins.findFile";
    return Force.plainString(prefix, ev, Positions.NONE, context);
  }

  private static String path(Attrs attrs, Evaluation ev) {
    Lazy slot = Force.attribute(attrs, PATH, "in an element of the __nixPath");
    ContextBuilder context = new ContextBuilder();
    String purpose =
        "while evaluating the `path` attribute of an element of the list passed to"
            + " builtins.findFile";
    String path = Coerce.toText(slot, Coerce.Mode.PLAIN, context, ev, Positions.NONE, purpose);
    Secrets.refuse(context.build(), "the search path");
    try {
      return RealisedPath.realise(path, context.build(), ev);
    } catch (InvalidPathError invalid) {
      throw new EvalError(
          "cannot find '" + path + "', since path '" + invalid.path() + "' is not valid");
    }
  }
}
