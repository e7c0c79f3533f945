package dev.firn.app.eval;

import dev.firn.app.command.CommandLine;
import dev.firn.app.command.EvalOptions;
import dev.firn.app.command.UsageException;
import dev.firn.app.console.Surroundings;
import dev.firn.app.settings.SearchPaths;
import dev.firn.app.settings.Setting;
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
import dev.firn.lang.syntax.Symbol;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.AttrsBuilder;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.Stacks;
import dev.firn.lang.value.StringValue;
import dev.firn.lang.value.Value;
import dev.firn.realise.instantiate.EvaluationStore;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** An evaluator, set up by a command line, and the arguments that functions are called with. */
public final class Session {
  private final Evaluator evaluator;
  private final Surroundings surroundings;
  private final Attrs arguments;

  private Session(Evaluator evaluator, Surroundings surroundings, CommandLine line) {
    this.evaluator = evaluator;
    this.surroundings = surroundings;
    this.arguments = arguments(line);
  }

  /** What is done with a session. */
  public interface Body {
    /** Does it, and gives the exit status. */
    int run(Session session);
  }

  /**
   * Sets up an evaluator and does something with it, on a thread with a stack that is large enough for it. Errors of the language are
   * reported.
   *
   * @param readOnly whether nothing may be written to the store
   * @return the exit status
   */
  public static int run(
      CommandLine line, Settings settings, Surroundings surroundings, boolean readOnly, Body body) {
    List<String> searchPath =
        SearchPaths.entries(line.values(EvalOptions.INCLUDE), settings, surroundings.environment());
    EvaluationStore store = Evaluators.store(surroundings, readOnly);
    Evaluator evaluator = Evaluators.create(settings, searchPath, surroundings, store);
    boolean showTrace = settings.isOn(Setting.SHOW_TRACE);
    return Stacks.call(() -> {
      try {
        int status = body.run(new Session(evaluator, surroundings, line));
        store.flush();
        return status;
      } catch (EvalError error) {
        surroundings.output().flush();
        for (ErrorReport report : ErrorReports.of(error, evaluator.positions())) {
          surroundings.messages().report(report, showTrace);
        }
        return error.exitStatus();
      }
    });
  }

  /** The evaluator. */
  public Evaluator evaluator() {
    return evaluator;
  }

  /** The evaluation that decides results. */
  public Evaluation evaluation() {
    return evaluator.evaluation();
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
    byName.forEach((name, value) -> all.add(Symbol.of(name), value));
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

  private String absolute(String path) {
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
    if (SearchPaths.isPseudoUrl(name)) {
      throw new UsageException(
          "'" + name + "' cannot be fetched yet; download it and name the file");
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
    Lazy slot = SelectionPath.parse(path).find(root, arguments, evaluation());
    return slot.force(evaluation(), Positions.NONE);
  }

  /** The value itself, or what it gives when it is called, if the user gave arguments. */
  public Value called(Value value) {
    return arguments.size() == 0 ? value : AutoCall.call(value, arguments, evaluation());
  }
}
