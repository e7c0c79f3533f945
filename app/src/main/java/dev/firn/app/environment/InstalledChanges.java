package dev.firn.app.environment;

import dev.firn.app.command.UsageException;
import dev.firn.lang.error.EvalError;
import dev.firn.store.path.StorePath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** {@code nix-env --uninstall} and {@code --set-flag}: what is done to packages that are installed. */
final class InstalledChanges {
  private InstalledChanges() {}

  /** Removes packages. */
  static void uninstall(EnvironmentCall call) {
    call.allow(List.of());
    call.change(installed -> {
      List<Element> left = new ArrayList<>(installed);
      for (String operand : call.operands()) {
        remove(operand, left, call);
      }
      return left;
    });
  }

  private static void remove(String operand, List<Element> from, EnvironmentCall call) {
    List<Element> gone = from.subList(moveToEnd(from, wanted(operand, call)), from.size());
    if (gone.isEmpty()) {
      call.warn("selector '" + operand + "' matched no installed derivations");
    }
    for (Element element : gone) {
      call.info("uninstalling '" + element.name() + "'");
    }
    gone.clear();
  }

  /**
   * Moves what is unwanted behind all else, by exchanging the first of it with the last of the rest until that is so: the order of what is left
   * is part of the list of what is installed, and so of its path.
   *
   * @return where the unwanted begins
   */
  private static int moveToEnd(List<Element> elements, Predicate<Element> unwanted) {
    int first = 0;
    int last = elements.size();
    while (true) {
      while (first < last && !unwanted.test(elements.get(first))) {
        first++;
      }
      while (first < last && unwanted.test(elements.get(last - 1))) {
        last--;
      }
      if (first == last) {
        return first;
      }
      Collections.swap(elements, first, last - 1);
    }
  }

  private static Predicate<Element> wanted(String operand, EnvironmentCall call) {
    if (operand.contains("/")) {
      StorePath path = call.storePath(operand);
      return element -> element.output().equals(path);
    }
    Selector selector = Selector.of(List.of(operand)).getFirst();
    return element -> selector.matches(element.packageName());
  }

  /** Makes packages say something else about themselves. */
  static void setFlag(EnvironmentCall call) {
    call.allow(List.of());
    List<String> operands = call.operands();
    if (operands.size() < 2) {
      throw new UsageException("not enough arguments to '--set-flag'");
    }
    List<Selector> selectors = Selector.of(operands.subList(2, operands.size()));
    call.change(installed -> {
      Set<Selector> used = new HashSet<>();
      for (Element element : installed) {
        for (Selector selector : selectors) {
          if (selector.matches(element.packageName())) {
            call.info("setting flag on '" + element.name() + "'");
            used.add(selector);
            element.setFlag(operands.get(0), operands.get(1));
            break;
          }
        }
      }
      requireUse(selectors, used);
      return installed;
    });
  }

  private static void requireUse(List<Selector> selectors, Set<Selector> used) {
    for (Selector selector : selectors) {
      if (!used.contains(selector) && !selector.isAll()) {
        throw new EvalError("selector '" + selector.text() + "' matches no derivations");
      }
    }
  }
}
