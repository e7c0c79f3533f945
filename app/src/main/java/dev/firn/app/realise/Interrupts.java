package dev.firn.app.realise;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets work that has something to clean up end in order when the process is told to end: its thread is interrupted, and the process waits
 * until it is done.
 */
public final class Interrupts implements AutoCloseable {
  private static final long PATIENCE = 20_000;
  private static final Set<Interrupts> LISTENING = new HashSet<>();

  private final Thread working;
  private final CountDownLatch over = new CountDownLatch(1);
  private boolean told;

  private Interrupts(Thread working) {
    this.working = working;
  }

  /** Lets the current thread be interrupted until this is closed. */
  public static Interrupts listen() {
    Interrupts listening = new Interrupts(Thread.currentThread());
    synchronized (LISTENING) {
      LISTENING.add(listening);
    }
    return listening;
  }

  /** Interrupts everything that listens, and waits for it, but not forever. For the thread that ends the process. */
  public static void interruptAll() {
    List<Interrupts> all;
    synchronized (LISTENING) {
      all = List.copyOf(LISTENING);
      for (Interrupts each : all) {
        each.told = true;
        each.working.interrupt();
      }
    }
    try {
      for (Interrupts each : all) {
        boolean _ = each.over.await(PATIENCE, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException _) {
      // The process ends anyway.
    }
  }

  /** The work is done. Does not return if the process is about to end: nobody shall say more than that. */
  @Override
  public void close() {
    synchronized (LISTENING) {
      LISTENING.remove(this);
      if (!told) {
        return;
      }
    }
    over.countDown();
    while (true) {
      try {
        Thread.sleep(PATIENCE);
      } catch (InterruptedException _) {
        // Nothing else is to be done here.
      }
    }
  }
}
