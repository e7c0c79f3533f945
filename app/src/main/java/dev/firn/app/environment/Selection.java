package dev.firn.app.environment;

import dev.firn.app.eval.Session;
import dev.firn.base.text.PackageName;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.text.Versions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Picks the packages that selectors name. */
final class Selection {
  private static final int MOST_SUGGESTIONS = 3;

  private final String system;
  private final Consumer<String> warnings;

  /**
   * Picks for a machine.
   *
   * @param system what it runs: its packages go before others of the same name
   * @param warnings gets what people should know
   */
  Selection(String system, Consumer<String> warnings) {
    this.system = system;
    this.warnings = warnings;
  }

  /** Picks for the machine that a session evaluates for. */
  static Selection of(Session session, Consumer<String> warnings) {
    String system = session.evaluator().settings().system();
    return new Selection(system == null ? "" : system, warnings);
  }

  /**
   * The packages that the operands name, each once, in the order of the operands; all if there are none.
   *
   * @param newestOnly whether of several with the same name only the best is taken
   * @throws EvalError if an operand names nothing
   */
  List<Element> pick(List<Element> all, List<String> operands, boolean newestOnly) {
    List<Selector> selectors = Selector.of(operands);
    if (selectors.isEmpty()) {
      selectors.add(Selector.all());
    }
    Set<Element> picked = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Element> result = new ArrayList<>();
    for (Selector selector : selectors) {
      List<Element> matches = matches(selector, all);
      if (matches.isEmpty() && !selector.isAll()) {
        throw nothing(selector, all);
      }
      for (Element match : newestOnly ? best(matches) : matches) {
        if (picked.add(match)) {
          result.add(match);
        }
      }
    }
    return result;
  }

  private static List<Element> matches(Selector selector, List<Element> all) {
    List<Element> matches = new ArrayList<>();
    for (Element element : all) {
      if (selector.matches(element.packageName())) {
        matches.add(element);
      }
    }
    return matches;
  }

  private static EvalError nothing(Selector selector, List<Element> all) {
    Set<String> similar = new TreeSet<>();
    for (Element element : all) {
      String name = element.packageName().name();
      if (name.startsWith(selector.name()) && similar.size() < MOST_SUGGESTIONS) {
        similar.add(name);
      }
    }
    String text = "selector '" + selector.text() + "' matches no derivations";
    return new EvalError(
        similar.isEmpty() ? text : text + ", maybe you meant:\n" + String.join("\n", similar));
  }

  /** Of each name the package for this machine, of these that of the highest priority, of these the newest, of these the first. */
  private List<Element> best(List<Element> matches) {
    Map<String, Element> best = new TreeMap<>();
    Set<String> several = new HashSet<>();
    for (Element each : matches) {
      PackageName name = each.packageName();
      Element other = best.get(name.name());
      int order = other == null ? 1 : compare(each, other);
      if (order > 0) {
        best.put(name.name(), each);
        several.remove(each.name());
      } else if (order == 0) {
        several.add(each.name());
      }
    }
    best.forEach((name, _) -> {
      if (several.contains(name)) {
        warnings.accept("there are multiple derivations named '" + name + "'; using the first one");
      }
    });
    return List.copyOf(best.values());
  }

  private int compare(Element a, Element b) {
    int order = bySystem(a, b);
    if (order == 0) {
      order = byPriority(a, b);
    }
    return order == 0
        ? Versions.compare(a.packageName().version(), b.packageName().version())
        : order;
  }

  private int bySystem(Element a, Element b) {
    boolean mine = a.system().equals(system);
    boolean same = a.system().equals(b.system());
    return same ? 0 : mine ? 1 : b.system().equals(system) ? -1 : 0;
  }

  /** Positive if the first has the higher priority, which is the smaller number. */
  static int byPriority(Element a, Element b) {
    return Long.compare(b.priority(), a.priority());
  }
}
