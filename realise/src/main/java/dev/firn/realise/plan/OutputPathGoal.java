package dev.firn.realise.plan;

import dev.firn.store.Realisation;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.BuildResult;
import dev.firn.store.protocol.BuildStatus;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Some substituter shall tell the path of an output that is not known before it is built. */
final class OutputPathGoal extends Goal {
  private final StorePath derivation;
  private final String output;
  private int next;
  private boolean somethingFailed;
  private @Nullable Realisation found;

  OutputPathGoal(Schedule schedule, StorePath derivation, String output) {
    super(schedule, "a$" + derivation.baseName() + "^" + output);
    this.derivation = derivation;
    this.output = output;
  }

  /** What was told; null if nobody knows, or it is not known yet. */
  @Nullable Realisation found() {
    return found;
  }

  @Override
  void begin() {
    tryNext();
  }

  private void tryNext() {
    if (next < schedule.substituters().size()) {
      int number = next++;
      schedule.perform(
          this,
          new Job.LookUpOutput(number, derivation.baseName(), output),
          answer -> answered(number, answer));
      return;
    }
    fail(
        somethingFailed ? End.FAILED : End.UNAVAILABLE,
        BuildResult.failure(
            BuildStatus.NO_SUBSTITUTERS,
            "derivation output '"
                + schedule.store().dir().print(derivation)
                + "^"
                + output
                + "' is required, but there is no substituter that can provide it"));
  }

  private void answered(int number, Job.Answer<Realisation> answer) {
    if (answer.failure() != null) {
      schedule.tellFailure(answer.failure());
      somethingFailed = true;
    }
    Realisation told = answer.value();
    if (told != null && isBelieved(number, told)) {
      found = told;
      succeed(BuildResult.success(BuildStatus.SUBSTITUTED, new TreeMap<>()));
    } else {
      tryNext();
    }
  }

  private boolean isBelieved(int number, Realisation told) {
    var keys = schedule.settings().keys();
    if (keys == null
        || schedule.substituters().get(number).isTrusted()
        || keys.verify(told.fingerprint(), told.signatures())) {
      return true;
    }
    var dir = schedule.store().dir();
    schedule.warn(
        "ignoring substitute for build trace '"
            + derivation.baseName()
            + "^"
            + output
            + "' -> '"
            + dir.print(told.path())
            + "' from '"
            + schedule.substituters().get(number).uri()
            + "', as it's not signed by any of the keys in 'trusted-public-keys'");
    return false;
  }
}
