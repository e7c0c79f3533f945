package dev.firn.deploy.apply;

import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.component.Deployment;
import dev.firn.deploy.component.ModelException;
import dev.firn.deploy.component.Standing;
import dev.firn.deploy.generation.Generation;
import dev.firn.deploy.generation.History;
import dev.firn.deploy.log.Direction;
import dev.firn.deploy.log.Event;
import dev.firn.deploy.log.LogException;
import dev.firn.deploy.log.Purpose;
import dev.firn.deploy.log.State;
import dev.firn.deploy.log.Transaction;
import dev.firn.deploy.plan.Observed;
import dev.firn.deploy.plan.Plan;
import dev.firn.deploy.plan.SavedPlan;
import dev.firn.deploy.target.LockedException;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Changes a deployment: looks, plans, records the plan, and carries it out. What was begun before and not ended is undone or finished
 * first. Who makes one holds the lock of the deployment. For one thread.
 */
public final class Engine {
  private final Workshop shop;
  private final Surveyor surveyor;

  /** What changes a deployment, or finds a reason why not. */
  private interface Work {
    Report run() throws LogException, Abandoned, InterruptedException, LockedException, IOException;
  }

  /** An engine that works with those parts. */
  public Engine(Workshop shop) {
    this.shop = shop;
    this.surveyor = new Surveyor(shop.drivers(), shop.crew(), shop.settings().longestCall());
  }

  private State state() {
    return shop.log().state();
  }

  /** The generations of the deployment, as the log has them now. */
  public History history() {
    return state().history();
  }

  /** Makes a new generation of what shall be. If nothing differs there is none. */
  public Report apply(Deployment wanted) {
    return afterRecovery(() -> {
      Binding.check(state().opened(), wanted);
      return change(Purpose.APPLY, state().history().next(), wanted, look(wanted));
    });
  }

  /** Does what a saved plan says, if planning once more gives the same plan. */
  public Report apply(SavedPlan saved) {
    return guarded(() -> {
      Binding.check(state().opened(), saved.wanted());
      if (state().transaction() != null) {
        return Report.of(
            Outcome.REFUSED,
            "a change was begun and not ended: run recover, then make the plan anew");
      }
      Observed observed = look(saved.wanted());
      if (!saved.isSameAs(surveyor.plan(state(), saved.wanted(), observed))) {
        return Report.of(
            Outcome.REFUSED, "things are not as they were when the plan was made: make it anew");
      }
      return change(Purpose.APPLY, state().history().next(), saved.wanted(), observed);
    });
  }

  /**
   * Goes back to an earlier generation.
   *
   * @param number which; null for the one before the current one
   */
  public Report rollback(@Nullable Integer number) {
    return afterRecovery(() -> {
      Generation to = number == null ? state().history().previous() : state().history().get(number);
      Deployment wanted = deployment(to.components());
      return change(Purpose.ROLLBACK, to.number(), wanted, look(wanted));
    });
  }

  /** Takes everything away that the deployment brought. */
  public Report destroy() {
    return afterRecovery(() -> {
      Deployment nothing = deployment(new TreeMap<>());
      return change(Purpose.DESTROY, 0, nothing, look(nothing));
    });
  }

  /**
   * Ends a change that was begun and not ended.
   *
   * @param way how; null to undo it if all of it can be undone, else to finish it
   */
  public Report recover(@Nullable Direction way) {
    return guarded(() -> recovery(way));
  }

  /** Takes somebody's word for what no driver can tell: whether the doubtful component is there as it should be after its change. */
  public Report settle(ComponentPath path, boolean changed) {
    return guarded(() -> {
      if (!(state().standings().get(path) instanceof Standing.Doubtful doubtful)) {
        throw new ModelException("there is no doubt about " + path);
      }
      SortedMap<ComponentPath, @Nullable Component> found = new TreeMap<>();
      found.put(path, changed ? doubtful.after() : doubtful.before());
      shop.log().add(new Event.Found(found));
      return Report.of(Outcome.DONE, "");
    });
  }

  /** Keeps so many generations, the current one among them, and shortens the log. */
  public Report retain(int kept) {
    return guarded(() -> {
      SortedSet<Integer> old = state().history().beyond(kept);
      if (!old.isEmpty()) {
        shop.log().add(new Event.Forgotten(old));
      }
      shop.log().compact();
      return Report.of(Outcome.DONE, "");
    });
  }

