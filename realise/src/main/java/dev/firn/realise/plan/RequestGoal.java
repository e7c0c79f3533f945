package dev.firn.realise.plan;

import dev.firn.store.Realisation;
import dev.firn.store.derivation.Derivation;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.BuildMode;
import dev.firn.store.protocol.BuildResult;
import dev.firn.store.protocol.BuildStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Outputs of a derivation shall be there; first, the derivation itself. */
final class RequestGoal extends Goal {
  private final DerivationSource source;
  private final @Nullable TreeSet<String> outputs;
  private final BuildMode mode;
  private final @Nullable PlannedDerivation given;
  private final List<OutputGoal> parts = new ArrayList<>();

  /** Outputs of a derivation that comes from somewhere; with null, all of them. */
  RequestGoal(
      Schedule schedule,
      DerivationSource source,
      @Nullable TreeSet<String> outputs,
      BuildMode mode) {
    this(schedule, source, outputs, mode, null);
  }

  /** All outputs of a derivation that is at hand. */
  RequestGoal(Schedule schedule, PlannedDerivation given, BuildMode mode) {
    this(schedule, new DerivationSource.Stored(given.path()), null, mode, given);
  }

  private RequestGoal(
      Schedule schedule,
      DerivationSource source,
      @Nullable TreeSet<String> outputs,
      BuildMode mode,
      @Nullable PlannedDerivation given) {
    super(
        schedule,
        "da$"
            + source.root().name()
            + "$"
            + source.print(schedule.store().dir())
            + "^"
            + (outputs == null ? "*" : String.join(",", outputs)));
    this.source = source;
    this.outputs = outputs;
    this.mode = mode;
    this.given = given;
  }

  @Override
  void begin() {
    if (given != null) {
      realise(given);
    } else if (source instanceof DerivationSource.Built built) {
      TreeSet<String> one = new TreeSet<>(List.of(built.output()));
      RequestGoal maker = schedule.request(built.maker(), one, BuildMode.NORMAL);
      await(List.of(maker), () -> madeBy(maker, built.output()));
    } else {
      StorePath path = ((DerivationSource.Stored) source).path();
      if (schedule.store().isValid(path)) {
        read(path);
      } else {
        PathGoal file = schedule.path(path, null, BuildMode.NORMAL);
        await(List.of(file), () -> read(path));
      }
    }
  }

  private void madeBy(RequestGoal maker, String output) {
    BuildResult result = maker.result();
    Realisation made = result == null ? null : result.outputs().get(output);
    if (made == null || !made.path().isDerivation()) {
      noDerivation();
    } else {
      read(made.path());
    }
  }

  private void noDerivation() {
    fail(
        BuildStatus.DEPENDENCY_FAILED,
        "failed to obtain derivation of '" + source.print(schedule.store().dir()) + "'");
  }

  private void read(StorePath path) {
    if (failed() > 0) {
      noDerivation();
      return;
    }
    Derivation derivation = schedule.store().readDerivation(path);
    realise(new PlannedDerivation(path, derivation, false));
  }

  private void realise(PlannedDerivation planned) {
    Collection<String> names = outputs == null ? planned.derivation().outputs().keySet() : outputs;
    for (String output : names) {
      OutputGoal part = schedule.output(planned, output, mode);
      part.quiet();
      parts.add(part);
    }
    await(parts, this::realised);
  }

  private void realised() {
    for (OutputGoal part : parts) {
      if (part.isDone() && part.end() != End.SUCCESS) {
        fail(End.FAILED, Objects.requireNonNull(part.result()));
        return;
      }
    }
    SortedMap<String, Realisation> all = new TreeMap<>();
    BuildResult most = null;
    for (OutputGoal part : parts) {
      BuildResult one = Objects.requireNonNull(part.result());
      all.putAll(one.outputs());
      if (most == null || effort(one.status()) < effort(most.status())) {
        most = one;
      }
    }
    succeed(Objects.requireNonNull(most).withOutputs(all));
  }

  /** What was built counts more than what was fetched, and that more than what was there. */
  private static int effort(BuildStatus status) {
    return switch (status) {
      case BUILT -> 0;
      case SUBSTITUTED -> 1;
      case ALREADY_VALID -> 2;
      default -> 3;
    };
  }
}
