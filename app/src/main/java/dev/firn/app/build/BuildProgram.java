package dev.firn.app.build;

import dev.firn.app.command.BuildOptions;
import dev.firn.app.command.CommandLine;
import dev.firn.app.command.CommonOptions;
import dev.firn.app.command.EvalOptions;
import dev.firn.app.command.InstantiateOptions;
import dev.firn.app.console.LogFormat;
import dev.firn.app.console.Surroundings;
import dev.firn.app.eval.Input;
import dev.firn.app.eval.Session;
import dev.firn.app.realise.Building;
import dev.firn.app.settings.Settings;
import dev.firn.store.DerivedPath;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.BuildMode;
import dev.firn.store.protocol.BuildResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code firn build} and {@code nix-build}: realise what expressions give, link it, and print where it is. */
public final class BuildProgram {
  private static final String DEFAULT_LINK = "result";

  private final CommandLine line;
  private final Settings settings;
  private final Surroundings surroundings;

  private BuildProgram(CommandLine line, Settings settings, Surroundings surroundings) {
    this.line = line;
    this.settings = settings;
    this.surroundings = surroundings;
  }

  /** Does so, and gives the exit status. */
  public static int run(CommandLine line, Settings settings, Surroundings surroundings) {
    BuildProgram program = new BuildProgram(line, settings, surroundings);
    if (line.has(BuildOptions.PRINT_BUILD_LOGS)) {
      boolean lines = surroundings.messages().format() == LogFormat.RAW;
      surroundings.messages().format(lines ? LogFormat.RAW_WITH_LOGS : LogFormat.BAR_WITH_LOGS);
    }
    return Session.run(line, settings, surroundings, Session.Access.FILL, program::build);
  }

  private int build(Session session) {
    List<String> selections = line.values(EvalOptions.ATTR);
    List<DerivedPath.Built> targets =
        Targets.of(session, inputs(), selections.isEmpty() ? List.of("") : selections);
    Building building = new Building(session.store(), settings, surroundings);
    building.tellMissing(targets);
    if (line.has(BuildOptions.DRY_RUN)) {
      return 0;
    }
    Map<DerivedPath.Built, BuildResult> results = building.build(targets, mode());
    surroundings.messages().endStatus();
    link(session, targets, results);
    if (line.has(BuildOptions.JSON)) {
      surroundings.output().line(BuildJson.of(targets, results, session.store().dir()));
    } else {
      for (DerivedPath.Built target : targets) {
        surroundings.output().line(session.store().dir().print(path(target, results)));
      }
    }
    return 0;
  }

  /** What is named; {@code nix-build} takes its operands for expressions if it is told to. */
  private List<Input> inputs() {
    List<Input> inputs = new ArrayList<>();
    boolean expressions = line.has(InstantiateOptions.EXPR);
    for (String expression : line.values(EvalOptions.EXPR)) {
      inputs.add(Input.text(expression));
    }
    for (String operand : line.operands()) {
      inputs.add(expressions ? Input.text(operand) : Input.file(operand));
    }
    return inputs.isEmpty() && !expressions ? List.of(Input.file("./default.nix")) : inputs;
  }

  private BuildMode mode() {
    if (line.has(BuildOptions.CHECK)) {
      return BuildMode.CHECK;
    }
    return line.has(CommonOptions.REPAIR) ? BuildMode.REPAIR : BuildMode.NORMAL;
  }

  private void link(
      Session session,
      List<DerivedPath.Built> targets,
      Map<DerivedPath.Built, BuildResult> results) {
    if (line.has(BuildOptions.NO_OUT_LINK)) {
      return;
    }
    String wanted = line.value(BuildOptions.OUT_LINK);
    String root = line.value(InstantiateOptions.ADD_ROOT);
    String first = wanted != null ? wanted : root != null ? root : DEFAULT_LINK;
    OutLinks links = new OutLinks(session.absolute(first), session.roots());
    for (DerivedPath.Built target : targets) {
      links.add(target, path(target, results));
    }
  }

  private static StorePath path(
      DerivedPath.Built target, Map<DerivedPath.Built, BuildResult> results) {
    return Building.path(target, results);
  }
}
