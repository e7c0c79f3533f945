package dev.firn.realise.plan;

import dev.firn.base.text.Ansi;
import dev.firn.store.Realisation;
import dev.firn.store.derivation.DerivationType;
import dev.firn.store.protocol.BuildMode;
import dev.firn.store.protocol.BuildResult;
import dev.firn.store.protocol.BuildStatus;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One output of a derivation shall be there: substituted, or else built once all inputs are there. */
final class OutputGoal extends Goal {
  private final PlannedDerivation derivation;
  private final String output;
  private final BuildMode mode;

  OutputGoal(Schedule schedule, PlannedDerivation derivation, String output, BuildMode mode) {
    super(
        schedule,
        "db$" + derivation.path().name() + "$" + derivation.path().baseName() + "^" + output);
    this.derivation = derivation;
    this.output = output;
    this.mode = mode;
  }

  @Override
  void begin() {
    String problem = problem();
    if (problem != null) {
      fail(BuildStatus.MISC_FAILURE, problem);
      return;
    }
    if (isImpure()) {
      inputs();
      return;
    }
    Realisation known = known();
    if (mode == BuildMode.NORMAL && isValid(known)) {
      succeed(BuildStatus.ALREADY_VALID, Objects.requireNonNull(known));
    } else if (!maySubstitute()) {
      afterSubstitution();
    } else if (known == null) {
      OutputPathGoal path = schedule.outputPath(derivation.path(), output);
      await(List.of(path), () -> pathAnswered(path));
    } else {
      PathGoal path = schedule.path(known.path(), derivation.fixedContent(), mode);
      await(List.of(path), this::afterSubstitution);
    }
  }

  private boolean isImpure() {
    return derivation.derivation().type() == DerivationType.IMPURE;
  }

  private boolean maySubstitute() {
    return !schedule.substituters().isEmpty()
        && (schedule.settings().alwaysSubstitute() || derivation.allowsSubstitutes());
  }

  private @Nullable String problem() {
    String path = schedule.store().dir().print(derivation.path());
    if (!derivation.derivation().outputs().containsKey(output)) {
      return "derivation '" + path + "' does not have wanted outputs '" + output + "'";
    }
    DerivationType type = derivation.derivation().type();
    if (isImpure() && !schedule.settings().impure()) {
      return Features.required("impure-derivations");
    }
    boolean known = type == DerivationType.INPUT_ADDRESSED || type == DerivationType.FIXED;
    if (!known && !schedule.settings().contentAddressed()) {
      return Features.required("ca-derivations");
    }
    return null;
  }

  /** What the output is, as far as that is known. */
  private @Nullable Realisation known() {
    return new Outputs(schedule.store(), schedule.settings().contentAddressed())
        .find(derivation.path(), derivation.derivation(), output);
  }

  private boolean isValid(@Nullable Realisation known) {
    return known != null && schedule.store().isValid(known.path());
  }

  private void pathAnswered(OutputPathGoal told) {
    Realisation found = told.found();
    if (found == null) {
      afterSubstitution();
      return;
    }
    PathGoal path = schedule.path(found.path(), null, mode);
    await(
        List.of(path),
        () -> {
          if (failed() == 0) {
            schedule.store().register(found);
          }
          afterSubstitution();
        });
  }

  private void afterSubstitution() {
    if (failed() > unavailable() && !schedule.settings().fallback()) {
      failed(
          BuildResult.failure(
              BuildStatus.TRANSIENT_FAILURE,
              "some substitutes for the outputs of derivation '"
                  + Ansi.MAGENTA
                  + schedule.store().dir().print(derivation.path())
                  + Ansi.NORMAL
                  + "' failed (usually happens due to networking issues); try '--fallback' to build"
                  + " derivation from source "));
      return;
    }
    Realisation known = known();
    boolean valid = isValid(known);
    if (mode == BuildMode.NORMAL && valid) {
      succeed(BuildStatus.SUBSTITUTED, Objects.requireNonNull(known));
    } else if (mode == BuildMode.CHECK && !valid) {
      failed(BuildResult.failure(BuildStatus.MISC_FAILURE, notChecked()));
    } else {
      inputs();
    }
  }

  private String notChecked() {
    return "some outputs of '"
        + Ansi.MAGENTA
        + schedule.store().dir().print(derivation.path())
        + Ansi.NORMAL
        + "' are not valid, so checking is not possible\n"
        + "Hint: --rebuild and --check error if the derivation was not previously built and cannot be"
        + " substituted.\n"
        + "      Remove it to perform a fresh build, or use --repair to rewrite missing or corrupted"
        + " builds in the store.";
  }

  private void inputs() {
    InputsGoal inputs = schedule.inputs(derivation, mode);
    inputs.quiet();
    await(List.of(inputs), () -> inputsReady(inputs));
  }

  private void inputsReady(InputsGoal inputs) {
    if (inputs.end() != End.SUCCESS) {
      failed(Objects.requireNonNull(inputs.result()));
      return;
    }
    PlannedDerivation resolved = inputs.resolved();
    if (resolved == null) {
      BuildGoal build = schedule.build(derivation, Objects.requireNonNull(inputs.paths()), mode);
      build.quiet();
      await(List.of(build), () -> built(build));
    } else {
      OutputGoal other = schedule.output(resolved, output, mode);
      await(List.of(other), () -> resolvedDone(other, resolved));
    }
  }

  private void built(BuildGoal build) {
    BuildResult result = Objects.requireNonNull(build.result());
    if (!result.isSuccess()) {
      failed(result);
      return;
    }
    Realisation made = result.outputs().get(output);
    Realisation real = made == null || mode == BuildMode.CHECK ? known() : made;
    if (real == null) {
      failed(
          BuildResult.failure(BuildStatus.MISC_FAILURE, "some outputs are unexpectedly invalid"));
      return;
    }
    succeed(result.withOutputs(one(real)));
  }

  private void resolvedDone(OutputGoal other, PlannedDerivation resolved) {
    BuildResult result = Objects.requireNonNull(other.result());
    Realisation real = result.outputs().get(output);
    if (real == null) {
      failed(
          BuildResult.failure(
              BuildStatus.DEPENDENCY_FAILED,
              "build of resolved derivation '"
                  + Ansi.MAGENTA
                  + schedule.store().dir().print(resolved.path())
                  + Ansi.NORMAL
                  + "' failed"));
      return;
    }
    BuildStatus status =
        result.status() == BuildStatus.ALREADY_VALID
            ? BuildStatus.RESOLVES_TO_ALREADY_VALID
            : result.status();
    succeed(BuildResult.success(status, one(real)));
  }

  private void failed(BuildResult failure) {
    schedule.note(failure.status());
    fail(End.FAILED, failure);
  }

  private void succeed(BuildStatus status, Realisation real) {
    succeed(BuildResult.success(status, one(real)));
  }

  private SortedMap<String, Realisation> one(Realisation real) {
    SortedMap<String, Realisation> outputs = new TreeMap<>();
    outputs.put(output, real);
    return outputs;
  }
}
