package dev.firn.realise.plan;

import dev.firn.base.activity.Activity;
import dev.firn.base.activity.ActivitySink;
import dev.firn.base.activity.ActivityType;
import dev.firn.base.activity.Field;
import dev.firn.base.activity.Level;
import dev.firn.base.text.Ansi;
import dev.firn.store.DerivedPath;
import dev.firn.store.IndexedStore;
import dev.firn.store.Substituter;
import dev.firn.store.derivation.Derivation;
import dev.firn.store.path.ContentAddress;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.BuildMode;
import dev.firn.store.protocol.BuildStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is done next. It has no threads and no clock: whoever runs it takes the jobs that it hands out, does them in whatever way,
 * and gives back what came of them. For one thread.
 */
final class Schedule {
  private static final int LOOK_UPS = 25;

  private static final Comparator<Goal> ORDER =
      Comparator.comparing(Goal::order).thenComparing(System::identityHashCode);

  /** A job, and the goal that goes on with what comes of it. */
  private record Pending<R>(Job<R> job, Goal goal, Consumer<R> then) {}

  private final IndexedStore store;
  private final List<Substituter> substituters;
  private final RealiseSettings settings;
  private final ActivitySink sink;
  private final Map<Object, Goal> goals = new HashMap<>();
  private final TreeSet<Goal> awake = new TreeSet<>(ORDER);
  private final Map<Job.Room, PriorityQueue<Pending<?>>> waiting = new EnumMap<>(Job.Room.class);
  private final Map<Job.Room, Integer> running = new EnumMap<>(Job.Room.class);
  private final Map<Job<?>, Pending<?>> given = new HashMap<>();
  private final ExitStatus status = new ExitStatus();
  private final Counts counts = new Counts();

  /** What is wanted and not done. */
  private final Set<Goal> open = new HashSet<>();

  private final int builds;
  private boolean failed;

  /**
   * A schedule with nothing to do.
   *
   * @param builds how many builds may run at once
   * @param sink is told what goes wrong on the way
   */
  Schedule(
      IndexedStore store,
      List<Substituter> substituters,
      RealiseSettings settings,
      int builds,
      ActivitySink sink) {
    this.builds = builds;
    this.store = store;
    this.substituters = settings.substitute() ? substituters : List.of();
    this.settings = settings;
    this.sink = sink;
    for (Job.Room room : Job.Room.values()) {
      waiting.put(room, new PriorityQueue<>(Comparator.comparing(Pending::goal, ORDER)));
      running.put(room, 0);
    }
  }

  // What goals use.

  IndexedStore store() {
    return store;
  }

  List<Substituter> substituters() {
    return substituters;
  }

  RealiseSettings settings() {
    return settings;
  }

  Counts counts() {
    return counts;
  }

  void warn(String message) {
    sink.message(Level.WARN, Ansi.MAGENTA + "warning:" + Ansi.NORMAL + " " + message);
  }

  void tellFailure(String message) {
    sink.message(Level.ERROR, Failures.shown(message));
  }

  void tellResolved(StorePath from, StorePath to) {
    String paths = "'" + store.dir().print(from) + "' -> '" + store.dir().print(to) + "'";
    Activity.start(
            sink,
            Level.INFO,
            ActivityType.BUILD_WAITING,
            "resolved derivation: " + paths,
            Field.of(store.dir().print(from)),
            Field.of(store.dir().print(to)))
        .close();
  }

  /** Takes note of how a derivation ended, for the exit status. */
  void note(BuildStatus end) {
    status.add(end);
  }

  void wake(Goal goal) {
    awake.add(goal);
  }

  /** Hands a job out as soon as there is room, and lets the goal go on with what comes of it. */
  <R> void perform(Goal goal, Job<R> job, Consumer<R> then) {
    queue(job.room()).add(new Pending<>(job, goal, then));
  }

  void ended(Goal goal) {
    if (open.remove(goal) && goal.end() == Goal.End.FAILED) {
      failed = true;
    }
  }

  PathGoal path(StorePath path, @Nullable ContentAddress address, BuildMode mode) {
    record Key(StorePath path) {}
    return (PathGoal) goal(new Key(path), () -> new PathGoal(this, path, address, mode));
  }

