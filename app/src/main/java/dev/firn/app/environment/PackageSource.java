package dev.firn.app.environment;

import dev.firn.app.command.CommandLine;
import dev.firn.app.command.NixEnvOptions;
import dev.firn.app.command.Option;
import dev.firn.app.eval.Session;
import dev.firn.base.sys.BytePaths;
import dev.firn.lang.select.DerivationFinder;
import dev.firn.lang.select.FoundDerivation;
import dev.firn.lang.select.SelectionPath;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.Thunk;
import dev.firn.lang.value.Value;
import dev.firn.store.IndexedStore;
import dev.firn.store.StoreException;
import dev.firn.store.path.StorePath;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the packages that the operands of {@code nix-env --install} and its like name, in whichever way the options say. */
final class PackageSource {
  /** The options that say in which way; the last one counts. */
  static final List<Option> OPTIONS =
      List.of(NixEnvOptions.FROM_EXPRESSION, NixEnvOptions.FROM_PROFILE, NixEnvOptions.ATTR);

  private final EnvironmentCall call;
  private final Session session;

  PackageSource(EnvironmentCall call) {
    this.call = call;
    this.session = call.session();
  }

  /**
   * The packages.
   *
   * @param newestOnly whether of several with the same name only the best is taken
   */
  List<Element> find(boolean newestOnly) {
    Option way = way();
    List<String> operands = call.operands();
    if (way == NixEnvOptions.FROM_EXPRESSION) {
      return results(operands);
    }
    if (way == NixEnvOptions.ATTR) {
      return selected(operands);
    }
    if (way == null && !operands.isEmpty() && operands.getFirst().contains("/")) {
      return stored(operands);
    }
    String profile = call.line().value(NixEnvOptions.FROM_PROFILE);
    List<Element> all =
        way == NixEnvOptions.FROM_PROFILE && profile != null
            ? InstalledPackages.of(BytePaths.of(session.absolute(profile)), session)
            : call.expression().packages("");
    return Selection.of(session, call::warn).pick(all, operands, newestOnly);
  }

  private @Nullable Option way() {
    Option way = null;
    for (CommandLine.Given given : call.line().given()) {
      way = OPTIONS.contains(given.option()) ? given.option() : way;
    }
    return way;
  }

  /** What functions make of the expression. */
  private List<Element> results(List<String> functions) {
    Value argument = call.expression().load();
    List<Element> all = new ArrayList<>();
    for (String text : functions) {
      Value function = session.evaluator().evalString(text, call.surroundings().directory());
      add(Thunk.apply(function, argument), all);
    }
    return all;
  }

  /** What attribute paths lead to. */
  private List<Element> selected(List<String> paths) {
    Value root = call.expression().load();
    List<Element> all = new ArrayList<>();
    for (String path : paths) {
      add(SelectionPath.parse(path).find(root, session.arguments(), session.evaluation()), all);
    }
    return all;
  }

  private void add(Lazy slot, List<Element> all) {
    for (FoundDerivation found :
        DerivationFinder.findSound(slot, "", session.arguments(), session.evaluation())) {
      all.add(Element.of(found, session));
    }
  }

  /** Store paths; those of derivations stand for what they make. */
  private List<Element> stored(List<String> operands) {
    List<Element> all = new ArrayList<>();
    for (String operand : operands) {
      StorePath path = call.storePath(operand);
      all.add(
          path.isDerivation()
              ? Element.of(path.name(), path, output(path), session)
              : Element.of(path.name(), null, path, session));
    }
    return all;
  }

  private StorePath output(StorePath derivation) {
    if (session.store() instanceof IndexedStore store) {
      StorePath output = store.derivationOutputs(derivation).get("out");
      if (output != null) {
        return output;
      }
    }
    throw new StoreException(
        "derivation '" + session.store().dir().print(derivation) + "' has no known output 'out'");
  }
}
