package dev.firn.process.model;

import dev.firn.base.json.Json;
import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.component.Deployment;
import dev.firn.deploy.component.Place;
import dev.firn.deploy.component.Probe;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Value;
import dev.firn.process.description.DescriptionJson;
import dev.firn.process.description.Folders;
import dev.firn.process.description.ProcessDescription;
import dev.firn.process.managers.Managers;
import dev.firn.store.path.StoreDir;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Evaluates processes models and makes deployments of them. Nothing is built and nothing is changed; what the processes are made of is
 * named, so that it can be realised at once.
 */
public final class ProcessModel {
  private static final String RELOAD = "reload";

  private final Evaluator evaluator;
  private final Evaluation ev;
  private final StoreDir store;
  private final Managers managers;

  /** Models evaluated by that evaluator, whose store has that directory, for those managers. */
  public ProcessModel(Evaluator evaluator, StoreDir store, Managers managers) {
    this.evaluator = evaluator;
    this.ev = evaluator.evaluation();
    this.store = store;
    this.managers = managers;
  }

  /**
   * Loads a model. On a thread with a large stack, as all evaluation.
   *
   * @throws EvalError if the model is wrong
   * @throws dev.firn.deploy.component.ModelException if the deployment is
   */
  public LoadedModel load(ModelRequest request) {
    Choices choices = Choices.of(request, managers, evaluator.host());
    Deployment.checkName(choices.name());
    Value called = arguments(choices, request).call(evaluator.evalFile(choices.file(), ev));
    if (!(called instanceof Attrs model)) {
      throw new EvalError(
          "'" + choices.file() + "' must give a set of processes, not " + called.describe());
    }
    Needs needs = new Needs(store);
    Instances instances = Instances.of(model, needs, ev);
    List<Component> components = new ArrayList<>();
    Fingerprint fingerprint = new Fingerprint(store);
    for (Instance instance : instances.all()) {
      components.add(component(instance, instances, choices, needs, fingerprint));
    }
    return new LoadedModel(
        Deployment.of(choices.name(), choices.file(), request.user(), components), needs.all());
  }

  private ModelArguments arguments(Choices choices, ModelRequest request) {
    return new ModelArguments(evaluator, choices.arguments())
        .folders(choices.folders())
        .flag("forceDisableUserChange", !choices.privileged())
        .text("callingUser", request.user())
        .text("callingGroup", request.group())
        .text("processManager", choices.upstreamManager());
  }

  private Component component(
      Instance instance,
      Instances instances,
      Choices choices,
      Needs needs,
      Fingerprint fingerprint) {
    Fields pkg = new Fields(instance.pkg(), "the process '" + instance.name() + "'", needs, ev);
    ProcessReader reader =
        new ProcessReader(
            instance.parameters(),
            instance.name(),
            folders(pkg, choices.folders()),
            choices.user(pkg.flag("forceDisableUserChange", false)),
            new NativeSettings(choices.manager().name(), needs, ev));
    ProcessDescription process =
        reader.read(instances.dependencies(instance), instances.level(instance));
    Probe probe = ReadinessReader.read(instance.parameters().fields("readiness"));
    SortedMap<String, Json> inputs = DescriptionJson.write(process);
    SortedSet<ComponentPath> dependsOn = new TreeSet<>();
    for (String name : process.dependencies()) {
      dependsOn.add(ComponentPath.of(instances.keyOf(name)));
    }
    return Component.of(
            ComponentPath.of(instance.key()),
            new Place(choices.place(), "localhost"),
            fingerprint.of(process, choices.manager().render(process), inputs.get(RELOAD)))
        .withInputs(inputs, process.reload() == null ? Set.of() : Set.of(RELOAD))
        .withDependsOn(dependsOn)
        .withProbe(probe);
  }

  /** The folders that the constructor of the process was given. */
  private static Folders folders(Fields pkg, Folders otherwise) {
    Fields given = pkg.fields("folders");
    return given == null
        ? otherwise
        : new Folders(
            given.required("state"),
            given.required("run"),
            given.required("log"),
            given.required("cache"),
            given.required("spool"),
            given.required("lock"),
            given.required("lib"),
            given.required("tmp"));
  }
}
