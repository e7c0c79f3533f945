package dev.firn.lang.builtins;

import dev.firn.base.text.PackageName;
import dev.firn.lang.eval.BuiltinLibrary;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.eval.Force;
import dev.firn.lang.eval.Names;
import dev.firn.lang.eval.Registry;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.syntax.Symbol;
import dev.firn.lang.text.Versions;
import dev.firn.lang.value.AttrsBuilder;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.IntValue;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.ListValue;
import dev.firn.lang.value.StringValue;
import dev.firn.lang.value.Value;
import java.util.ArrayList;
import java.util.List;

/** Package names and versions. */
final class VersionBuiltins implements BuiltinLibrary {
  private static final Symbol VERSION = Symbol.of("version");

  @Override
  public void addTo(Registry registry, Evaluator evaluator) {
    registry
        .add("__parseDrvName", 1, VersionBuiltins::parseDrvName)
        .add("__compareVersions", 2, VersionBuiltins::compareVersions)
        .add("__splitVersion", 1, VersionBuiltins::splitVersion);
  }

  private static String string(Lazy slot, Evaluation ev, String context) {
    return Force.plainString(slot, ev, Positions.NONE, context);
  }

  private static Value parseDrvName(Evaluation ev, int position, Lazy[] args) {
    String context = "while evaluating the first argument passed to builtins.parseDrvName";
    PackageName parsed = PackageName.parse(string(args[0], ev, context));
    return new AttrsBuilder(2)
        .add(Names.NAME, new StringValue(parsed.name()))
        .add(ev.meet(VERSION), new StringValue(parsed.version()))
        .build();
  }

  private static Value compareVersions(Evaluation ev, int position, Lazy[] args) {
    String first =
        string(
            args[0], ev, "while evaluating the first argument passed to builtins.compareVersions");
    String second =
        string(
            args[1], ev, "while evaluating the second argument passed to builtins.compareVersions");
    return IntValue.of(Versions.compare(first, second));
  }

  private static Value splitVersion(Evaluation ev, int position, Lazy[] args) {
    String context = "while evaluating the first argument passed to builtins.splitVersion";
    List<Lazy> components = new ArrayList<>();
    for (String component : Versions.split(string(args[0], ev, context))) {
      components.add(new StringValue(component));
    }
    return ListValue.of(components);
  }
}
