package dev.firn.app.repl;

import dev.firn.app.console.Output;
import dev.firn.app.console.Surroundings;
import dev.firn.app.eval.ErrorReports;
import dev.firn.app.eval.Session;
import dev.firn.base.activity.Level;
import dev.firn.base.text.ErrorReport;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.error.Interrupted;
import dev.firn.lang.error.NotYet;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.eval.Force;
import dev.firn.lang.select.AutoCall;
import dev.firn.lang.syntax.Expr;
import dev.firn.lang.syntax.Identifiers;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.StringValue;
import dev.firn.lang.value.Value;
import dev.firn.lang.value.ValuePrinter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A read-evaluate-print loop: does what is entered, and survives what goes wrong. */
final class Repl {
  /** So many names of loaded variables are listed. */
  private static final int LISTED = 20;

  private final Session session;
  private final Evaluator evaluator;
  private final Evaluation ev;
  private final Surroundings surroundings;
  private final Output output;
  private final Reader reader;
  private final Variables variables = new Variables();
  private final List<String> files = new ArrayList<>();
  private final boolean coloured;
  private boolean showTrace;
  private @Nullable Attrs lastLoaded;

  /**
   * A REPL without variables.
   *
   * @param coloured whether values are printed in colours
   */
  Repl(Session session, Surroundings surroundings, boolean coloured, boolean showTrace) {
    this.session = session;
    this.evaluator = session.evaluator();
    this.ev = session.evaluation();
    this.surroundings = surroundings;
    this.output = surroundings.output();
    this.reader = new Reader(evaluator, surroundings.directory());
    this.coloured = coloured;
    this.showTrace = showTrace;
  }

  /** Completes what is typed here. */
  Completer completer() {
    return new Completer(evaluator, reader, variables, surroundings.directory());
  }

  /** Reads and does everything until the end of the lines or {@code :q}. */
  void run(LineSource lines) {
    Entry entry = new Entry(evaluator.settings().enabled("pipe-operators"));
    while (true) {
      String line;
      try {
        line =
            lines.next(entry.isEmpty() ? LineSource.Prompt.FIRST : LineSource.Prompt.CONTINUATION);
      } catch (LineSource.Cancelled _) {
        entry.clear();
        continue;
      }
      if (line == null) {
        finish(entry);
        return;
      }
      entry.add(line);
      Outcome outcome = entry.isDue() ? enter(entry.text()) : Outcome.INCOMPLETE;
      if (outcome == Outcome.QUIT) {
        return;
      }
      if (outcome != Outcome.INCOMPLETE) {
        entry.clear();
        output.print(lines.isInteractive() ? "\n" : "").flush();
      }
    }
  }

  /** What came of something entered. */
  private enum Outcome {
    DONE,
    FAILED,
    INCOMPLETE,
    QUIT
  }

  /** At the end of the lines, what is incomplete stays so: says where. */
  private void finish(Entry entry) {
    if (!entry.isEmpty()) {
      reader.endOfLines();
      enter(entry.text());
    }
  }

  private Outcome enter(String entered) {
    return Input.trim(entered).isEmpty()
        ? Outcome.DONE
        : attempt(() -> process(Input.parse(entered)));
  }

  /** Something that may fail. */
  private interface Action {
    Outcome run();
  }

  private Outcome attempt(Action action) {
    long mark = ev.mark();
    ev.goOn();
    try {
      return action.run();
    } catch (Incomplete _) {
      return Outcome.INCOMPLETE;
    } catch (EvalError error) {
      ev.restore(mark);
      report(error);
    } catch (NotYet unbuilt) {
      ev.restore(mark);
      report(new EvalError("'" + unbuilt.output() + "' is needed, and nothing can be built yet"));
    } catch (Interrupted _) {
      ev.restore(mark);
      report(new EvalError(Interrupted.MESSAGE));
    }
    return Outcome.FAILED;
  }

  private void report(EvalError error) {
    output.flush();
    for (ErrorReport report : ErrorReports.of(error, evaluator.positions())) {
      surroundings.messages().report(report, showTrace);
    }
  }

  private Outcome process(Input input) {
    String command = input.command();
    if (command == null) {
      bindOrPrint(input.argument());
      return Outcome.DONE;
    }
    if (command.equals(":q") || command.equals(":quit")) {
      return Outcome.QUIT;
    }
    command(command, input.argument());
    return Outcome.DONE;
  }

