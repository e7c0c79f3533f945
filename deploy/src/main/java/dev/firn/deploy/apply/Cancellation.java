package dev.firn.deploy.apply;

import java.util.concurrent.atomic.AtomicInteger;

/** Somebody wants a change to end: asked once it is undone, asked twice it is left to {@code recover}. For any thread. */
public final class Cancellation {
  private final AtomicInteger requests = new AtomicInteger();

  /** Asks once more. The crew that waits should be woken then. */
  public void request() {
    requests.incrementAndGet();
  }

  /** How often it was asked. */
  int requests() {
    return requests.get();
  }
}
