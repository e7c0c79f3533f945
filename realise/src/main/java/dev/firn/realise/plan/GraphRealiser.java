package dev.firn.realise.plan;

import dev.firn.base.activity.ActivitySink;
import dev.firn.store.DerivedPath;
import dev.firn.store.IndexedStore;
import dev.firn.store.Substituter;
import dev.firn.store.derivation.Derivation;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.BuildMode;
import dev.firn.store.protocol.BuildResult;
import dev.firn.store.protocol.BuildStatus;
import dev.firn.store.protocol.Missing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Realises into a store, with substituters and builders, as many things at once as it may. */
public final class GraphRealiser implements Realiser {
  private final IndexedStore store;
  private final List<Substituter> substituters;
  private final RealiseSettings settings;
  private final ActivitySink sink;
  private final Workplaces workplaces;

  /**
   * A realiser.
   *
   * @param substituters whom to ask; those with the lowest priority first
   * @param workplaces who builds; those named first are preferred
   * @param sink is told what goes on
   */
  public GraphRealiser(
      IndexedStore store,
      List<Substituter> substituters,
      List<Workplace> workplaces,
      RealiseSettings settings,
      ActivitySink sink) {
    this.store = store;
    this.substituters = new RankedSubstituters(substituters);
    this.settings = settings;
    this.sink = sink;
    this.workplaces = new Workplaces(store.dir(), workplaces);
  }

  @Override
  public RealiseOutcome realise(Collection<DerivedPath> wanted, BuildMode mode)
      throws InterruptedException {
    Schedule schedule = schedule();
    Map<DerivedPath, Goal> goals = new LinkedHashMap<>();
    for (DerivedPath each : wanted) {
      goals.computeIfAbsent(each, path -> schedule.want(path, mode));
    }
    run(schedule);
    return outcome(goals, schedule.exitStatus());
  }

  @Override
  public BuildResult realise(StorePath path, Derivation derivation, BuildMode mode)
      throws InterruptedException {
    Schedule schedule = schedule();
    Goal goal = schedule.want(path, derivation, mode);
    run(schedule);
    BuildResult result = goal.result();
    return result == null
        ? BuildResult.failure(BuildStatus.MISC_FAILURE, "build was given up")
        : result;
  }

  @Override
  public Missing missing(Collection<DerivedPath> wanted) {
    List<Substituter> asked = settings.substitute() ? substituters : List.of();
    return new MissingQuery(store, asked, settings, sink).run(wanted);
  }

  private Schedule schedule() {
    return new Schedule(store, substituters, settings, workplaces.jobs(), sink);
  }

  private void run(Schedule schedule) throws InterruptedException {
    Labour labour = new Labour(store, schedule.substituters(), workplaces, settings, sink);
    try (Progress progress = new Progress(sink);
        Crew crew = new Crew()) {
      while (true) {
        for (Job<?> job : schedule.advance()) {
          start(job, schedule, crew, labour, progress);
        }
        progress.update(schedule);
        if (schedule.isDone()) {
          return;
        }
        crew.next();
      }
    } finally {
      store.flush();
    }
  }

  private static <R> void start(
      Job<R> job, Schedule schedule, Crew crew, Labour labour, Progress progress) {
    crew.start(() -> {
      R what = labour.perform(job, progress.parent(job));
      return () -> schedule.finished(job, what);
    });
  }

  private static RealiseOutcome outcome(Map<DerivedPath, Goal> goals, int exitStatus) {
    List<RealiseResult> results = new ArrayList<>();
    List<DerivedPath> failed = new ArrayList<>();
    goals.forEach((wanted, goal) -> {
      BuildResult result = goal.result();
      if (result != null) {
        results.add(new RealiseResult(wanted, result));
      }
      if (goal.end() != Goal.End.SUCCESS) {
        failed.add(wanted);
      }
    });
    return new RealiseOutcome(results, failed, exitStatus);
  }
}
