package dev.firn.process.model;

import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.Deployment;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.eval.Paths;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Value;
import dev.firn.process.ids.IdAssigner;
import dev.firn.process.ids.IdAssignment;
import dev.firn.process.managers.Managers;
import dev.firn.store.path.StoreDir;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates processes models and makes deployments of them. Nothing is built and nothing is changed; what the processes are made of is
 * named, so that it can be realised at once.
 */
public final class ProcessModel {
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
    Needs needs = new Needs(store);
    Choices choices = Choices.of(request, managers, evaluator, needs);
    Deployment.checkName(choices.name());
    Value function = evaluator.evalFile(choices.file(), ev);
    Attrs model = called(function, choices, request, choices.upstreamManager());
    NativePackages packages = NativePackages.of(model, choices, needs, ev);
    Attrs described = packages.isEmpty() ? model : called(function, choices, request, null);
    Instances instances = Instances.of(described, evaluator, needs);
    Lowering lowering = new Lowering(instances, packages, choices, needs, ev);
    List<Component> components = new ArrayList<>();
    for (Instance instance : instances.all()) {
      components.add(lowering.component(instance));
    }
    components.addAll(lowering.host());
    return new LoadedModel(
        Deployment.of(choices.name(), choices.file(), request.user(), components), needs.all());
  }

  /**
   * Assigns the ids that a model needs. On a thread with a large stack, as all evaluation.
   *
   * @throws EvalError if the model or one of the files is wrong
   * @throws dev.firn.deploy.component.ModelException if a resource is unknown, or there are too few ids
   */
  public IdAssignment assignIds(IdRequest request) {
    Needs needs = new Needs(store);
    Choices choices = Choices.of(request.model(), managers, evaluator, needs);
    IdFiles files = new IdFiles(evaluator, needs);
    String directory = Paths.parent(choices.file());
    String resources =
        request.resources() == null ? Paths.child(directory, IdFiles.RESOURCES) : request.resources();
    if (evaluator.host().kind(resources) == null) {
      throw new EvalError("there are no id resources at '" + resources + "'");
    }
    String usual = Paths.child(directory, IdFiles.IDS);
    String ids =
        request.ids() != null || evaluator.host().kind(usual) == null ? request.ids() : usual;
    Value function = evaluator.evalFile(choices.file(), ev);
    Attrs model = called(function, choices, request.model(), null);
    return new IdAssigner(files.pools(resources))
        .assign(
            files.required(model, request.property()),
            ids == null ? IdAssignment.EMPTY : files.read(ids));
  }

  /** What the model gives for a process manager that nix-processmgmt knows, or for none. */
  private Attrs called(
      Value function, Choices choices, ModelRequest request, @Nullable String manager) {
    ModelArguments arguments =
        new ModelArguments(evaluator, choices.arguments())
            .folders(choices.folders())
            .flag("forceDisableUserChange", !choices.privileged())
            .text("callingUser", request.user())
            .text("callingGroup", request.group())
            .text("processManager", manager);
    Value model = arguments.call(function);
    if (model instanceof Attrs set) {
      return set;
    }
    throw new EvalError(
        "'" + choices.file() + "' must give a set of processes, not " + model.describe());
  }
}
