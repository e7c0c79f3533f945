package dev.firn.conformance.rendered;

import dev.firn.base.disk.Disk;
import dev.firn.base.json.Json;
import dev.firn.deploy.component.Component;
import dev.firn.image.docker.Docker;
import dev.firn.lang.eval.EvalSettings;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.host.MemoryHost;
import dev.firn.lang.host.RealHost;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.Stacks;
import dev.firn.lang.value.StringValue;
import dev.firn.process.description.DescriptionJson;
import dev.firn.process.manager.RealPrograms;
import dev.firn.process.managers.Managers;
import dev.firn.process.model.ModelRequest;
import dev.firn.process.model.ProcessModel;
import dev.firn.realise.evaluation.CompleteEvaluator;
import dev.firn.realise.instantiate.EvaluationStore;
import dev.firn.store.MemoryStore;
import dev.firn.store.Store;
import dev.firn.store.path.StoreDir;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What Firn renders for the cases. */
final class FirnRendering {
  private static final Path FOLDER = Path.of("rendered").toAbsolutePath();

  private final Bench bench;
  private final Evaluator evaluator =
      CompleteEvaluator.create(
          new RealHost(StoreDir.DEFAULT.path(), FOLDER.toString(), new MemoryHost()),
          new EvaluationStore(new MemoryStore(StoreDir.DEFAULT), false),
          _ -> {
            throw new IllegalStateException("nothing is built");
          },
          EvalSettings.defaults("x86_64-linux"));
  private final Managers managers =
      Managers.all(
          _ -> null, new Docker(Disk.REAL, new RealPrograms(), _ -> null, FirnRendering::noStore));

  /** For the programs of that bench. */
  FirnRendering(Bench bench) {
    this.bench = bench;
  }

  private static Store noStore() {
    throw new IllegalStateException("nothing is built");
  }

  /** The names of all cases. */
  List<String> cases() {
    String names =
        "toString (builtins.attrNames (import ./cases.nix { create = _: null; programs = null; stateDir = null; }))";
    return List.of(
        ((StringValue) Stacks.call(() -> evaluator.evalString(names, FOLDER.toString())))
            .text()
            .split(" "));
  }

  /**
   * The files for a case, by path.
   *
   * @param facts gets the accounts that it needs
   * @throws dev.firn.deploy.component.ModelException if that manager cannot do what the process asks for
   */
  SortedMap<String, String> files(String manager, String name, SortedMap<String, String> facts) {
    Component component = null;
    for (Component each : components(manager, name)) {
      List<String> path = each.path().names();
      if (path.getLast().equals("webapp") && path.size() == 1) {
        component = each;
      } else if (path.size() == 3) {
        each.inputs()
            .forEach((attribute, value) ->
                facts.put(
                    "account " + path.get(1) + " " + path.get(2) + " " + attribute, text(value)));
        facts.put("account " + path.get(1) + " " + path.get(2), "there");
      }
    }
    SortedMap<String, String> files = new TreeMap<>();
    managers
        .get(manager)
        .render(DescriptionJson.read(component.inputs()))
        .files()
        .forEach((path, file) -> files.put(path, file.text()));
    return files;
  }

  private Collection<Component> components(String manager, String name) {
    String arguments =
        "{ case = \"" + name + "\"; programs = \"" + bench.path("programs") + "\"; }";
    return Stacks.call(() ->
            new ProcessModel(evaluator, StoreDir.DEFAULT, managers)
                .load(
                    new ModelRequest(
                        FOLDER.resolve("model.nix").toString(),
                        "rendered",
                        "root",
                        "root",
                        true,
                        manager,
                        bench.path("state"),
                        true,
                        (Attrs) evaluator.evalString(arguments, FOLDER.toString()),
                        bench.path("deployments"))))
        .deployment()
        .components()
        .values();
  }

  /** As shells have it. */
  private static String text(Json value) {
    return switch (value) {
      case Json.Str text -> text.value();
      case Json.Bool bool -> bool.value() ? "1" : "";
      default -> value.print();
    };
  }
}
