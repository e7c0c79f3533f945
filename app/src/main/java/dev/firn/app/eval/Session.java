package dev.firn.app.eval;

import dev.firn.app.command.CommandLine;
import dev.firn.app.command.EvalOptions;
import dev.firn.app.command.UsageException;
import dev.firn.app.console.Surroundings;
import dev.firn.app.recall.Observations;
import dev.firn.app.recall.Recall;
import dev.firn.app.settings.SearchPaths;
import dev.firn.app.settings.Settings;
import dev.firn.base.text.ErrorReport;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.eval.Paths;
import dev.firn.lang.select.AutoCall;
import dev.firn.lang.select.SelectionPath;
import dev.firn.lang.syntax.AstPrinter;
import dev.firn.lang.syntax.Expr;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.syntax.Source;
import dev.firn.lang.value.Ahead;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.AttrsBuilder;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.Stacks;
import dev.firn.lang.value.StringValue;
import dev.firn.lang.value.Value;
import dev.firn.store.Store;
import dev.firn.store.local.IndirectRoots;
import dev.firn.store.path.StorePath;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An evaluator, set up by a command line, and the arguments that functions are called with. */
public final class Session {
  private static final int MOST_THREADS = 256;

  private final Evaluator evaluator;
  private final OpenStore store;
  private final Surroundings surroundings;
  private final Attrs arguments;

  private Session(
      Evaluator evaluator, OpenStore store, Surroundings surroundings, CommandLine line) {
    this.evaluator = evaluator;
    this.store = store;
    this.surroundings = surroundings;
    this.arguments = arguments(line);
  }

  /** What is done with a session. */
  public interface Body {
    /** Does it, and gives the exit status. */
    int run(Session session);
  }

  /** What an evaluation may do to the store. */
  public enum Access {
    /** Nothing. */
    READ,
    /** Write what it needs there. */
    WRITE,
    /** The same, and it will write for sure. */
    FILL
  }

  /**
   * What a session is made of.
   *
   * @param more what else its result depends on, beside what it asks of the world
   */
  record Setup(
      CommandLine line,
      Settings settings,
      Surroundings surroundings,
      Access access,
      List<String> searchPath,
      List<String> more) {}

  /**
   * Sets up an evaluator and does something with it, on a thread with a stack that is large enough for it. Errors of the language are
   * reported.
   *
   * @return the exit status
   */
  public static int run(
      CommandLine line, Settings settings, Surroundings surroundings, Access access, Body body) {
    return run(line, settings, surroundings, access, List.of(), body);
  }

  /**
   * The same.
   *
   * @param more what the body looks at that is neither in the command line nor asked of the session's evaluator and store
   */
  public static int run(
      CommandLine line,
      Settings settings,
      Surroundings surroundings,
      Access access,
      List<String> more,
      Body body) {
    List<String> searchPath =
        SearchPaths.entries(line.values(EvalOptions.INCLUDE), settings, surroundings.environment());
    Setup setup = new Setup(line, settings, surroundings, access, searchPath, more);
    boolean counted = Statistics.begin(line, surroundings);
    Recall recall = surroundings.recall();
    return recall == null
        ? run(setup, body, null, counted)
        : Recalled.run(setup, recall, seen -> run(setup, body, seen, counted));
  }

  private static int run(Setup setup, Body body, @Nullable Observations seen, boolean counted) {
    CommandLine line = setup.line();
    Settings settings = setup.settings();
    Surroundings surroundings = setup.surroundings();
    int helpers = counted ? 0 : helpers(line);
    try (OpenStore store = OpenStore.of(settings, surroundings, setup.access(), seen)) {
      Evaluator evaluator = Evaluators.create(setup, store, seen);
      Recall recall = surroundings.recall();
      if (recall != null) {
        recall.interruptible(evaluator.evaluation()::interrupt);
      }
      return Stacks.call(() -> {
        try (Ahead _ = helpers == 0 ? null : new Ahead(evaluator.evaluation(), helpers)) {
          return body.run(new Session(evaluator, store, surroundings, line));
        } catch (EvalError error) {
          surroundings.output().flush();
          report(error, evaluator, surroundings);
          if (error.isUsage()) {
            surroundings.messages().hint(line.program());
          }
          return error.exitStatus();
        } finally {
          if (counted) {
            surroundings.output().flush();
            Statistics.print(surroundings, evaluator.positions());
          }
        }
      });
    }
  }

  private static void report(EvalError error, Evaluator evaluator, Surroundings surroundings) {
    boolean showTrace = evaluator.settings().showTrace();
    for (ErrorReport report : ErrorReports.of(error, evaluator.positions())) {
      surroundings.messages().report(report, showTrace);
    }
  }

  /** Tells of an error that does not end the command. */
  public void report(EvalError error) {
    report(error, evaluator, surroundings);
  }

  /** How many threads work ahead of the one that evaluates. */
  private static int helpers(CommandLine line) {
    String threads = line.value(EvalOptions.THREADS);
    if (threads == null) {
      return 0;
    }
    try {
      int number = Integer.parseInt(threads);
      if (number >= 1 && number <= MOST_THREADS) {
        return number - 1;
      }
    } catch (NumberFormatException _) {
      // Said below.
    }
    throw new UsageException(
        "'--threads' takes a number from 1 to " + MOST_THREADS + ", not '" + threads + "'");
  }

