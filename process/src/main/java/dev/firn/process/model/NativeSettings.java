package dev.firn.process.model;

import dev.firn.base.json.Json;
import dev.firn.lang.eval.ContextBuilder;
import dev.firn.lang.print.JsonPrinter;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.FunctionValue;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what {@code overrides} has for one process manager. */
final class NativeSettings implements ProcessReader.Overrides {
  private final String manager;
  private final Needs needs;
  private final Evaluation ev;

  NativeSettings(String manager, Needs needs, Evaluation ev) {
    this.manager = manager;
    this.needs = needs;
    this.ev = ev;
  }

  @Override
  public SortedMap<String, Json> of(Fields process) {
    Fields all = process.fields("overrides");
    if (all == null || !all.has(manager)) {
      return new TreeMap<>();
    }
    if (all.value(manager) instanceof FunctionValue) {
      throw all.wrong(manager, "must be a set: functions are for models of nix-processmgmt");
    }
    Attrs set = all.set(manager);
    ContextBuilder context = new ContextBuilder();
    String text =
        JsonPrinter.print(
            set == null ? Attrs.EMPTY : set, true, true, context, ev, all.position(manager));
    needs.add(context.build());
    return ((Json.Obj) Json.parse(text)).members();
  }
}
