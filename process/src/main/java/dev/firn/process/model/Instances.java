package dev.firn.process.model;

import dev.firn.base.text.Suggestions;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.eval.Coerce;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.syntax.Symbol;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.ContextElement;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.StringContext;
import dev.firn.lang.value.StringValue;
import dev.firn.lang.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The process instances of a model, and which depend on which. */
final class Instances {
  private static final Symbol KIND = Symbol.of("_type");
  private static final String PROCESS = "process";

  /** Names are those of files, too. */
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";

  private final Evaluator evaluator;
  private final Needs needs;
  private final Evaluation ev;
  private final Map<String, String> namesByPath = new HashMap<>();
  private final Map<String, StringContext> contexts = new HashMap<>();
  private final List<Instance> all = new ArrayList<>();
  private final Map<String, Instance> byName = new HashMap<>();
  private final Map<String, List<String>> dependencies = new HashMap<>();
  private final Map<String, List<String>> urls = new HashMap<>();
  private final Map<String, Integer> levels = new HashMap<>();
  private @Nullable Set<ContextElement> packages;

  private Instances(Evaluator evaluator, Needs needs) {
    this.evaluator = evaluator;
    this.needs = needs;
    this.ev = evaluator.evaluation();
  }

  /**
   * The instances of the set that a model gives.
   *
   * @throws EvalError if one is no process, or depends on what is not there
   */
  static Instances of(Attrs model, Evaluator evaluator, Needs needs) {
    Instances instances = new Instances(evaluator, needs);
    Fields fields = new Fields(model, "the model", needs, instances.ev);
    for (String key : fields.names()) {
      instances.add(key, fields);
    }
    for (Instance instance : instances.all) {
      instances.dependencies.put(instance.name(), instances.findDependencies(instance));
    }
    return instances;
  }

  private void add(String key, Fields model) {
    if (key.equals(HostComponents.HOST)) {
      throw model.wrong(key, "must have another name: this one is for users and folders");
    }
    Fields instance = model.fields(key);
    Value pkg = instance == null ? null : instance.value("pkg");
    if (instance == null || pkg == null) {
      throw model.wrong(key, "has no 'pkg': give it what createManagedProcess returns");
    }
    if (pkg instanceof Attrs set && Coerce.isDerivation(set, ev)) {
      addPackage(key, set);
    } else if (isProcess(pkg)) {
      addProcess(key, (Attrs) pkg);
    } else {
      throw instance.wrong(
          "pkg", "must be what createManagedProcess returns, not " + pkg.describe());
    }
    List<String> found = instance.texts("urls");
    if (found != null) {
      urls.put(key, found);
    }
  }

  private void addProcess(String key, Attrs pkg) {
    Fields fields = new Fields(pkg, "the process '" + key + "'", needs, ev);
    String name = fields.required("name");
    Attrs given = fields.set("parameters");
    add(key, name, pkg, given == null ? Attrs.EMPTY : given);
  }

  private void addPackage(String key, Attrs pkg) {
    AgnosticPackage read = AgnosticPackage.of(pkg, "'" + key + "'", evaluator);
    Fields fields = new Fields(read.parameters(), "the process '" + key + "'", needs, ev);
    String name = fields.has("name") ? fields.required("name") : fields.required("instanceName");
    namesByPath.put(read.path(), name);
    contexts.put(name, read.context());
    add(key, name, pkg, read.parameters());
  }

  private void add(String key, String name, Attrs pkg, Attrs given) {
    Fields parameters = new Fields(given, "the process '" + name + "'", needs, ev);
    if (!name.matches(NAME)) {
      throw parameters.wrong(
          parameters.has("name") ? "name" : "instanceName",
          "must be letters, digits, '.', '_' and '-', at most 100, the first a letter or digit");
    }
    Instance added = new Instance(key, name, pkg, parameters);
    Instance other = byName.putIfAbsent(name, added);
    if (other != null) {
      throw new EvalError(
          "'" + other.key() + "' and '" + key + "' are both processes with the name '" + name + "'",
          parameters.position("name"));
    }
    all.add(added);
  }

  private boolean isProcess(Lazy slot) {
    return slot instanceof Attrs set
        && set.get(KIND) instanceof Lazy kind
        && kind.force(ev, set.positionOf(KIND)) instanceof StringValue text
        && text.text().equals(PROCESS);
  }

  private List<String> findDependencies(Instance instance) {
    List<String> names = new ArrayList<>();
    for (Lazy slot : instance.parameters().list("dependencies")) {
      Value value = slot.force(ev, instance.parameters().position("dependencies"));
      String name =
          isProcess(value)
              ? nameOf((Attrs) value)
              : value instanceof StringValue path ? namesByPath.get(path.text()) : null;
      if (name == null) {
        throw instance
            .parameters()
            .wrong(
                "dependencies", "must be processes, such as webapp.pkg, not " + value.describe());
      }
      if (!byName.containsKey(name)) {
        throw instance
            .parameters()
            .wrong("dependencies", "has the process '" + name + "', which the model does not have")
            .suggesting(Suggestions.bestMatches(byName.keySet(), name));
      }
      if (!names.contains(name)) {
        names.add(name);
      }
    }
    return names;
  }

  private @Nullable String nameOf(Attrs process) {
    return new Fields(process, "a process", needs, ev).text("name");
  }

  /** Where people find an instance, as the model says. */
  List<String> urls(Instance instance) {
    return urls.getOrDefault(instance.key(), List.of());
  }

  /** All instances, by key. */
  List<Instance> all() {
    return all;
  }

  /** The names of what must be there before an instance. */
  List<String> dependencies(Instance instance) {
    return dependencies.getOrDefault(instance.name(), List.of());
  }

  /** What an instance mentions that is not among its own parameters, without the packages of other instances. */
  List<ContextElement> mentioned(Instance instance) {
    List<ContextElement> others = new ArrayList<>();
    for (ContextElement element : contexts.getOrDefault(instance.name(), StringContext.EMPTY)) {
      if (!packages().contains(element)) {
        others.add(element);
      }
    }
    return others;
  }

  /** The packages of all instances that are packages. */
  private Set<ContextElement> packages() {
    Set<ContextElement> known = packages;
    if (known == null) {
      known = new HashSet<>();
      for (Instance instance : all) {
        if (contexts.containsKey(instance.name())) {
          Coerce.toString(
                  instance.pkg(), Coerce.Mode.PLAIN, ev, Positions.NONE, "while reading a package")
              .context()
              .forEach(known::add);
        }
      }
      packages = known;
    }
    return known;
  }

  /** The key of the instance with that process. */
  String keyOf(String name) {
    Instance instance = byName.get(name);
    return instance == null ? name : instance.key();
  }

  /** How far an instance is from those without dependencies. In a circle, which is refused elsewhere, any number. */
  int level(Instance instance) {
    return level(instance.name());
  }

  private int level(String name) {
    Integer known = levels.get(name);
    if (known != null) {
      return known;
    }
    levels.put(name, 0);
    int level = 0;
    for (String dependency : dependencies.getOrDefault(name, List.of())) {
      level = Math.max(level, level(dependency) + 1);
    }
    levels.put(name, level);
    return level;
  }
}