  OutputPathGoal outputPath(StorePath derivation, String output) {
    record Key(StorePath derivation, String output) {}
    return (OutputPathGoal)
        goal(new Key(derivation, output), () -> new OutputPathGoal(this, derivation, output));
  }

  RequestGoal request(DerivationSource source, @Nullable TreeSet<String> outputs, BuildMode mode) {
    record Key(DerivationSource source, @Nullable TreeSet<String> outputs, BuildMode mode) {}
    return (RequestGoal)
        goal(new Key(source, outputs, mode), () -> new RequestGoal(this, source, outputs, mode));
  }

  OutputGoal output(PlannedDerivation derivation, String output, BuildMode mode) {
    record Key(StorePath path, String output, BuildMode mode) {}
    return (OutputGoal)
        goal(
            new Key(derivation.path(), output, mode),
            () -> new OutputGoal(this, derivation, output, mode));
  }

  InputsGoal inputs(PlannedDerivation derivation, BuildMode mode) {
    record Key(StorePath path, BuildMode mode) {}
    return (InputsGoal)
        goal(new Key(derivation.path(), mode), () -> new InputsGoal(this, derivation, mode));
  }

  BuildGoal build(PlannedDerivation derivation, SortedSet<StorePath> inputs, BuildMode mode) {
    record Key(StorePath path, BuildMode mode) {}
    return (BuildGoal)
        goal(new Key(derivation.path(), mode), () -> new BuildGoal(this, derivation, inputs, mode));
  }

  private Goal goal(Object key, Supplier<Goal> maker) {
    Goal known = goals.get(key);
    if (known == null) {
      known = maker.get();
      goals.put(key, known);
      wake(known);
    }
    return known;
  }

  // What the one that runs it uses.

  /** Wants something. */
  Goal want(DerivedPath path, BuildMode mode) {
    Goal goal =
        path instanceof DerivedPath.Built built
            ? request(
                new DerivationSource.Stored(built.derivation()),
                built.outputs() == null ? null : new TreeSet<>(built.outputs()),
                mode)
            : path(((DerivedPath.Opaque) path).path(), null, mode);
    open.add(goal);
    return goal;
  }

  /** Wants all outputs of a derivation that need not be in the store. */
  Goal want(StorePath path, Derivation derivation, BuildMode mode) {
    Goal goal = new RequestGoal(this, new PlannedDerivation(path, derivation, false), mode);
    wake(goal);
    open.add(goal);
    return goal;
  }

  /** Goes on as far as possible, and gives the jobs to do now. */
  List<Job<?>> advance() {
    while (!awake.isEmpty() && !isDone()) {
      Goal goal = awake.pollFirst();
      if (goal != null) {
        goal.step();
      }
    }
    List<Job<?>> jobs = new ArrayList<>();
    if (!isDone()) {
      for (Job.Room room : Job.Room.values()) {
        fill(room, jobs);
      }
    }
    return jobs;
  }

  private void fill(Job.Room room, List<Job<?>> jobs) {
    PriorityQueue<Pending<?>> queue = queue(room);
    while (running(room) < room(room)) {
      Pending<?> pending = queue.poll();
      if (pending == null) {
        return;
      }
      running.merge(room, 1, Integer::sum);
      given.put(pending.job(), pending);
      jobs.add(pending.job());
    }
  }

  private PriorityQueue<Pending<?>> queue(Job.Room room) {
    return Objects.requireNonNull(waiting.get(room));
  }

  private int room(Job.Room room) {
    return switch (room) {
      case LOOK_UP -> LOOK_UPS;
      case FETCH -> Math.max(1, settings.substitutionJobs());
      case BUILD -> builds;
    };
  }

  /** A job that was handed out is done. */
  @SuppressWarnings("unchecked")
  <R> void finished(Job<R> job, R what) {
    Pending<R> pending = (Pending<R>) given.remove(job);
    if (pending != null) {
      running.merge(job.room(), -1, Integer::sum);
      if (!pending.goal().isDone()) {
        pending.then().accept(what);
      }
    }
  }

  /** Whether all that is wanted was reached or failed, or something failed that ends all. */
  boolean isDone() {
    return open.isEmpty() || (failed && !settings.keepGoing());
  }

  /** How many jobs of that kind were handed out and are not done. */
  int running(Job.Room room) {
    return running.getOrDefault(room, 0);
  }

  /** The status that a program ends with if something failed. */
  int exitStatus() {
    return status.value();
  }
}
