package dev.firn.realise.instantiate;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.eval.EvalSettings;
import dev.firn.lang.host.ForwardingHost;
import dev.firn.lang.host.Host;
import dev.firn.lang.host.RestrictedHost;
import dev.firn.lang.host.StoredDerivation;
import dev.firn.store.derivation.Derivation;
import dev.firn.store.derivation.DerivationOutput;
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

  private StoreHost(Host inner, EvaluationStore store, boolean importFromDerivation) {
    super(inner);
    this.store = store;
    this.copies = new SourceCopies(inner, store);
    this.importFromDerivation = importFromDerivation;
  }

  /**
   * The host for an evaluation: a machine with a store, of which the settings may hide something.
   *
   * @param machine everything but the store
   */
  public static StoreHost of(Host machine, EvaluationStore store, EvalSettings settings) {
    Host files = new StoreFiles(machine, store);
    Host seen =
        settings.pure()
            ? RestrictedHost.pure(files, List.of())
            : settings.restricted() ? RestrictedHost.restricted(files, List.of()) : files;
    return new StoreHost(seen, store, settings.importFromDerivation());
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
      String real = text;
      for (String output : outputs) {
        real = withOutput(real, output, outputs.getFirst());
      }
      return real;
    } catch (RuntimeException failure) {
      throw StoreErrors.of(failure);
    }
  }

  /** The path that an encoded element of a context ends with. */
  private static String path(String element) {
    return element.substring(element.indexOf('/'));
  }

  /** The text with the path of an output in the place of what stood for it. */
  private String withOutput(String text, String element, String first) {
    if (!importFromDerivation) {
      throw new EvalError(
          "cannot build '"
              + display(first)
              + "' during evaluation because the option 'allow-import-from-derivation' is"
              + " disabled");
    }
    int end = element.indexOf('!', 1);
    String name = element.substring(1, end);
    StorePath derivation = store.parse(path(element));
    DerivationOutput output =
        element.charAt(end + 1) == '!' ? null : store.outputs(derivation).get(name);
    StorePath path = output == null ? null : output.knownPath();
    if (path == null || !store.isValid(path)) {
      throw new EvalError(
          "cannot build '"
              + display(element)
              + "' during evaluation: building is not supported yet");
    }
    for (StorePath allowed : store.closure(path)) {
      allow(store.print(allowed));
    }
    return text;
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
