package dev.firn.realise.instantiate;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.eval.EvalSettings;
import dev.firn.lang.host.ForwardingHost;
import dev.firn.lang.host.Host;
import dev.firn.lang.host.RestrictedHost;
import dev.firn.lang.host.StoredDerivation;
import dev.firn.store.DerivedPath;
import dev.firn.store.derivation.Derivation;
import dev.firn.store.derivation.DerivationOutput;
import dev.firn.store.path.Placeholder;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A host that has a store. */
public final class StoreHost extends ForwardingHost {
  private final EvaluationStore store;
  private final SourceCopies copies;
  private final boolean importFromDerivation;
  private final NeededOutputs builds;

  private StoreHost(
      Host inner, EvaluationStore store, NeededOutputs builds, boolean importFromDerivation) {
    super(inner);
    this.store = store;
    this.builds = builds;
    this.copies = new SourceCopies(inner, store);
    this.importFromDerivation = importFromDerivation;
  }

  /**
   * The host for an evaluation: a machine with a store, of which the settings may hide something.
   *
   * @param machine everything but the store
   * @param builds who makes outputs that the evaluation reads
   */
  public static StoreHost of(
      Host machine, EvaluationStore store, NeededOutputs builds, EvalSettings settings) {
    Host files = new StoreFiles(machine, store);
    Host seen =
        settings.pure()
            ? RestrictedHost.pure(files, List.of())
            : settings.restricted() ? RestrictedHost.restricted(files, List.of()) : files;
    return new StoreHost(seen, store, builds, settings.importFromDerivation());
  }

  @Override
  public String storeDirectory() {
    return store.dir().path();
  }

  @Override
  public String copyToStore(String path) {
    return copies.copy(path);
  }

  @Override
  public @Nullable String addressInStore(String path) {
    return copies.address(path);
  }

  @Override
  public String realise(String text, List<String> context) {
    try {
      List<String> outputs = new ArrayList<>();
      for (String element : context) {
        store.requireValid(store.parse(path(element)));
        if (element.startsWith("!")) {
          outputs.add(element);
        }
      }
      return outputs.isEmpty() ? text : withOutputs(text, outputs);
    } catch (RuntimeException failure) {
      throw StoreErrors.of(failure);
    }
  }

  /** The path that an encoded element of a context ends with. */
  private static String path(String element) {
    return element.substring(element.indexOf('/'));
  }

  /** The text with the paths of outputs in the place of what stood for them; the outputs are there then. */
  private String withOutputs(String text, List<String> elements) {
    if (!importFromDerivation) {
      throw new EvalError(
          "cannot build '"
              + display(elements.getFirst())
              + "' during evaluation because the option 'allow-import-from-derivation' is"
              + " disabled");
    }
    List<DerivedPath.Built> wanted = new ArrayList<>();
    for (String element : elements) {
      wanted.add(output(element));
    }
    List<StorePath> paths = known(wanted);
    if (paths == null) {
      store.flush();
      paths = builds.realise(wanted);
    }
    String real = text;
    for (int i = 0; i < paths.size(); i++) {
      real = withOutput(real, wanted.get(i), paths.get(i));
    }
    return real;
  }

  private DerivedPath.Built output(String element) {
    int end = element.indexOf('!', 1);
    if (element.charAt(end + 1) == '!') {
      throw new EvalError(
          "cannot build '"
              + display(element)
              + "' during evaluation: its derivation is itself an output");
    }
    return DerivedPath.outputOf(store.parse(path(element)), element.substring(1, end));
  }

  /** The paths of those outputs, if all are known and there; else null. */
  private @Nullable List<StorePath> known(List<DerivedPath.Built> wanted) {
    List<StorePath> paths = new ArrayList<>();
    for (DerivedPath.Built each : wanted) {
      DerivationOutput output = store.outputs(each.derivation()).get(each.onlyOutput());
      StorePath path = output == null ? null : output.knownPath();
      if (path == null || !store.isValid(path)) {
        return null;
      }
      paths.add(path);
    }
    return paths;
  }

  private String withOutput(String text, DerivedPath.Built output, StorePath path) {
    for (StorePath allowed : store.closure(path)) {
      allow(store.print(allowed));
    }
    String placeholder = Placeholder.outputOf(output.derivation(), output.onlyOutput()).text();
    return text.replace(placeholder, store.print(path));
  }

  /** {@code !OUTPUT!DRV} as messages show it: {@code DRV^OUTPUT}. */
  private static String display(String element) {
    if (!element.startsWith("!")) {
      return element;
    }
    int end = element.indexOf('!', 1);
    return display(element.substring(end + 1)) + "^" + element.substring(1, end);
  }

  @Override
  public List<String> references(String path) {
    StorePath object = object(path);
    if (object == null || !store.isValid(object)) {
      return List.of();
    }
    List<String> references = new ArrayList<>();
    for (StorePath reference : store.references(object)) {
      references.add(store.print(reference));
    }
    return references;
  }

  private @Nullable StorePath object(String path) {
    StoreDir dir = store.dir();
    if (!dir.contains(path)) {
      return null;
    }
    int end = path.indexOf('/', dir.path().length() + 1);
    return dir.find(end < 0 ? path : path.substring(0, end));
  }

  @Override
  public @Nullable StoredDerivation derivation(String path) {
    StorePath file = store.dir().find(path);
    if (file == null || !file.isDerivation() || !store.store().isValid(file)) {
      return null;
    }
    try {
      Derivation derivation = store.store().readDerivation(file);
      SortedMap<String, String> outputs = new TreeMap<>();
      for (Map.Entry<String, DerivationOutput> output : derivation.outputs().entrySet()) {
        String text = OutputReference.text(file, output.getKey(), output.getValue(), store.dir());
        outputs.put(output.getKey(), text);
      }
      return new StoredDerivation(derivation.environment().getOrDefault("name", ""), outputs);
    } catch (RuntimeException failure) {
      throw StoreErrors.of(failure);
    }
  }
}
