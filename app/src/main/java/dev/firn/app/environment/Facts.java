package dev.firn.app.environment;

import dev.firn.base.text.PackageName;
import dev.firn.lang.text.Versions;
import dev.firn.store.path.StorePath;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is known about a package beyond what it says itself. */
final class Facts {
  private final EnvironmentCall call;
  private final List<Element> others;
  private final Set<StorePath> installed = new HashSet<>();

  /**
   * Facts for a query.
   *
   * @param others what versions are compared with
   * @param installed what is installed, as far as that matters
   */
  Facts(EnvironmentCall call, List<Element> others, List<Element> installed) {
    this.call = call;
    this.others = others;
    installed.forEach(element -> this.installed.add(element.output()));
  }

  /** Whether it is installed, valid, in a cache. */
  record Status(boolean isInstalled, boolean isValid, boolean isCached) {}

  /** The status of a package. */
  Status status(Element element) {
    StorePath path = element.output();
    return new Status(
        installed.contains(path), call.prebuilt().isValid(path), call.prebuilt().isCached(path));
  }

  /** Whether it need not be built. */
  boolean isPrebuilt(Element element) {
    return call.prebuilt().has(element);
  }

  /**
   * How a version relates to others.
   *
   * @param sign {@code <} if there is a newer one, {@code =} if there is the same, {@code >} if there are only older ones, {@code -} if there
   *     is none
   * @param version the other version, or {@code ?}
   */
  record Comparison(char sign, String version) {}

  /** Compares a package with the others of its name. */
  Comparison compare(Element element) {
    PackageName name = element.packageName();
    Comparison result = new Comparison('-', "?");
    for (Element other : others) {
      PackageName known = other.packageName();
      if (name.name().equals(known.name())) {
        result = next(result, Versions.compare(name.version(), known.version()), known.version());
      }
    }
    return result;
  }

  private static Comparison next(Comparison before, int order, String version) {
    if (order < 0) {
      return new Comparison('<', version);
    }
    if (before.sign == '<' || (before.sign == '=' && order > 0)) {
      return before;
    }
    if (order == 0) {
      return new Comparison('=', version);
    }
    boolean newer =
        before.version.isEmpty()
            || before.version.equals("?")
            || Versions.compare(before.version, version) < 0;
    return new Comparison('>', newer ? version : before.version);
  }
}
