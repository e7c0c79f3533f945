package dev.firn.realise.plan;

import dev.firn.base.activity.ActivitySink;
import dev.firn.base.activity.Level;
import dev.firn.base.text.Ansi;
import dev.firn.store.DerivedPath;
import dev.firn.store.path.StoreDir;
import dev.firn.store.protocol.BuildResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of all that was asked for.
 *
 * @param results one for each that was asked for, in that order; what was given up because something else failed has none
 * @param failed what was asked for and is not there
 * @param exitStatus the status that a program ends with if something failed
 */
public record RealiseOutcome(
    List<RealiseResult> results, List<DerivedPath> failed, int exitStatus) {
  /** Takes the lists over; they must not be changed any more. */
  public RealiseOutcome {
    results = List.copyOf(results);
    failed = List.copyOf(failed);
  }

  /** Whether all is there. */
  public boolean isSuccess() {
    return failed.isEmpty();
  }

  /** What came of one that was asked for; null if it was given up. */
  public @Nullable BuildResult of(DerivedPath wanted) {
    for (RealiseResult each : results) {
      if (each.wanted().equals(wanted)) {
        return each.result();
      }
    }
    return null;
  }

  /**
   * Insists that all is there.
   *
   * @param sink is told all failures but the one that is thrown
   * @throws RealiseException with Nix's message
   */
  public void requireSuccess(StoreDir dir, ActivitySink sink) {
    if (isSuccess()) {
      return;
    }
    List<String> messages = new ArrayList<>();
    for (RealiseResult each : results) {
      if (!each.result().isSuccess()) {
        messages.add(each.result().message());
      }
    }
    boolean alone = failed.size() == 1 && messages.size() == 1;
    if (!alone) {
      for (String message : messages) {
        sink.message(Level.ERROR, Failures.shown(message));
      }
    }
    throw new RealiseException(
        alone ? messages.getFirst() : "build of " + quoted(dir) + " failed", exitStatus);
  }

  private String quoted(StoreDir dir) {
    List<String> names = new ArrayList<>();
    for (DerivedPath each : failed) {
      names.add("'" + Ansi.MAGENTA + each.print(dir, '^') + Ansi.NORMAL + "'");
    }
    names.sort(null);
    return String.join(", ", names);
  }
}