  /** The evaluator. */
  public Evaluator evaluator() {
    return evaluator;
  }

  /** The evaluation that decides results. */
  public Evaluation evaluation() {
    return evaluator.evaluation();
  }

  /** The store. */
  public Store store() {
    return store.store();
  }

  /** Makes what was written to the store durable, and seen by others. */
  public void flush() {
    store.view().flush();
  }

  /** The roots that users hold; null if the store has none. */
  public @Nullable IndirectRoots roots() {
    return store.roots();
  }

  /**
   * Checks that a text is the store path of a derivation.
   *
   * @throws EvalError if it is not
   */
  public void checkDerivationPath(String text) {
    StorePath path = store.store().dir().find(text);
    if (path == null) {
      throw new EvalError("path '" + text + "' is not in the Nix store");
    }
    if (!path.isDerivation()) {
      throw new EvalError("store path '" + path.baseName() + "' is not a valid derivation path");
    }
  }

  /** The store path that a text is. */
  public StorePath storePath(String text) {
    return store.store().dir().parse(text);
  }

  /** What functions are called with, by name. */
  public Attrs arguments() {
    return arguments;
  }

  private Attrs arguments(CommandLine line) {
    SortedMap<String, Lazy> byName = new TreeMap<>();
    for (CommandLine.Given given : line.given()) {
      if (isArgument(given)) {
        byName.put(given.operands().getFirst(), argument(given));
      }
    }
    AttrsBuilder all = new AttrsBuilder(byName.size());
    byName.forEach((name, value) -> all.add(evaluation().symbol(name), value));
    return all.build();
  }

  private static boolean isArgument(CommandLine.Given given) {
    return given.option() == EvalOptions.ARG
        || given.option() == EvalOptions.ARGSTR
        || given.option() == EvalOptions.ARG_FROM_FILE
        || given.option() == EvalOptions.ARG_FROM_STDIN;
  }

  private Lazy argument(CommandLine.Given given) {
    if (given.option() == EvalOptions.ARG_FROM_STDIN) {
      return new StringValue(StandardInput.read(surroundings));
    }
    String operand = given.operands().get(1);
    if (given.option() == EvalOptions.ARGSTR) {
      return new StringValue(operand);
    }
    if (given.option() == EvalOptions.ARG_FROM_FILE) {
      return new StringValue(evaluator.host().readFile(absolute(operand)));
    }
    return evaluator.delay(evaluator.compile(Source.string(operand), surroundings.directory()));
  }

  /** The absolute, canonical path of what a user names. */
  public String absolute(String path) {
    return Paths.canonical(path.startsWith("/") ? path : surroundings.directory() + "/" + path);
  }

  /** Reads an expression. */
  public Expr parse(Input input) {
    return switch (input.kind()) {
      case TEXT -> evaluator.parse(Source.string(input.text()), surroundings.directory());
      case STANDARD_INPUT ->
          evaluator.parse(Source.stdin(StandardInput.read(surroundings)), surroundings.directory());
      case FILE -> evaluator.parseFile(file(input.text()));
    };
  }

  /**
   * The absolute path of a file as a user names it.
   *
   * @throws EvalError if it is {@code <name>} and not in the search path
   */
  public String file(String name) {
    if (name.startsWith("flake:") && !evaluator.settings().enabled("flakes")) {
      throw new EvalError(
          "experimental Nix feature 'flakes' is disabled; add '--extra-experimental-features"
              + " flakes' to enable it");
    }
    if (SearchPaths.isUrl(name)) {
      throw new EvalError("'" + name + "' cannot be fetched yet: download it and name the file");
    }
    if (name.length() > 2 && name.startsWith("<") && name.endsWith(">")) {
      return evaluator.findFile(name.substring(1, name.length() - 1));
    }
    return absolute(name);
  }

  /** Evaluates an expression. */
  public Value evaluate(Input input) {
    return evaluator.eval(evaluator.compile(parse(input)), evaluation());
  }

  /** Prints the syntax tree of an expression. Variables that nobody defines are an error, as in all that is parsed. */
  public void printSyntax(Input input) {
    Expr expr = parse(input);
    evaluator.compile(expr);
    surroundings.output().line(AstPrinter.print(expr));
  }

  /** Does something with every part of every expression, one after the other. */
  public void forEachSelected(List<Input> inputs, List<String> paths, Consumer<Value> action) {
    for (Input input : inputs) {
      Value root = evaluate(input);
      for (String path : paths) {
        action.accept(select(root, path));
      }
    }
  }

  /** What a selection path leads to, evaluated. */
  public Value select(Value root, String path) {
    return select(root, path, arguments);
  }

  /** The same, where functions are called with other arguments. */
  public Value select(Value root, String path, Attrs given) {
    Lazy slot = SelectionPath.parse(path).find(root, given, evaluation());
    return slot.force(evaluation(), Positions.NONE);
  }

  /** The value itself, or what it gives when it is called, if the user gave arguments. */
  public Value called(Value value) {
    return arguments.size() == 0 ? value : AutoCall.call(value, arguments, evaluation());
  }
}
