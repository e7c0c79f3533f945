package dev.firn.deploy.apply;

import dev.firn.deploy.plan.Plan;
import dev.firn.deploy.plan.Step;
import dev.firn.deploy.target.LockedException;
import dev.firn.deploy.target.Locks;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.TreeSet;

/** The locks of all targets that a plan changes, taken in one order by everybody, so that nobody waits in a circle. */
final class TargetLocks implements Closeable {
  private final Deque<Closeable> held = new ArrayDeque<>();

  private TargetLocks() {}

  static TargetLocks take(Workshop shop, Plan plan)
      throws LockedException, IOException, InterruptedException {
    TreeSet<String> targets = new TreeSet<>();
    for (Step step : plan.steps()) {
      targets.add(step.operation().place().target());
    }
    TargetLocks locks = new TargetLocks();
    boolean complete = false;
    try {
      for (String target : targets) {
        locks.held.push(shop.locks().lock(Locks.target(target), shop.settings().lockWait()));
      }
      complete = true;
      return locks;
    } finally {
      if (!complete) {
        locks.close();
      }
    }
  }

  @Override
  public void close() throws IOException {
    while (!held.isEmpty()) {
      held.pop().close();
    }
  }
}
