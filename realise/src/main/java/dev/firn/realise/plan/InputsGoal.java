package dev.firn.realise.plan;

import dev.firn.store.Realisation;
import dev.firn.store.derivation.Aterm;
import dev.firn.store.derivation.Derivation;
import dev.firn.store.derivation.DerivationType;
import dev.firn.store.derivation.InputOutputs;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.BuildMode;
import dev.firn.store.protocol.BuildResult;
import dev.firn.store.protocol.BuildStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The outputs that a derivation uses shall be there. If their paths were not known before, it becomes another derivation then. */
final class InputsGoal extends Goal {
  private final PlannedDerivation derivation;
  private final BuildMode mode;
  private final Map<UsedOutput, RequestGoal> inputs = new LinkedHashMap<>();
  private @Nullable PlannedDerivation resolved;
  private @Nullable SortedSet<StorePath> paths;

  InputsGoal(Schedule schedule, PlannedDerivation derivation, BuildMode mode) {
    super(schedule, "dc$" + derivation.path().name() + "$" + derivation.path().baseName());
    this.derivation = derivation;
    this.mode = mode;
  }

  /** The derivation that is built instead, because paths of inputs are known now; null if it is built itself. */
  @Nullable PlannedDerivation resolved() {
    return resolved;
  }

  /** All paths that the derivation uses; null if another one is built instead, or this did not end well. */
  @Nullable SortedSet<StorePath> paths() {
    return paths;
  }

  @Override
  void begin() {
    for (Map.Entry<StorePath, InputOutputs> input :
        derivation.derivation().inputDerivations().entrySet()) {
      add(new DerivationSource.Stored(input.getKey()), input.getValue());
    }
    String problem = impureInput();
    if (problem != null) {
      fail(BuildStatus.MISC_FAILURE, problem);
      return;
    }
    await(inputs.values(), this::ready);
  }

  private void add(DerivationSource source, InputOutputs used) {
    BuildMode inputMode = mode == BuildMode.REPAIR ? BuildMode.REPAIR : BuildMode.NORMAL;
    for (String output : used.names()) {
      TreeSet<String> one = new TreeSet<>(List.of(output));
      inputs.put(new UsedOutput(source, output), schedule.request(source, one, inputMode));
    }
    used.dynamic().forEach((output, more) -> add(new DerivationSource.Built(source, output), more));
  }

  private @Nullable String impureInput() {
    DerivationType type = derivation.derivation().type();
    if (!schedule.settings().impure()
        || type == DerivationType.IMPURE
        || type == DerivationType.FIXED) {
      return null;
    }
    var store = schedule.store();
    for (StorePath input : derivation.derivation().inputDerivations().keySet()) {
      if (store.isValid(input) && store.readDerivation(input).type() == DerivationType.IMPURE) {
        return "pure derivation '"
            + store.dir().print(derivation.path())
            + "' depends on impure derivation '"
            + store.dir().print(input)
            + "'";
      }
    }
    return null;
  }

  private void ready() {
    var dir = schedule.store().dir();
    if (failed() > 0) {
      fail(
          BuildStatus.DEPENDENCY_FAILED,
          Failures.dependencies(dir, derivation.path(), derivation.derivation(), failed()));
      return;
    }
    Map<UsedOutput, StorePath> found = new LinkedHashMap<>();
    for (Map.Entry<UsedOutput, RequestGoal> input : inputs.entrySet()) {
      BuildResult result = Objects.requireNonNull(input.getValue().result());
      Realisation real = result.outputs().get(input.getKey().output());
      found.put(input.getKey(), Objects.requireNonNull(real).path());
    }
    Resolution resolution = new Resolution(derivation.derivation(), found, dir);
    if (resolution.isNeeded(schedule.settings().contentAddressed())) {
      Derivation other = resolution.resolve();
      resolved =
          new PlannedDerivation(Aterm.path(other, Aterm.print(other, dir), dir), other, true);
      schedule.tellResolved(derivation.path(), resolved.path());
    } else {
      paths = resolution.inputs();
    }
    succeed(BuildResult.success(BuildStatus.ALREADY_VALID, new TreeMap<>()));
  }
}
