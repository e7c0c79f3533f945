package dev.firn.app.deploy;

import dev.firn.app.command.UsageException;
import dev.firn.base.json.Json;
import dev.firn.deploy.generation.Generation;
import dev.firn.deploy.generation.History;
import dev.firn.deploy.plan.Action;
import dev.firn.deploy.plan.Change;
import dev.firn.deploy.plan.PlanJson;
import dev.firn.deploy.plan.PlanText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code firn history} and {@code firn diff}. */
final class HistoryCommand {
  private static final int VERSION = 1;
  private static final Generation NOTHING = new Generation(0, Instant.EPOCH, "", new TreeMap<>());

  private HistoryCommand() {}

  static int history(DeployCall call) {
    History history = call.state(Selection.name(call, call.operand(0))).history();
    Table table = new Table("", "GENERATION", "MADE", "COMPONENTS", "CHANGES", "SOURCE");
    List<Json> all = new ArrayList<>();
    Generation before = NOTHING;
    for (Generation generation : history.generations().values()) {
      List<Change> changes = History.difference(before, generation);
      boolean current = generation.number() == history.current();
      table.row(
          current ? "*" : "",
          generation.number() + "",
          generation.made().toString(),
          generation.components().size() + "",
          counts(changes),
          generation.source());
      all.add(json(generation, current, changes));
      before = generation;
    }
    if (call.json()) {
      call.print(
          Json.object(
              Map.of("version", new Json.Int(VERSION), "generations", new Json.Array(all))));
    } else {
      call.print(all.isEmpty() ? "nothing was deployed yet\n" : table.render());
    }
    return 0;
  }

  private static String counts(List<Change> changes) {
    StringBuilder text = new StringBuilder();
    for (Action action : List.of(Action.CREATE, Action.CHANGE, Action.REPLACE, Action.STOP)) {
      long count = changes.stream().filter(change -> change.action() == action).count();
      if (count > 0) {
        text.append(text.isEmpty() ? "" : ", ").append(count).append(' ').append(action.text());
      }
    }
    return text.isEmpty() ? "none" : text.toString();
  }

  private static Json json(Generation generation, boolean current, List<Change> changes) {
    return Json.object(
        Map.of(
            "number", new Json.Int(generation.number()),
            "current", new Json.Bool(current),
            "made", new Json.Str(generation.made().toString()),
            "source", new Json.Str(generation.source()),
            "components", new Json.Int(generation.components().size()),
            "changes", list(changes)));
  }

  private static Json list(List<Change> changes) {
    return new Json.Array(changes.stream().map(PlanJson::change).toList());
  }

  static int diff(DeployCall call) {
    int from = number(call.operand(0));
    int to = number(call.operand(1));
    History history = call.state(Selection.name(call, null)).history();
    List<Change> changes = History.difference(history.get(from), history.get(to));
    if (call.json()) {
      call.print(
          Json.object(
              Map.of(
                  "version", new Json.Int(VERSION),
                  "from", new Json.Int(from),
                  "to", new Json.Int(to),
                  "changes", list(changes))));
    } else {
      call.print(changes.isEmpty() ? "nothing differs\n" : PlanText.render(changes));
    }
    return 0;
  }

  private static int number(@Nullable String text) {
    try {
      return Integer.parseInt(text == null ? "" : text);
    } catch (NumberFormatException none) {
      throw new UsageException("tell the numbers of two generations: firn history lists them");
    }
  }
}
