package dev.firn.app.environment;

import dev.firn.app.eval.Session;
import dev.firn.app.realise.Building;
import dev.firn.app.settings.Setting;
import dev.firn.base.text.Latin1;
import dev.firn.lang.eval.ContextBuilder;
import dev.firn.lang.print.PlainPrinter;
import dev.firn.lang.select.FoundDerivation;
import dev.firn.lang.select.PackageMeta;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.AttrsBuilder;
import dev.firn.lang.value.BoolValue;
import dev.firn.lang.value.Calls;
import dev.firn.lang.value.ContextElement;
import dev.firn.lang.value.IntValue;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.ListValue;
import dev.firn.lang.value.StringContext;
import dev.firn.lang.value.StringValue;
import dev.firn.lang.value.Value;
import dev.firn.store.DerivedPath;
import dev.firn.store.Store;
import dev.firn.store.path.StorePath;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Makes user environments: a list of what is installed, {@code manifest.nix}, and a derivation that shows all of it in one folder. Both have
 * the bytes and the paths that Nix gives them.
 */
final class UserEnvironment {
  /** What shows the files of a package where it does not say how. */
  private static final Value ACTIVE = new StringValue("true");

  private static final Value PRIORITY = IntValue.of(5);

  private final EnvironmentCall call;
  private final Session session;
  private final Store store;
  private final SortedSet<StorePath> references = new TreeSet<>();

  private UserEnvironment(EnvironmentCall call) {
    this.call = call;
    this.session = call.session();
    this.store = session.store();
  }

  /** Builds packages, and what shows them. */
  static StorePath build(List<Element> elements, EnvironmentCall call) {
    return new UserEnvironment(call).build(elements);
  }

  private StorePath build(List<Element> elements) {
    session.flush();
    buildElements(elements);
    List<Value> described = new ArrayList<>();
    List<Lazy> shown = new ArrayList<>();
    for (Element element : elements) {
      SortedMap<String, StorePath> outputs = element.outputsToInstall();
      SortedMap<String, Value> meta = meta(element);
      described.add(describe(element, outputs, meta));
      shown.add(meta.getOrDefault("active", ACTIVE));
      shown.add(meta.getOrDefault("priority", PRIORITY));
      shown.add(IntValue.of(outputs.size()));
      outputs.values().forEach(path -> shown.add(text(path)));
      references.addAll(outputs.values());
    }
    makeValid(references);
    return realise(derivation(manifest(ListValue.of(described)), shown));
  }

  private void buildElements(List<Element> elements) {
    List<DerivedPath> wanted = new ArrayList<>();
    for (Element element : elements) {
      StorePath derivation = element.derivation();
      if (derivation != null) {
        wanted.add(DerivedPath.allOf(derivation));
      }
    }
    realise(wanted);
  }

  /** Paths that were named themselves may have to be fetched. */
  private void makeValid(SortedSet<StorePath> paths) {
    List<DerivedPath> wanted = new ArrayList<>();
    for (StorePath path : paths) {
      if (!store.isValid(path)) {
        wanted.add(new DerivedPath.Opaque(path));
      }
    }
    realise(wanted);
  }

  private void realise(List<DerivedPath> wanted) {
    if (!wanted.isEmpty()) {
      call.building().build(wanted, call.buildMode());
    }
  }

  private SortedMap<String, Value> meta(Element element) {
    SortedMap<String, Value> values = new TreeMap<>();
    PackageMeta meta = element.meta();
    for (String name : meta.names()) {
      Value value = meta.value(name, session.evaluation());
      if (value != null) {
        values.put(name, value);
      }
    }
    return values;
  }

  /** A package as the list describes it: what looks like a derivation, but is only what it has made. */
  private Attrs describe(
      Element element, SortedMap<String, StorePath> outputs, SortedMap<String, Value> meta) {
    SortedMap<String, Lazy> members = new TreeMap<>();
    members.put("type", new StringValue("derivation"));
    members.put("name", new StringValue(element.name()));
    if (!element.system().isEmpty()) {
      members.put("system", new StringValue(element.system()));
    }
    members.put("outPath", text(element.output()));
    StorePath derivation =
        call.settings().isOn(Setting.KEEP_ENV_DERIVATIONS) ? element.derivation() : null;
    if (derivation != null) {
      members.put("drvPath", text(derivation));
      references.add(derivation);
    }
    List<Value> names = new ArrayList<>();
    outputs.forEach((name, path) -> {
      names.add(new StringValue(name));
      members.put(name, new AttrsBuilder(1).add("outPath", text(path)).build());
    });
    members.put("outputs", ListValue.of(names));
    members.put("meta", attrs(meta));
    return attrs(members);
  }

  private static Attrs attrs(SortedMap<String, ? extends Lazy> members) {
    AttrsBuilder builder = new AttrsBuilder(members.size());
    members.forEach((name, value) -> builder.add(name, value));
    return builder.build();
  }

  private Value text(StorePath path) {
    return new StringValue(store.dir().print(path));
  }

  /** The list of what is installed, as a file. */
  private StorePath manifest(ListValue described) {
    String text = PlainPrinter.printAll(described, new ContextBuilder(), session.evaluation());
    StorePath path = store.addText("env-manifest.nix", Latin1.bytes(text), references);
    store.flush();
    return path;
  }

  /** The derivation of the environment, whose builder every Nix has. */
  private FoundDerivation derivation(StorePath manifest, List<Lazy> shown) {
    String path = store.dir().print(manifest);
    AttrsBuilder attributes = new AttrsBuilder(7);
    attributes.add("name", new StringValue("user-environment"));
    attributes.add("system", new StringValue("builtin"));
    attributes.add("builder", new StringValue("builtin:buildenv"));
    attributes.add(
        "manifest", new StringValue(path, StringContext.of(new ContextElement.Opaque(path))));
    attributes.add("derivations", ListValue.of(shown));
    attributes.add("preferLocalBuild", BoolValue.TRUE);
    attributes.add("allowSubstitutes", BoolValue.FALSE);
    Lazy function = session.evaluator().builtin("derivation");
    Value made =
        Calls.call(
            function.force(session.evaluation(), Positions.NONE),
            attributes.build(),
            session.evaluation(),
            Positions.NONE);
    return new FoundDerivation("", (Attrs) made);
  }

  private StorePath realise(FoundDerivation environment) {
    StorePath derivation = session.storePath(environment.drvPath(session.evaluation()));
    session.flush();
    DerivedPath.Built wanted = DerivedPath.outputOf(derivation, "out");
    return Building.path(wanted, call.building().build(List.of(wanted), call.buildMode()));
  }
}