  private void command(String command, String argument) {
    switch (command) {
      case ":?", ":help" -> output.print(ReplCommands.HELP);
      case ":a", ":add" -> add(evaluate(argument));
      case ":b" -> throw new EvalError("building is not there yet");
      case ":doc" -> output.line(new Documentation(session, variables, reader).of(argument));
      case ":l", ":load" -> {
        evaluator.forgetFiles();
        load(argument);
      }
      case ":ll", ":last-loaded" -> listLoaded();
      case ":p", ":print" -> printWhole(evaluate(argument));
      case ":r", ":reload" -> reload();
      case ":t" -> output.line(evaluate(argument).describe());
      case ":te", ":trace-enable" -> enableTrace(command, argument);
      default -> throw new EvalError("unknown command '" + command + "'");
    }
  }

  private void bindOrPrint(String text) {
    Expr parsed = reader.bindingsOrExpression(text);
    Value value = evaluator.eval(evaluator.compile(parsed, variables.snapshot()), ev);
    if (parsed instanceof Expr.Attrs && !text.startsWith("{") && !text.startsWith("rec")) {
      variables.putAll((Attrs) value);
    } else {
      print(value, 1);
    }
  }

  private Value evaluate(String text) {
    return evaluator.eval(evaluator.compile(reader.expression(text), variables.snapshot()), ev);
  }

  private void print(Value value, int depth) {
    ValuePrinter.Options options = ValuePrinter.Options.REPL.toDepth(depth).coloured(coloured);
    output.line(ValuePrinter.print(value, options, ev));
  }

  private void printWhole(Value value) {
    if (value instanceof StringValue string) {
      output.line(string.text());
    } else {
      print(value, Integer.MAX_VALUE);
    }
  }

  /** Makes variables of the attributes of a file's value. */
  private void load(String name) {
    Value value = evaluator.evalFile(session.file(name), ev);
    add(AutoCall.call(value, session.arguments(), ev));
    // One that fails is not remembered, and one that is loaded again moves to the end.
    files.remove(name);
    files.add(name);
  }

  /**
   * Makes variables of the attributes of a file's value, or tells what goes wrong; {@code :r} tries again.
   *
   * @return whether all went well
   */
  boolean loadOrReport(String name) {
    notice("Loading \"" + name + "\"...");
    return succeeds(() -> {
      files.remove(name);
      files.add(name);
      load(name);
    });
  }

  /**
   * Makes variables of the attributes of a set, or tells what goes wrong.
   *
   * @return whether all went well
   */
  boolean addOrReport(Supplier<Value> set) {
    return succeeds(() -> add(set.get()));
  }

  private boolean succeeds(Runnable action) {
    Outcome outcome =
        attempt(() -> {
          action.run();
          return Outcome.DONE;
        });
    return outcome == Outcome.DONE;
  }

  private void add(Lazy set) {
    Attrs attrs =
        Force.attrs(
            set,
            ev,
            Positions.NONE,
            "while evaluating an attribute set to be merged in the global scope");
    variables.putAll(attrs);
    lastLoaded = attrs;
    notice("Added " + attrs.size() + " variables.");
    StringBuilder listed = new StringBuilder();
    int count = 0;
    for (int index : attrs.shape().lexical()) {
      if (count == LISTED) {
        break;
      }
      listed.append(count++ == 0 ? "" : ", ");
      Identifiers.appendName(listed, attrs.shape().name(index).name());
    }
    notice(listed.toString());
    if (attrs.size() > LISTED) {
      notice("... and " + (attrs.size() - LISTED) + " more; view with :ll");
    }
  }

  private void listLoaded() {
    if (lastLoaded == null) {
      throw new EvalError("nothing has been loaded yet");
    }
    int[] order = ev.order(lastLoaded);
    for (int i = 0; i < lastLoaded.size(); i++) {
      output.line(lastLoaded.shape().name(order[i]).name());
    }
  }

  private void reload() {
    evaluator.forgetFiles();
    variables.clear();
    for (String file : List.copyOf(files)) {
      loadOrReport(file);
    }
  }

  private void enableTrace(String command, String argument) {
    switch (argument) {
      case "" -> showTrace = !showTrace;
      case "true", "false" -> showTrace = argument.equals("true");
      default -> throw new EvalError("unexpected argument '" + argument + "' to " + command);
    }
    ev.showTrace(showTrace);
    output.line(showTrace ? "showing error traces" : "not showing error traces");
  }

  private void notice(String text) {
    output.flush();
    surroundings.messages().say(Level.NOTICE, text);
  }
}
