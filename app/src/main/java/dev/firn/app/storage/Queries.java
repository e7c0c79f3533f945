package dev.firn.app.storage;

import dev.firn.app.command.CommandLine;
import dev.firn.app.command.NixStoreOptions;
import dev.firn.app.command.Option;
import dev.firn.app.command.UsageException;
import dev.firn.app.settings.Setting;
import dev.firn.app.storage.NixStore.NixStoreCall;
import dev.firn.base.hash.HashFormat;
import dev.firn.base.text.Latin1;
import dev.firn.store.Closures;
import dev.firn.store.PathInfo;
import dev.firn.store.Store;
import dev.firn.store.StoreException;
import dev.firn.store.TopologicalOrder;
import dev.firn.store.derivation.Derivation;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code nix-store --query}. */
final class Queries {
  private static final List<Option> FLAGS =
      List.of(
          NixStoreOptions.USE_OUTPUT,
          NixStoreOptions.FORCE_REALISE,
          NixStoreOptions.INCLUDE_OUTPUTS);

  private final NixStoreCall call;
  private final StoreUse use;

  Queries(NixStoreCall call) {
    this.call = call;
    this.use = call.use();
  }

  void run() throws IOException {
    Option query = query();
    switch (query.name()) {
      case "outputs" -> outputs();
      case "requisites", "references", "referrers", "referrers-closure" -> related(query);
      case "deriver" -> derivers();
      case "valid-derivers" -> validDerivers();
      case "binding" -> binding();
      case "hash", "size" -> describe(query);
      case "tree" -> tree();
      case "graph" -> Graphs.dot(use.store(), subjects(), use.output());
      case "graphml" -> Graphs.xml(use.store(), subjects(), use.output());
      case "resolve" -> resolve();
      default -> roots();
    }
  }

  private Option query() {
    Option query = null;
    for (CommandLine.Given given : call.arguments().given()) {
      Option option = given.option();
      if (NixStoreOptions.QUERIES.contains(option)) {
        if (query != null && query != option) {
          throw new UsageException("query type '" + given.word() + "' conflicts with earlier flag");
        }
        query = option;
      } else if (NixStoreOptions.isFlag(option) && !FLAGS.contains(option)) {
        throw new UsageException("unknown flag '" + given.word() + "'");
      }
    }
    return query == null ? NixStoreOptions.OUTPUTS : query;
  }

  /** What is asked about: the operands, or the outputs of those that are derivations. */
  private SortedSet<StorePath> subjects() throws IOException {
    SortedSet<StorePath> all = new TreeSet<>();
    for (String operand : call.operands()) {
      all.addAll(subjects(operand, call.has(NixStoreOptions.USE_OUTPUT)));
    }
    return all;
  }

  private SortedSet<StorePath> subjects(String operand, boolean useOutput) throws IOException {
    StorePath path = use.path(operand);
    if (call.has(NixStoreOptions.FORCE_REALISE)) {
      RealiseOperation.realise(path, use);
    }
    return useOutput && path.isDerivation() ? outputs(use, path) : new TreeSet<>(List.of(path));
  }

  /** The paths of all outputs of a derivation. */
  static SortedSet<StorePath> outputs(StoreUse use, StorePath path) {
    Derivation derivation = use.store().readDerivation(path);
    SortedMap<String, StorePath> known = use.indexed().derivationOutputs(path);
    if (!known.keySet().containsAll(derivation.outputs().keySet())) {
      throw new UsageException(
          "Cannot use output path of floating content-addressing derivation until we know what it"
              + " is (e.g. by building it)");
    }
    return new TreeSet<>(known.values());
  }

  private void outputs() throws IOException {
    for (String operand : call.operands()) {
      use.list(subjects(operand, true));
    }
  }

