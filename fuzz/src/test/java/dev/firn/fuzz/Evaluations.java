package dev.firn.fuzz;

import dev.firn.base.text.ErrorRenderer;
import dev.firn.base.text.ErrorReport.Level;
import dev.firn.lang.builtins.PureBuiltins;
import dev.firn.lang.builtins.WorldBuiltins;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.error.Reports;
import dev.firn.lang.eval.BuiltinLibrary;
import dev.firn.lang.eval.ContextBuilder;
import dev.firn.lang.eval.Deep;
import dev.firn.lang.eval.EvalSettings;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.eval.TestSettings;
import dev.firn.lang.host.Host;
import dev.firn.lang.host.MemoryHost;
import dev.firn.lang.host.RealHost;
import dev.firn.lang.print.PlainPrinter;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.syntax.Source;
import dev.firn.lang.syntax.Symbol;
import dev.firn.lang.syntax.SyntaxTrees;
import dev.firn.lang.value.Ahead;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.ListValue;
import dev.firn.lang.value.Stacks;
import dev.firn.lang.value.Thunk;
import dev.firn.lang.value.Value;
import dev.firn.realise.instantiate.EvaluationStore;
import dev.firn.realise.instantiate.NeededOutputs;
import dev.firn.realise.instantiate.StoreBuiltins;
import dev.firn.realise.instantiate.StoreHost;
import dev.firn.store.MemoryStore;
import dev.firn.store.local.LocalStore;
import dev.firn.store.local.StoreLocation;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Evaluates programs with any number of helpers. */
final class Evaluations {
  private final RecordingHost host;
  private final List<BuiltinLibrary> libraries;
  private final String program;
  private final @Nullable SyntaxTrees trees;
  private int computedAhead;

  private Evaluations(
      RecordingHost host,
      List<BuiltinLibrary> libraries,
      String program,
      @Nullable SyntaxTrees trees) {
    this.host = host;
    this.libraries = libraries;
    this.program = program;
    this.trees = trees;
  }

  /**
   * What came of an evaluation.
   *
   * @param text the value with all that is in it, or the report of the error with its whole story, and before it what the program
   *     printed
   * @param stored what the program put into the store
   * @param computedAhead how many thunks helpers computed
   */
  record Outcome(String text, String stored, int computedAhead) {}

  /**
   * Evaluates a program with everything in its value; of a set with the attributes {@code wanted} and {@code seen} only all that is in
   * the first. The second is a list, of which the outcome tells what is known then. It tells as well what was put into the store.
   *
   * @param readOnly whether nothing may be put into the store
   * @param trees the syntax trees of earlier evaluations; null without any
   */
  static Outcome inMemory(
      String program,
      MemoryHost files,
      boolean readOnly,
      int helpers,
      @Nullable SyntaxTrees trees) {
    MemoryStore objects = new MemoryStore(new StoreDir("/nix/store"));
    EvaluationStore store = new EvaluationStore(objects, readOnly);
    RecordingHost host =
        new RecordingHost(
            StoreHost.of(new RecordingHost(files), store, NeededOutputs.NONE, settings()));
    Evaluations evaluations = new Evaluations(host, builtins(store), program, trees);
    String text = evaluations.run("/files", helpers);
    StringJoiner stored = new StringJoiner(" ");
    for (StorePath path : objects.allValidPaths()) {
      stored.add(objects.dir().print(path));
    }
    return new Outcome(text, stored.toString(), evaluations.computedAhead);
  }

  private static List<BuiltinLibrary> builtins(EvaluationStore store) {
    List<BuiltinLibrary> libraries = new ArrayList<>(PureBuiltins.all());
    libraries.addAll(WorldBuiltins.all());
    libraries.addAll(StoreBuiltins.all(store));
    return libraries;
  }

  /** Evaluates a program that may read files, in a directory, and computes store paths without writing anything. */
  static Outcome onDisk(String program, String directory, int helpers) {
    Path none = Path.of("/nonexistent");
    LocalStore local = new LocalStore(StoreLocation.of(new StoreDir("/nix/store"), none));
    EvaluationStore store = new EvaluationStore(local, true);
    Host disk = new RealHost("/nix/store", directory, new RecordingHost(new MemoryHost()));
    RecordingHost host =
        new RecordingHost(StoreHost.of(disk, store, NeededOutputs.NONE, settings()));
    Evaluations evaluations = new Evaluations(host, builtins(store), program, null);
    return new Outcome(evaluations.run(directory, helpers), "", evaluations.computedAhead);
  }

  private String run(String directory, int helpers) {
    String result = Stacks.call(() -> withHelpers(directory, helpers));
    return String.join("\n", host.messages()) + "\n" + result;
  }

  private String withHelpers(String directory, int helpers) {
    Evaluator evaluator = new Evaluator(host, settings(), libraries, trees);
    try (Ahead ahead = new Ahead(evaluator.evaluation(), helpers)) {
      String result = evaluate(evaluator, directory);
      computedAhead = ahead.computed();
      return result;
    }
  }

  private static EvalSettings settings() {
    return new TestSettings()
        .features("pipe-operators", "parse-toml-timestamps", "fetch-closure", "flakes")
        .showTrace()
        .get();
  }

  private String evaluate(Evaluator evaluator, String directory) {
    Evaluation ev = evaluator.evaluation();
    try {
      Lazy whole = evaluator.delay(evaluator.compile(Source.string(program), directory));
      Attrs attrs = whole.force(ev, Positions.NONE) instanceof Attrs set ? set : Attrs.EMPTY;
      Lazy wanted = attrs.get(Symbol.of("wanted"));
      Lazy seen = attrs.get(Symbol.of("seen"));
      String outcome = outcome(wanted == null ? whole : wanted, evaluator);
      return seen == null ? outcome : outcome + "\nseen: " + state(seen.force(ev, 0), ev);
    } catch (EvalError error) {
      return report(error, evaluator);
    }
  }

  private static String outcome(Lazy wanted, Evaluator evaluator) {
    try {
      Deep.force(wanted, evaluator.evaluation());
      return PlainPrinter.print(wanted, new ContextBuilder(), evaluator.evaluation());
    } catch (EvalError error) {
      return report(error, evaluator);
    }
  }

  private static String report(EvalError error, Evaluator evaluator) {
    return ErrorRenderer.render(Reports.of(error, Level.ERROR, evaluator.positions()), true, false);
  }

  /** What an observer sees of values that nobody asks for now: which of them were computed, and which failed. */
  private static String state(Value seen, Evaluation ev) {
    StringBuilder state = new StringBuilder(PlainPrinter.print(seen, new ContextBuilder(), ev));
    for (Lazy each : ((ListValue) seen).elements()) {
      state.append(each instanceof Thunk thunk && thunk.failure() != null ? " failed" : " -");
    }
    return state.toString();
  }
}
