package dev.firn.app.environment;

import dev.firn.app.command.CommandLine;
import dev.firn.app.command.NixEnvOptions;
import dev.firn.app.command.Option;
import dev.firn.base.text.PackageName;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.text.Versions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code nix-env --upgrade}: replaces packages by others of the same name, by default newer ones. */
final class Upgrade {
  private static final List<Option> KINDS =
      List.of(NixEnvOptions.LT, NixEnvOptions.LEQ, NixEnvOptions.EQ, NixEnvOptions.ALWAYS);

  private final EnvironmentCall call;
  private final Option kind;

  private Upgrade(EnvironmentCall call) {
    this.call = call;
    Option last = NixEnvOptions.LT;
    for (CommandLine.Given given : call.line().given()) {
      last = KINDS.contains(given.option()) ? given.option() : last;
    }
    this.kind = last;
  }

  /** Does it. */
  static void run(EnvironmentCall call) {
    List<Option> allowed = new ArrayList<>(PackageSource.OPTIONS);
    allowed.addAll(KINDS);
    call.allow(allowed);
    Upgrade upgrade = new Upgrade(call);
    call.change(upgrade::upgraded);
  }

  private List<Element> upgraded(List<Element> installed) {
    List<Element> available = new PackageSource(call).find(false);
    List<Element> all = new ArrayList<>();
    for (Element element : installed) {
      try {
        all.add(upgraded(element, available));
      } catch (EvalError error) {
        throw error.trace(
            Positions.NONE, "while trying to find an upgrade for '" + element.name() + "'");
      }
    }
    Installation.tellMissing(all, call);
    return all;
  }

  private Element upgraded(Element element, List<Element> available) {
    Element best = element.isKept() ? null : best(element, available);
    if (best == null || best.output().equals(element.output())) {
      return element;
    }
    boolean up = Versions.compare(version(element), version(best)) <= 0;
    call.info(
        (up ? "upgrading '" : "downgrading '") + element.name() + "' to '" + best.name() + "'");
    return best;
  }

  /** Of those that may replace a package the one of the highest priority, of these the newest; none of lower priority than it has. */
  private @Nullable Element best(Element element, List<Element> available) {
    PackageName name = element.packageName();
    Element best = null;
    for (Element each : available) {
      if (Selection.byPriority(element, each) <= 0
          && each.packageName().name().equals(name.name())
          && isWanted(Versions.compare(name.version(), version(each)))
          && (best == null || isBetter(each, best))
          && (!call.has(NixEnvOptions.PREBUILT_ONLY) || call.prebuilt().has(each))) {
        best = each;
      }
    }
    return best;
  }

  private boolean isWanted(int order) {
    return kind == NixEnvOptions.ALWAYS
        || (order < 0 && (kind == NixEnvOptions.LT || kind == NixEnvOptions.LEQ))
        || (order == 0 && (kind == NixEnvOptions.EQ || kind == NixEnvOptions.LEQ));
  }

  private static boolean isBetter(Element one, Element best) {
    int order = Selection.byPriority(best, one);
    return order < 0 || (order == 0 && Versions.compare(version(best), version(one)) < 0);
  }

  private static String version(Element element) {
    return element.packageName().version();
  }
}