  private void related(Option query) throws IOException {
    SortedSet<StorePath> found = new TreeSet<>();
    Set<StorePath> subjects = subjects();
    if (query == NixStoreOptions.REQUISITES) {
      if (!call.has(NixStoreOptions.INCLUDE_OUTPUTS)) {
        use.list(Closures.sortedReferences(use.store(), subjects));
        return;
      }
      found.addAll(
          Closures.references(use.indexed(), subjects, new Closures.Following(true, false)));
    } else if (query == NixStoreOptions.REFERENCES) {
      subjects.forEach(path -> found.addAll(use.store().info(path).references()));
    } else if (query == NixStoreOptions.REFERRERS) {
      subjects.forEach(path -> found.addAll(use.indexed().referrers(path)));
    } else {
      use.list(Closures.sortedReferrers(use.indexed(), subjects));
      return;
    }
    use.list(TopologicalOrder.sort(found, use.store()));
  }

  private void derivers() throws IOException {
    for (String operand : call.operands()) {
      StorePath deriver = use.store().info(use.path(operand)).deriver();
      call.line(deriver == null ? "unknown-deriver" : use.print(deriver));
    }
  }

  private void validDerivers() throws IOException {
    SortedSet<StorePath> found = new TreeSet<>();
    for (String operand : call.operands()) {
      found.addAll(use.indexed().validDerivers(use.path(operand)));
    }
    use.list(TopologicalOrder.sort(found, use.store()));
  }

  private void binding() throws IOException {
    Iterator<String> operands = call.operands().iterator();
    if (!operands.hasNext()) {
      throw new UsageException("expected binding name");
    }
    String name = operands.next();
    while (operands.hasNext()) {
      StorePath path = deriver(use.path(operands.next()));
      String value = use.store().readDerivation(path).environment().get(name);
      if (value == null) {
        throw new StoreException(
            "derivation '" + use.print(path) + "' has no environment binding named '" + name + "'");
      }
      call.line(value);
    }
  }

  private StorePath deriver(StorePath path) {
    if (path.isDerivation()) {
      return path;
    }
    StorePath deriver = use.store().info(path).deriver();
    if (deriver == null) {
      throw new StoreException("deriver of path '" + use.print(path) + "' is not known");
    }
    return deriver;
  }

  private void describe(Option query) throws IOException {
    for (String operand : call.operands()) {
      for (StorePath path : subjects(operand, call.has(NixStoreOptions.USE_OUTPUT))) {
        PathInfo info = use.store().info(path);
        call.line(
            query == NixStoreOptions.HASH
                ? info.narHash().formatPrefixed(HashFormat.NIX32)
                : Long.toString(info.narSize()));
      }
    }
  }

  private void tree() throws IOException {
    Set<StorePath> done = new HashSet<>();
    for (String operand : call.operands()) {
      tree(use.path(operand), "", "", done);
    }
  }

  private void tree(StorePath path, String first, String rest, Set<StorePath> done) {
    if (!done.add(path)) {
      call.line(first + use.print(path) + " [...]");
      return;
    }
    call.line(first + use.print(path));
    Store store = use.store();
    Iterator<StorePath> children =
        TopologicalOrder.sort(store.info(path).references(), store).iterator();
    while (children.hasNext()) {
      StorePath child = children.next();
      boolean last = !children.hasNext();
      tree(
          child,
          rest + Latin1.ofUnicode(last ? "└───" : "├───"),
          rest + Latin1.ofUnicode(last ? "    " : "│   "),
          done);
    }
  }

  private void resolve() throws IOException {
    for (String operand : call.operands()) {
      call.line(use.print(use.path(operand)));
    }
  }

  private void roots() throws IOException {
    printRoots(use, subjects());
  }

  /** Prints the roots that keep some paths, or all if null. */
  static void printRoots(StoreUse use, @Nullable SortedSet<StorePath> paths) {
    Set<StorePath> kept =
        paths == null
            ? null
            : Closures.referrers(
                use.indexed(),
                paths,
                new Closures.Following(
                    use.settings().isOn(Setting.KEEP_OUTPUTS),
                    use.settings().isOn(Setting.KEEP_DERIVATIONS)));
    SortedMap<String, SortedSet<StorePath>> byLink = new TreeMap<>();
    use.maintenance()
        .roots(false)
        .forEach((path, links) -> {
          if (kept == null || kept.contains(path)) {
            links.forEach(link -> byLink.computeIfAbsent(link, _ -> new TreeSet<>()).add(path));
          }
        });
    byLink.forEach(
        (link, found) -> found.forEach(path -> use.output().line(link + " -> " + use.print(path))));
  }
}
