package dev.firn.lang.value;

import dev.firn.lang.error.Interrupted;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Settles who waits when several evaluations need one thunk. The main evaluation never waits in a circle: a helper that stands
 * in its way gives up, so that results, errors and infinite recursion are those of the main evaluation alone.
 */
final class Contention {
  private final Map<Evaluation, Evaluation> waitingFor = new HashMap<>();
  private final Set<Evaluation> abandoned = new HashSet<>();
  private final Taken taken = new Taken();
  private volatile boolean anyAbandoned;

  /** What the main evaluation took of the helpers. */
  Taken taken() {
    return taken;
  }

  /** Waits until the owner lets go of the thunk, or gives up if that would never be. */
  synchronized void await(Evaluation who, Evaluation owner, Thunk thunk) {
    try {
      while (thunk.awaitFrom(owner)) {
        if (who.isHelper() && abandoned.contains(who)) {
          throw new Abandoned();
        }
        if (who.isInterrupted()) {
          who.goOn();
          throw new Interrupted();
        }
        if (leadsTo(owner, who)) {
          breakCircle(who, owner);
        }
        waitingFor.put(who, owner);
        wait();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new Abandoned();
    } finally {
      waitingFor.remove(who);
    }
  }

  /** Whether another waits for this evaluation. */
  synchronized boolean isAwaited(Evaluation owner) {
    return waitingFor.containsValue(owner);
  }

  private boolean leadsTo(Evaluation from, Evaluation to) {
    Evaluation at = waitingFor.get(from);
    while (at != null && at != to) {
      at = waitingFor.get(at);
    }
    return at == to;
  }

  private void breakCircle(Evaluation who, Evaluation owner) {
    if (who.isHelper()) {
      throw new Abandoned();
    }
    abandoned.add(owner);
    anyAbandoned = true;
    // It waits no more: who follows the chain of those who wait must not go round in it.
    waitingFor.remove(owner);
    notifyAll();
  }

  /** Lets those who wait look again. */
  synchronized void wake() {
    notifyAll();
  }

  /** Whether an evaluation was told to give up. */
  boolean isAbandoned(Evaluation helper) {
    if (!anyAbandoned) {
      return false;
    }
    synchronized (this) {
      return abandoned.contains(helper);
    }
  }

  /** Tells every helper to give up: nothing that they compute is needed any more. */
  synchronized void abandon(Iterable<Evaluation> helpers) {
    helpers.forEach(abandoned::add);
    anyAbandoned = true;
    notifyAll();
  }

  /** A helper that gave up starts anew. */
  synchronized void resume(Evaluation helper) {
    abandoned.remove(helper);
    anyAbandoned = !abandoned.isEmpty();
  }
}
