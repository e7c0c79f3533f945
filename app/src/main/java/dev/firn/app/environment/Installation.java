package dev.firn.app.environment;

import dev.firn.app.command.CommandLine;
import dev.firn.app.command.NixEnvOptions;
import dev.firn.app.command.Option;
import dev.firn.app.command.UsageException;
import dev.firn.store.DerivedPath;
import dev.firn.store.StoreException;
import dev.firn.store.path.StorePath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code nix-env --install} and {@code --set}. */
final class Installation {
  private final EnvironmentCall call;

  private Installation(EnvironmentCall call) {
    this.call = call;
  }

  /** Adds packages; those of the same names go, unless they are to be kept. */
  static void install(EnvironmentCall call) {
    List<Option> allowed = new ArrayList<>(PackageSource.OPTIONS);
    allowed.add(NixEnvOptions.PRESERVE_INSTALLED);
    allowed.add(NixEnvOptions.REMOVE_ALL);
    allowed.add(NixEnvOptions.PRIORITY);
    if (!preservesByLetter(call).isEmpty()) {
      allowed.add(NixEnvOptions.ATTR_PATH);
    }
    call.allow(allowed);
    new Installation(call).install();
  }

  /** The letter of {@code --preserve-installed} means something else to queries. */
  private static List<CommandLine.Given> preservesByLetter(EnvironmentCall call) {
    return call.line().given().stream().filter(given -> given.word().equals("-P")).toList();
  }

  private void install() {
    List<Element> added = added();
    boolean alone = call.has(NixEnvOptions.REMOVE_ALL);
    call.change(installed -> {
      List<Element> all = new ArrayList<>(added);
      if (!alone) {
        all.addAll(remaining(installed, added));
        added.forEach(element -> call.info("installing '" + element.name() + "'"));
      }
      tellMissing(added, call);
      return all;
    });
  }

  private List<Element> added() {
    List<Element> added = new ArrayList<>();
    String priority = priority();
    for (Element element : new PackageSource(call).find(true)) {
      if (!call.has(NixEnvOptions.PREBUILT_ONLY) || call.prebuilt().has(element)) {
        rename(element, call);
        if (priority != null) {
          element.setFlag("priority", priority);
        }
        added.add(element);
      }
    }
    return added;
  }

  private @Nullable String priority() {
    String text = call.line().value(NixEnvOptions.PRIORITY);
    try {
      return text == null ? null : Integer.toString(Integer.parseInt(text));
    } catch (NumberFormatException bad) {
      throw new UsageException("'--priority' requires an integer argument");
    }
  }

  private static void rename(Element element, EnvironmentCall call) {
    String name = call.line().value(NixEnvOptions.FORCE_NAME);
    if (name != null) {
      element.rename(name);
    }
  }

  private List<Element> remaining(List<Element> installed, List<Element> added) {
    boolean preserve =
        call.has(NixEnvOptions.PRESERVE_INSTALLED) || !preservesByLetter(call).isEmpty();
    Set<String> names = new HashSet<>();
    added.forEach(element -> names.add(element.packageName().name()));
    List<Element> remaining = new ArrayList<>();
    for (Element element : installed) {
      if (!preserve && names.contains(element.packageName().name()) && !element.isKept()) {
        call.info("replacing old '" + element.name() + "'");
      } else {
        remaining.add(element);
      }
    }
    return remaining;
  }

  /** Makes the profile one package. */
  static void set(EnvironmentCall call) {
    call.allow(PackageSource.OPTIONS);
    List<Element> found = new PackageSource(call).find(true);
    if (found.size() != 1) {
      throw new StoreException("--set requires exactly one derivation");
    }
    Element element = found.getFirst();
    rename(element, call);
    tellMissing(found, call);
    if (!call.isDryRun()) {
      StorePath path = element.output();
      call.session().flush();
      call.building().build(List.of(wanted(element)), call.buildMode());
      call.profile().set(path);
    }
  }

  /** Tells what would have to be built or fetched. */
  static void tellMissing(Collection<Element> elements, EnvironmentCall call) {
    List<DerivedPath> all = new ArrayList<>();
    elements.forEach(element -> all.add(wanted(element)));
    call.session().flush();
    call.building().tellMissing(all);
  }

  private static DerivedPath wanted(Element element) {
    StorePath derivation = element.derivation();
    return derivation == null
        ? new DerivedPath.Opaque(element.output())
        : DerivedPath.allOf(derivation);
  }
}
