package dev.firn.realise.plan;

import dev.firn.base.text.Ansi;
import dev.firn.realise.build.BuildLog;
import dev.firn.realise.build.BuildRequest;
import dev.firn.realise.build.UnreachableException;
import dev.firn.store.path.StoreDir;
import dev.firn.store.protocol.BuildMode;
import dev.firn.store.protocol.BuildResult;
import dev.firn.store.protocol.BuildStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds a place for each build: elsewhere first, because that leaves this machine for other things; here first, if the derivation prefers
 * it, and here only, if content that is here shall be compared or replaced. For several threads.
 */
final class Workplaces {
  private final StoreDir dir;
  private final List<Workplace> all;
  private final Map<Workplace, Integer> used = new HashMap<>();

  Workplaces(StoreDir dir, List<Workplace> all) {
    this.dir = dir;
    this.all = List.copyOf(all);
  }

  /** How many builds may run at once; at least 1, so that those without a place fail. */
  int jobs() {
    int sum = 0;
    for (Workplace place : all) {
      sum += place.jobs();
    }
    return Math.max(1, sum);
  }

  /**
   * Builds as soon as there is room in some place that can.
   *
   * @param warnings is told of places that cannot be reached; others build instead
   */
  BuildResult build(Job.Build job, BuildLog log, Consumer<String> warnings)
      throws InterruptedException {
    while (true) {
      List<Workplace> able = able(job);
      if (able.isEmpty()) {
        return BuildResult.failure(BuildStatus.INPUT_REJECTED, refusal(job.request()));
      }
      Workplace place = enter(able);
      try {
        return place.builder().build(job.request(), log);
      } catch (UnreachableException lost) {
        warnings.accept(String.valueOf(lost.getMessage()));
      } finally {
        leave(place);
      }
    }
  }

  private List<Workplace> able(Job.Build job) {
    boolean hereOnly = job.request().mode() != BuildMode.NORMAL;
    List<Workplace> here = new ArrayList<>();
    List<Workplace> elsewhere = new ArrayList<>();
    for (Workplace place : all) {
      if (place.jobs() > 0 && place.builder().refusal(job.request()) == null) {
        (place.local() ? here : elsewhere).add(place);
      }
    }
    if (hereOnly) {
      return here;
    }
    List<Workplace> first = job.preferLocal() ? here : elsewhere;
    List<Workplace> ordered = new ArrayList<>(first);
    ordered.addAll(first == here ? elsewhere : here);
    return ordered;
  }

  private String refusal(BuildRequest request) {
    String reason = null;
    for (Workplace place : all) {
      if (place.local()) {
        reason = place.jobs() > 0 ? place.builder().refusal(request) : disabled(request);
      }
    }
    return reason == null ? disabled(request) : reason;
  }

  private String disabled(BuildRequest request) {
    return "Cannot build '"
        + Ansi.MAGENTA
        + dir.print(request.path())
        + Ansi.NORMAL
        + "'.\nReason: "
        + Ansi.RED
        + "local builds are disabled"
        + Ansi.NORMAL
        + " (max-jobs = 0)\nHint: set 'max-jobs' to a non-zero value to enable local builds, or configure"
        + " remote builders via 'builders'";
  }

  private synchronized Workplace enter(List<Workplace> able) throws InterruptedException {
    while (true) {
      Workplace free = free(able);
      if (free != null) {
        used.merge(free, 1, Integer::sum);
        return free;
      }
      wait();
    }
  }

  private @Nullable Workplace free(List<Workplace> able) {
    for (Workplace place : able) {
      if (used.getOrDefault(place, 0) < place.jobs()) {
        return place;
      }
    }
    return null;
  }

  private synchronized void leave(Workplace place) {
    used.merge(place, -1, Integer::sum);
    notifyAll();
  }
}
