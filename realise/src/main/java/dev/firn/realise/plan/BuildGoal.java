package dev.firn.realise.plan;

import dev.firn.realise.build.BuildRequest;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.BuildMode;
import dev.firn.store.protocol.BuildResult;
import dev.firn.store.protocol.BuildStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** A derivation shall be built, all whose input derivations are done. */
final class BuildGoal extends Goal {
  private final PlannedDerivation derivation;
  private final SortedSet<StorePath> inputs;
  private final BuildMode mode;

  /**
   * A goal that was not begun.
   *
   * @param inputs all paths that the derivation uses
   */
  BuildGoal(
      Schedule schedule,
      PlannedDerivation derivation,
      SortedSet<StorePath> inputs,
      BuildMode mode) {
    super(schedule, "dd$" + derivation.path().name() + "$" + derivation.path().baseName());
    this.derivation = derivation;
    this.inputs = inputs;
    this.mode = mode;
  }

  @Override
  void begin() {
    schedule.counts().buildsExpected++;
    List<Goal> sources = new ArrayList<>();
    for (StorePath input : inputs) {
      if (!schedule.store().isValid(input)) {
        if (!schedule.settings().substitute()) {
          failed(BuildResult.failure(BuildStatus.MISC_FAILURE, missing(input)));
          return;
        }
        sources.add(schedule.path(input, null, BuildMode.NORMAL));
      }
    }
    await(sources, this::build);
  }

  private String missing(StorePath input) {
    var dir = schedule.store().dir();
    return "dependency '"
        + dir.print(input)
        + "' of '"
        + dir.print(derivation.path())
        + "' does not exist, and substitution is disabled";
  }

  private void build() {
    if (failed() > 0) {
      String message =
          Failures.dependencies(
              schedule.store().dir(), derivation.path(), derivation.derivation(), failed());
      failed(BuildResult.failure(BuildStatus.DEPENDENCY_FAILED, message));
      return;
    }
    if (derivation.made()) {
      schedule.store().addDerivation(derivation.derivation());
      schedule.store().flush();
    }
    BuildRequest request =
        new BuildRequest(
            derivation.path(),
            derivation.derivation(),
            inputs,
            new TreeSet<>(derivation.derivation().outputs().keySet()),
            mode);
    schedule.perform(this, new Job.Build(request, derivation.prefersLocal()), this::built);
  }

  private void built(BuildResult result) {
    if (!result.isSuccess()) {
      failed(result);
      return;
    }
    Counts counts = schedule.counts();
    counts.buildsExpected--;
    counts.buildsDone += result.status() == BuildStatus.BUILT ? 1 : 0;
    succeed(result);
  }

  private void failed(BuildResult failure) {
    Counts counts = schedule.counts();
    counts.buildsExpected--;
    counts.buildsFailed += failure.status() == BuildStatus.DEPENDENCY_FAILED ? 0 : 1;
    schedule.note(failure.status());
    fail(End.FAILED, failure);
  }
}
