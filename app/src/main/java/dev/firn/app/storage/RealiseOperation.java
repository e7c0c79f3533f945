package dev.firn.app.storage;

import dev.firn.app.command.CommonOptions;
import dev.firn.app.command.InstantiateOptions;
import dev.firn.app.command.NixStoreOptions;
import dev.firn.app.storage.NixStore.NixStoreCall;
import dev.firn.store.StoreException;
import dev.firn.store.path.StorePath;
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

  /**
   * What is to be there.
   *
   * @param path a path, or that of a derivation
   * @param outputs the names of outputs of the derivation; none for all
   */
  private record Wanted(StorePath path, List<String> outputs) {}

  /** Runs it, and gives the exit status. */
  static int run(NixStoreCall call) throws IOException {
    call.allow(
        null,
        NixStoreOptions.DRY_RUN,
        NixStoreOptions.CHECK,
        NixStoreOptions.IGNORE_UNKNOWN,
        CommonOptions.REPAIR);
    RealiseOperation operation = new RealiseOperation(call.use());
    List<Wanted> all = new ArrayList<>();
    for (String operand : call.operands()) {
      int mark = operand.indexOf('!');
      StorePath path = call.use().path(mark < 0 ? operand : operand.substring(0, mark));
      List<String> outputs = mark < 0 ? List.of() : List.of(operand.substring(mark + 1).split(","));
      all.add(new Wanted(path, outputs));
    }
    for (Wanted wanted : all) {
      realise(wanted.path(), call.use());
    }
    if (!call.has(NixStoreOptions.DRY_RUN)) {
      for (Wanted wanted : all) {
        operation.show(wanted, !call.has(NixStoreOptions.NO_OUTPUT));
      }
    }
    return 0;
  }

  /**
   * Makes a path valid, or the outputs of a derivation.
   *
   * @throws StoreException if it cannot
   */
  static void realise(StorePath path, StoreUse use) {
    List<StorePath> needed =
        path.isDerivation() ? List.copyOf(Queries.outputs(use, path)) : List.of(path);
    for (StorePath each : needed) {
      if (!use.store().isValid(each)) {
        throw new StoreException(
            "path '" + use.print(each) + "' does not exist and cannot be created");
      }
    }
  }

  /**
   * Puts the content of a valid path in order again.
   *
   * @throws StoreException if it cannot
   */
  static void repair(StorePath path, StoreUse use) {
    throw new StoreException("cannot repair path '" + use.print(path) + "'");
  }

  private void show(Wanted wanted, boolean print) {
    kept++;
    SortedSet<String> shown = new TreeSet<>();
    for (Map.Entry<String, StorePath> output : outputs(wanted).entrySet()) {
      shown.add(keep(output.getKey(), output.getValue()));
    }
    if (print) {
      shown.forEach(use.output()::line);
    }
  }

  private SortedMap<String, StorePath> outputs(Wanted wanted) {
    if (!wanted.path().isDerivation()) {
      return new TreeMap<>(Map.of("out", wanted.path()));
    }
    SortedMap<String, StorePath> all = use.indexed().derivationOutputs(wanted.path());
    if (wanted.outputs().isEmpty()) {
      return all;
    }
    SortedMap<String, StorePath> some = new TreeMap<>();
    for (String name : new TreeSet<>(wanted.outputs())) {
      StorePath output = all.get(name);
      if (output == null) {
        throw new StoreException(
            "derivation '"
                + use.print(wanted.path())
                + "' does not have wanted outputs '"
                + name
                + "'");
      }
      some.put(name, output);
    }
    return some;
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
