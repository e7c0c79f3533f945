package dev.firn.app.repl;

import dev.firn.app.command.CommandLine;
import dev.firn.app.command.EvalOptions;
import dev.firn.app.console.Surroundings;
import dev.firn.app.eval.Input;
import dev.firn.app.eval.Session;
import dev.firn.app.settings.Directories;
import dev.firn.app.settings.Setting;
import dev.firn.app.settings.Settings;
import dev.firn.base.activity.Level;
import dev.firn.lang.value.Evaluation;
import java.util.ArrayList;
import java.util.List;

/** Starts a REPL for a command line. */
public final class ReplProgram {
  private ReplProgram() {}

  /**
   * Runs a REPL until its input ends. One that nobody sits in front of does not begin without what it should load.
   *
   * @param greeting what is said first, where somebody sits in front of it
   * @return the exit status
   */
  public static int run(
      CommandLine line, Settings settings, Surroundings surroundings, String greeting) {
    return Session.run(
        line,
        settings,
        surroundings,
        line.has(EvalOptions.READONLY_MODE) ? Session.Access.READ : Session.Access.WRITE,
        session -> {
          boolean interactive = surroundings.isInteractive();
          Repl repl =
              new Repl(
                  session,
                  surroundings,
                  interactive && surroundings.messages().isColoured(),
                  settings.isOn(Setting.SHOW_TRACE));
          if (interactive) {
            surroundings.messages().say(Level.NOTICE, greeting);
          }
          if (!load(repl, session, line) && !interactive) {
            return 1;
          }
          try (LineSource lines = lines(repl, session.evaluation(), surroundings, interactive)) {
            repl.run(lines);
          }
          return 0;
        });
  }

  private static LineSource lines(
      Repl repl, Evaluation evaluation, Surroundings surroundings, boolean interactive) {
    return interactive
        ? new TerminalLines(
            Directories.firnState(surroundings.environment()),
            repl.completer(),
            evaluation::interrupt)
        : new StreamLines(surroundings.input());
  }

  /** Loads everything that can be loaded, and gives whether that is all. */
  private static boolean load(Repl repl, Session session, CommandLine line) {
    List<String> paths = line.values(EvalOptions.ATTR);
    List<Input> inputs = new ArrayList<>();
    for (String expression : line.values(EvalOptions.EXPR)) {
      inputs.add(Input.text(expression));
    }
    boolean all = true;
    for (String file : line.operands()) {
      if (paths.isEmpty()) {
        all &= repl.loadOrReport(file);
      } else {
        inputs.add(Input.file(file));
      }
    }
    for (Input input : inputs) {
      for (String path : paths.isEmpty() ? List.of("") : paths) {
        all &= repl.addOrReport(() -> session.select(session.evaluate(input), path));
      }
    }
    return all;
  }
}
