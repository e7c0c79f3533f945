package dev.firn.process.model;

import dev.firn.base.json.Json;
import dev.firn.base.json.JsonParseException;
import dev.firn.base.sys.BytePaths;
import dev.firn.deploy.json.JsonFormatException;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.eval.Paths;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.syntax.Symbol;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.AttrsBuilder;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.IntValue;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.StringValue;
import dev.firn.lang.value.Value;
import dev.firn.process.host.IdsDriver;
import dev.firn.process.ids.IdAssignment;
import dev.firn.process.ids.IdJson;
import dev.firn.process.ids.IdPool;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what {@code idresources.nix}, {@code ids.nix} and models say of ids. */
final class IdFiles {
  /** The file beside a model that says which numbers there are. */
  static final String RESOURCES = "idresources.nix";

  /** The file beside a model that says who has which. */
  static final String IDS = "ids.nix";

  private static final String GLOBAL = "global";

  private final Evaluator evaluator;
  private final Evaluation ev;
  private final Needs needs;

  IdFiles(Evaluator evaluator, Needs needs) {
    this.evaluator = evaluator;
    this.ev = evaluator.evaluation();
    this.needs = needs;
  }

  private Fields fields(Value value, String what) {
    if (value instanceof Attrs set) {
      return new Fields(set, what, needs, ev);
    }
    throw new EvalError(what + " must be a set, not " + value.describe());
  }

  /** The resources that a file defines. */
  List<IdPool> pools(String file) {
    Fields all = fields(evaluator.evalFile(file, ev), "'" + file + "'");
    List<IdPool> pools = new ArrayList<>();
    for (String name : all.names()) {
      Fields pool = fields(all.attribute(name), "the id resource '" + name + "'");
      pool.only(List.of("max", "min", "scope", "step"), "attribute");
      String scope = pool.text("scope");
      if (scope != null && !scope.equals(GLOBAL)) {
        throw pool.wrong("scope", "must be \"global\": processes run on one machine");
      }
      Long step = pool.integer("step");
      pools.add(
          new IdPool(name, number(pool, "min"), number(pool, "max"), step == null ? 1 : step));
    }
    return pools;
  }

  private static long number(Fields pool, String name) {
    Long number = pool.integer(name);
    if (number == null) {
      throw pool.wrong(name, "is missing");
    }
    return number;
  }

  /** What a file assigns. */
  IdAssignment read(String file) {
    return assignment(evaluator.evalFile(file, ev), "'" + file + "'");
  }

  /** What the last deployment was assigned, or else what a file beside the model assigns. */
  IdAssignment before(String directory, Choices choices) {
    evaluator.host().dependsOnMore();
    try {
      Json kept =
          new IdsDriver(BytePaths.of(choices.deployments()))
              .kept(choices.name(), HostComponents.IDS);
      if (kept != null) {
        return IdJson.read(kept);
      }
    } catch (IOException | JsonFormatException | JsonParseException failed) {
      throw new EvalError("cannot read which ids were assigned: " + failed.getMessage());
    }
    String usual = Paths.child(directory, IDS);
    return evaluator.host().kind(usual) == null ? IdAssignment.EMPTY : read(usual);
  }

  private IdAssignment assignment(Value value, String what) {
    Fields all = fields(value, what);
    SortedMap<String, SortedMap<String, Long>> ids = new TreeMap<>();
    all.fieldsByName("ids").forEach((resource, each) -> ids.put(resource, numbers(each)));
    Fields last = all.fields("lastAssignments");
    return new IdAssignment(ids, last == null ? new TreeMap<>() : numbers(last));
  }

  private static SortedMap<String, Long> numbers(Fields fields) {
    SortedMap<String, Long> numbers = new TreeMap<>();
    for (String name : fields.names()) {
      numbers.put(name, number(fields, name));
    }
    return numbers;
  }

  /**
   * The names of the resources that each instance needs a number of. Nothing else of the instances is evaluated.
   *
   * @param property the attribute that says so
   */
  SortedMap<String, List<String>> required(Attrs model, String property) {
    SortedMap<String, List<String>> required = new TreeMap<>();
    Fields instances = new Fields(model, "the model", needs, ev);
    for (String key : instances.names()) {
      Fields instance = fields(instances.attribute(key), "'" + key + "'");
      List<String> names = new ArrayList<>();
      for (Lazy slot : instance.list(property)) {
        if (!(slot.force(ev, instance.position(property)) instanceof StringValue name)) {
          throw instance.wrong(property, "must be a list of names");
        }
        names.add(name.text());
      }
      if (!names.isEmpty()) {
        required.put(key, names);
      }
    }
    return required;
  }

  /** The assigned ids as models are given them: by resource and process. */
  static Attrs argument(IdAssignment assignment) {
    AttrsBuilder resources = new AttrsBuilder(assignment.ids().size());
    assignment
        .ids()
        .forEach((resource, each) -> {
          AttrsBuilder ids = new AttrsBuilder(each.size());
          each.forEach((process, id) -> ids.add(process, IntValue.of(id)));
          resources.add(Symbol.of(resource), ids.build(), Positions.NONE);
        });
    return resources.build();
  }
}
