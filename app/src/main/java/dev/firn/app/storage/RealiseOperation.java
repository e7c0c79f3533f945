package dev.firn.app.storage;

import dev.firn.app.command.CommonOptions;
import dev.firn.app.command.InstantiateOptions;
import dev.firn.app.command.NixStoreOptions;
import dev.firn.app.realise.Building;
import dev.firn.app.storage.NixStore.NixStoreCall;
import dev.firn.realise.plan.RealiseException;
import dev.firn.store.DerivedPath;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.BuildMode;
import dev.firn.store.protocol.Missing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** {@code nix-store --realise}: paths, or the outputs of derivations, which may be told after a {@code !}. */
final class RealiseOperation {
  private static final String NOT_KEPT =
      "you did not specify '--add-root'; the result might be removed by the garbage collector";

  private final StoreUse use;
  private int kept;

  private RealiseOperation(StoreUse use) {
    this.use = use;
  }

  /** Runs it, and gives the exit status. */
  static int run(NixStoreCall call) throws IOException {
    call.allow(
        null,
        NixStoreOptions.DRY_RUN,
        NixStoreOptions.CHECK,
        NixStoreOptions.IGNORE_UNKNOWN,
        CommonOptions.REPAIR);
    StoreUse use = call.use();
    List<DerivedPath> wanted = new ArrayList<>();
    for (String operand : call.operands()) {
      wanted.add(wanted(operand, use));
    }
    Building building = use.building();
    boolean lenient = call.has(NixStoreOptions.IGNORE_UNKNOWN);
    Missing missing = building.missing(wanted);
    if (lenient) {
      wanted.removeIf(each -> missing.unknown().contains(each.path()));
      building.tell(missing.withoutUnknown());
    } else {
      building.tell(missing);
    }
    if (call.has(NixStoreOptions.DRY_RUN)) {
      return 0;
    }
    building.build(wanted, mode(call));
    if (!lenient) {
      RealiseOperation operation = new RealiseOperation(use);
      for (DerivedPath each : wanted) {
        operation.show(each, !call.has(NixStoreOptions.NO_OUTPUT));
      }
    }
    return 0;
  }

  private static BuildMode mode(NixStoreCall call) {
    if (call.has(CommonOptions.REPAIR)) {
      return BuildMode.REPAIR;
    }
    return call.has(NixStoreOptions.CHECK) ? BuildMode.CHECK : BuildMode.NORMAL;
  }

  /** What an operand names: a path, or outputs of a derivation, by default all. */
  private static DerivedPath wanted(String operand, StoreUse use) {
    int mark = operand.indexOf('!');
    if (mark < 0) {
      return wanted(use.path(operand));
    }
    StorePath derivation = use.path(operand.substring(0, mark));
    return DerivedPath.parse(use.dir(), use.print(derivation) + operand.substring(mark), '!');
  }

  private static DerivedPath wanted(StorePath path) {
    return path.isDerivation() ? DerivedPath.allOf(path) : new DerivedPath.Opaque(path);
  }

  /**
   * Makes a path valid, or the outputs of a derivation.
   *
   * @throws RealiseException if it cannot
   */
  static void realise(StorePath path, StoreUse use) {
    use.building().build(List.of(wanted(path)), BuildMode.NORMAL);
  }

  private void show(DerivedPath wanted, boolean print) {
    kept++;
    SortedSet<String> shown = new TreeSet<>();
    for (Map.Entry<String, StorePath> output : outputs(wanted).entrySet()) {
      shown.add(keep(output.getKey(), output.getValue()));
    }
    if (print) {
      shown.forEach(use.output()::line);
    }
  }

  private SortedMap<String, StorePath> outputs(DerivedPath wanted) {
    if (!(wanted instanceof DerivedPath.Built built)) {
      return new TreeMap<>(Map.of("out", wanted.path()));
    }
    SortedMap<String, StorePath> outputs =
        new TreeMap<>(use.indexed().derivationOutputs(built.derivation()));
    outputs.keySet().removeIf(name -> !built.wants(name));
    return outputs;
  }

  /** Makes a root, if one is wanted. Gives what is printed: the link, if there is one. */
  private String keep(String output, StorePath path) {
    String wanted = use.line().value(InstantiateOptions.ADD_ROOT);
    if (wanted == null) {
      if (!use.line().has(InstantiateOptions.NO_GC_WARNING)) {
        use.messages().warnOnce(NOT_KEPT);
      }
      return use.print(path);
    }
    String link = use.absolute(wanted) + (kept > 1 ? "-" + kept : "");
    String named = output.equals("out") ? link : link + "-" + output;
    use.maintenance().addPermanentRoot(path, named);
    return named;
  }
}
