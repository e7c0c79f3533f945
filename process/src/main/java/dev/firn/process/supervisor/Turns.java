package dev.firn.process.supervisor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * In which order a supervisor was spoken to. Who does not wait for an answer any more and asks again is answered when what was said before has
 * had its effect, although each is heard by a thread of its own. For many threads.
 */
final class Turns {
  /** All that have not ended, in their order. */
  private final List<Turn> turns = new ArrayList<>();

  /** Somebody who speaks. */
  final class Turn implements AutoCloseable {
    private boolean heard;
    private boolean gone;
    private @Nullable String changes;

    /** Whoever spoke does not wait any more. */
    void leave() {
      synchronized (Turns.this) {
        gone = true;
        Turns.this.notifyAll();
      }
    }

    /** Whether whoever spoke does not wait any more. */
    boolean isGone() {
      synchronized (Turns.this) {
        return gone;
      }
    }

    /** Says that this only looks at a deployment, and waits for changes that are given up: all else goes on beside it. */
    void look(String deployment) throws InterruptedException {
      hear(null);
      await(earlier -> earlier.mayChange(deployment) && (earlier.gone || !earlier.heard));
    }

    /** Says that this changes a deployment, and waits until whoever came before does so no more. */
    void change(String deployment) throws InterruptedException {
      hear(deployment);
      await(earlier -> earlier.mayChange(deployment));
    }

    /** Says that this is nobody's business. */
    void pass() {
      hear(null);
    }

    private void hear(@Nullable String deployment) {
      synchronized (Turns.this) {
        heard = true;
        changes = deployment;
        Turns.this.notifyAll();
      }
    }

    private boolean mayChange(String deployment) {
      return !heard || deployment.equals(changes);
    }

    private void await(Predicate<Turn> obstacle) throws InterruptedException {
      synchronized (Turns.this) {
        while (turns.subList(0, turns.indexOf(this)).stream().anyMatch(obstacle)) {
          Turns.this.wait();
        }
      }
    }

    /** It is over. */
    @Override
    public void close() {
      synchronized (Turns.this) {
        turns.remove(this);
        Turns.this.notifyAll();
      }
    }
  }

  /** The turn of who spoke last. */
  synchronized Turn next() {
    Turn turn = new Turn();
    turns.add(turn);
    return turn;
  }

  /** How many have not ended. */
  synchronized int size() {
    return turns.size();
  }
}
