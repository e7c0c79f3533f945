package dev.firn.process.model;

import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.Deployment;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.eval.Paths;
import dev.firn.lang.syntax.Expr;
import dev.firn.lang.syntax.Symbol;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lambda;
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
  /** The input of a component that says where people find it: a list of texts, which nothing is made of. */
  public static final String URLS = "urls";

  private static final String IDS = "ids";

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
    Call call = new Call(function, choices, request);
    IdAssignment ids = idsOf(call, new IdFiles(evaluator, needs));
    Attrs model = called(call, choices.upstreamManager(), ids);
    NativePackages packages = NativePackages.of(model, choices, needs, ev);
    Attrs described = packages.isEmpty() ? model : called(call, null, ids);
    Instances instances = Instances.of(described, evaluator, needs);
    Lowering lowering =
        new Lowering(
            instances,
            packages,
            choices,
            new Honours(choices.manager(), managers),
            needs,
            evaluator);
    List<Component> components = new ArrayList<>();
    for (Instance instance : instances.all()) {
      components.add(lowering.component(instance));
    }
    if (ids != null) {
      lowering.keepIds(ids);
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
        request.resources() == null
            ? Paths.child(directory, IdFiles.RESOURCES)
            : request.resources();
    if (evaluator.host().kind(resources) == null) {
      throw new EvalError("there are no id resources at '" + resources + "'");
    }
    String usual = Paths.child(directory, IdFiles.IDS);
    String ids =
        request.ids() != null || evaluator.host().kind(usual) == null ? request.ids() : usual;
    Value function = evaluator.evalFile(choices.file(), ev);
    Attrs model = called(new Call(function, choices, request.model()), null, null);
    return new IdAssigner(files.pools(resources))
        .assign(
            files.required(model, request.property()),
            ids == null ? IdAssignment.EMPTY : files.read(ids));
  }

  /** A model, and what it is called with. */
  private record Call(Value function, Choices choices, ModelRequest request) {
    /** Whether the model takes an argument that nobody has given. */
    boolean isMissing(String argument) {
      return function instanceof Lambda lambda
          && lambda.code.syntax().formals() instanceof Expr.Formals formals
          && formals.formals().stream().anyMatch(formal -> formal.name().name().equals(argument))
          && choices.arguments().get(Symbol.of(argument)) == null;
    }
  }

  /** The ids for a model that takes them and has resources beside it, those of the last deployment among them; null for any other. */
  private @Nullable IdAssignment idsOf(Call call, IdFiles files) {
    String directory = Paths.parent(call.choices().file());
    String resources = Paths.child(directory, IdFiles.RESOURCES);
    if (!call.isMissing(IDS) || evaluator.host().kind(resources) == null) {
      return null;
    }
    IdAssignment before = files.before(directory, call.choices());
    Attrs model = called(call, null, before);
    return new IdAssigner(files.pools(resources))
        .assign(files.required(model, IdRequest.PROPERTY), before);
  }

  /** What the model gives for a process manager that nix-processmgmt knows, or for none. */
  private Attrs called(Call call, @Nullable String manager, @Nullable IdAssignment ids) {
    Choices choices = call.choices();
    ModelArguments arguments =
        new ModelArguments(evaluator, choices.arguments())
            .folders(choices.folders())
            .flag("forceDisableUserChange", !choices.privileged())
            .text("callingUser", call.request().user())
            .text("callingGroup", call.request().group())
            .text("processManager", manager);
    if (ids != null) {
      arguments.value(IDS, IdFiles.argument(ids));
    }
    Value model = arguments.call(call.function());
    if (model instanceof Attrs set) {
      return set;
    }
    throw new EvalError(
        "'" + choices.file() + "' must give a set of processes, not " + model.describe());
  }
}