  private Report guarded(Work work) {
    try {
      return work.run();
    } catch (ModelException wrong) {
      return Report.of(Outcome.ERROR, wrong.getMessage());
    } catch (LockedException locked) {
      return Report.of(Outcome.LOCKED, locked.getMessage());
    } catch (IOException failed) {
      return Report.of(Outcome.ERROR, "cannot lock: " + failed.getMessage());
    } catch (LogException failed) {
      boolean begun = state().transaction() != null;
      String advice =
          begun ? "; what was begun is in the log: run recover when that is mended" : "";
      return Report.of(begun ? Outcome.INCOMPLETE : Outcome.ERROR, failed.getMessage() + advice);
    } catch (InterruptedException | Abandoned given) {
      return Report.of(
          Outcome.INTERRUPTED, "it was left where it is: run recover to undo or finish it");
    }
  }

  private Report afterRecovery(Work work) {
    return guarded(() -> {
      Report report = state().transaction() == null ? null : recovery(null);
      return report == null || report.outcome() == Outcome.DONE ? work.run() : report;
    });
  }

  private Deployment deployment(SortedMap<ComponentPath, Component> components) {
    Event.Opened opened = state().opened();
    return new Deployment(opened.name(), opened.source(), opened.user(), components);
  }

  private Observed look(Deployment wanted) throws InterruptedException {
    return surveyor.observe(state(), wanted);
  }

  private void settleDoubts(Observed observed) throws LogException {
    SortedMap<ComponentPath, @Nullable Component> found =
        Surveyor.settled(state().standings(), observed);
    if (!found.isEmpty()) {
      shop.log().add(new Event.Found(found));
    }
  }

  private static Report uncertain(Outcome outcome, SortedSet<ComponentPath> paths) {
    String message =
        "nobody knows what is there of "
            + paths
            + ": nothing was changed; make the target answer, or settle it by hand";
    return new Report(outcome, message, List.of(), paths);
  }

  private Report change(Purpose purpose, int generation, Deployment wanted, Observed observed)
      throws LogException, Abandoned, InterruptedException, LockedException, IOException {
    settleDoubts(observed);
    Plan plan = surveyor.plan(state(), wanted, observed);
    if (!plan.uncertain().isEmpty()) {
      return uncertain(Outcome.ERROR, plan.uncertain());
    }
    if (plan.isEmpty() && isCurrent(purpose, generation, wanted)) {
      return Report.of(Outcome.DONE, "");
    }
    try (TargetLocks _ = TargetLocks.take(shop, plan)) {
      shop.progress().planned(Direction.FINISH, plan);
      Generation goal =
          new Generation(generation, shop.crew().now(), wanted.source(), wanted.components());
      shop.log().add(state().planned(purpose, goal, PlannedSteps.of(plan)));
      return new Course(shop, surveyor).finish(plan);
    }
  }

  private boolean isCurrent(Purpose purpose, int generation, Deployment wanted) {
    return purpose == Purpose.APPLY
        ? state().history().current() != 0
            && state().history().currentComponents().equals(wanted.components())
        : state().history().current() == generation;
  }

  private Report recovery(@Nullable Direction choice)
      throws LogException, Abandoned, InterruptedException, LockedException, IOException {
    Transaction open = state().transaction();
    Deployment all = deployment(open == null ? new TreeMap<>() : open.wanted());
    Observed observed = look(all);
    settleDoubts(observed);
    open = state().transaction();
    if (open == null) {
      SortedSet<ComponentPath> unknown = surveyor.plan(state(), all, observed).uncertain();
      return unknown.isEmpty()
          ? Report.of(Outcome.DONE, "")
          : uncertain(Outcome.INCOMPLETE, unknown);
    }
    boolean back = open.direction() == Direction.UNDO || open.isReversible();
    Direction way = choice != null ? choice : back ? Direction.UNDO : Direction.FINISH;
    Plan plan =
        way == Direction.UNDO
            ? surveyor.planBack(state(), open, observed)
            : surveyor.plan(
                state(),
                deployment(open.wanted()),
                observed.of(open.touched(), state().standings()));
    if (!plan.uncertain().isEmpty()) {
      return uncertain(Outcome.INCOMPLETE, plan.uncertain());
    }
    try (TargetLocks _ = TargetLocks.take(shop, plan)) {
      return new Course(shop, surveyor).resume(way, plan);
    }
  }
}
