package dev.firn.app.environment;

import dev.firn.app.command.CommandLine;
import dev.firn.app.command.EvalOptions;
import dev.firn.app.command.NixEnvOptions;
import dev.firn.app.command.Option;
import dev.firn.app.command.UsageException;
import dev.firn.base.activity.Level;
import dev.firn.lang.error.CatchableError;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.syntax.Positions;
import java.util.ArrayList;
import java.util.List;

/** {@code nix-env --query}: prints packages that are installed, or available. */
final class Query {
  private static final List<Option> FLAGS =
      List.of(
          NixEnvOptions.STATUS,
          NixEnvOptions.NO_NAME,
          NixEnvOptions.SYSTEM,
          NixEnvOptions.DESCRIPTION,
          NixEnvOptions.COMPARE_VERSIONS,
          NixEnvOptions.DRV_PATH,
          NixEnvOptions.OUT_PATH,
          NixEnvOptions.META,
          NixEnvOptions.INSTALLED,
          NixEnvOptions.AVAILABLE,
          EvalOptions.XML,
          EvalOptions.JSON,
          NixEnvOptions.ATTR_PATH,
          NixEnvOptions.ATTR);

  private final EnvironmentCall call;

  private Query(EnvironmentCall call) {
    this.call = call;
  }

  /** Does it. */
  static void run(EnvironmentCall call) {
    call.allow(FLAGS);
    new Query(call).run();
  }

  private void run() {
    boolean available = isOfAvailable();
    if (call.has(NixEnvOptions.ATTR_PATH) && !available) {
      throw new UsageException("--attr-path(-P) only works with --available");
    }
    List<String> names = new ArrayList<>(call.operands());
    String below = takeAttributePath(names);
    boolean compares = call.has(NixEnvOptions.COMPARE_VERSIONS);
    boolean needsInstalled = !available || compares || call.has(NixEnvOptions.STATUS);
    List<Element> installed = needsInstalled ? call.installed() : List.of();
    List<Element> offered = available || compares ? call.expression().packages(below) : List.of();
    List<Element> asked =
        Selection.of(call.session(), call::warn)
            .pick(available ? offered : installed, names, false);
    asked = new ArrayList<>(asked);
    asked.sort((a, b) -> compareNames(a.name(), b.name()));
    print(asked, available ? installed : offered, installed);
  }

  /** Of {@code --installed} and {@code --available} the last one counts. */
  private boolean isOfAvailable() {
    boolean available = false;
    for (CommandLine.Given given : call.line().given()) {
      if (given.option() == NixEnvOptions.AVAILABLE || given.option() == NixEnvOptions.INSTALLED) {
        available = given.option() == NixEnvOptions.AVAILABLE;
      }
    }
    return available;
  }

  /** Takes the operand that stood after {@code --attr} out of all operands; the last one counts. */
  private String takeAttributePath(List<String> operands) {
    String path = "";
    int taken = 0;
    for (CommandLine.Given given : call.line().given()) {
      if (given.option() == NixEnvOptions.ATTR) {
        int at = given.before() - taken;
        if (at >= operands.size()) {
          throw new UsageException("'" + given.word() + "' requires an argument");
        }
        path = operands.remove(at);
        taken++;
      }
    }
    return path;
  }

  /** The order of letters, whether they are large or small. */
  private static int compareNames(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      int order = Character.compare(upper(a.charAt(i)), upper(b.charAt(i)));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.length(), b.length());
  }

  private static char upper(char c) {
    return c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c;
  }

  private void print(List<Element> asked, List<Element> others, List<Element> installed) {
    Facts facts = new Facts(call, others, call.has(NixEnvOptions.STATUS) ? installed : List.of());
    QueryOutput output =
        call.has(EvalOptions.JSON)
            ? new QueryJson(call)
            : call.has(EvalOptions.XML) ? new QueryXml(call, facts) : new QueryTable(call, facts);
    for (Element element : asked) {
      add(element, output, facts);
    }
    output.finish();
  }

  private void add(Element element, QueryOutput output, Facts facts) {
    long mark = call.session().evaluation().mark();
    try {
      boolean shown =
          !call.has(NixEnvOptions.PREBUILT_ONLY)
              || output instanceof QueryJson
              || facts.isPrebuilt(element);
      if (shown) {
        output.add(element);
      }
    } catch (CatchableError failed) {
      call.session().evaluation().restore(mark);
      call.surroundings()
          .messages()
          .say(
              Level.TALKATIVE,
              "skipping derivation named '"
                  + element.name()
                  + "' which gives an assertion failure");
    } catch (EvalError error) {
      throw error.trace(
          Positions.NONE, "while querying the derivation named '" + element.name() + "'");
    }
  }
}
