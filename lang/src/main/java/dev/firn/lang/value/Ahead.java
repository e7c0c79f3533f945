package dev.firn.lang.value;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Helpers that compute early what the main evaluation will need anyway. They decide nothing: one that meets an error, an effect or a
 * circle gives up and leaves its thunks as they were, and what they computed shows only once the main evaluation has asked for it.
 */
public final class Ahead implements AutoCloseable {
  /** Older offers reach further ahead; more of them than this are not worth keeping. */
  private static final int MOST_OFFERS = 256;

  private final Evaluation main;
  private final Contention contention = new Contention();
  private final LinkedBlockingDeque<Offer> offers = new LinkedBlockingDeque<>(MOST_OFFERS);
  private final List<Evaluation> helpers = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  private record Offer(Lazy[] values, AtomicInteger left) {}

  /** Gives an evaluation some helpers, maybe none, until this is closed. */
  public Ahead(Evaluation main, int count) {
    this.main = main;
    for (int i = 0; i < count; i++) {
      Evaluation helper = main.helper(contention);
      helper.worksFor(this);
      helpers.add(helper);
      Thread thread = new Thread(null, () -> work(helper), "evaluation-ahead", Stacks.BYTES);
      thread.setDaemon(true);
      threads.add(thread);
    }
    if (count > 0) {
      main.workWith(this);
    }
    threads.forEach(Thread::start);
  }

  Contention contention() {
    return contention;
  }

  void offer(Lazy[] values) {
    offers.offerLast(new Offer(values, new AtomicInteger(values.length)));
  }

  /** How many thunks the helpers computed. */
  public int computed() {
    int sum = 0;
    for (Evaluation helper : helpers) {
      sum += helper.computed();
    }
    return sum;
  }

  private void work(Evaluation helper) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Lazy value = last(offers.takeFirst());
        if (value != null) {
          helper.anew();
          compute(value, helper);
        }
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /** The main evaluation begins at the front of what it offers, the helpers at the end. */
  private @Nullable Lazy last(Offer offer) {
    int index = offer.left.decrementAndGet();
    if (index > 0) {
      offers.offerFirst(offer);
    }
    return index >= 0 ? offer.values[index] : null;
  }

  /** Something to compute, or null if nothing is offered now. */
  @Nullable Lazy next() {
    for (Offer offer = offers.pollFirst(); offer != null; offer = offers.pollFirst()) {
      Lazy value = last(offer);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  /** Computes a value, or gives up. */
  void compute(Lazy value, Evaluation helper) {
    try {
      value.force(helper, 0);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError given) {
      // Whatever it was, the main evaluation will meet it, too, if it matters.
      contention.resume(helper);
      helper.recover();
    }
  }

  /** Sends the helpers away and waits until they are gone. */
  @Override
  public void close() {
    offers.clear();
    threads.forEach(Thread::interrupt);
    // Some are in calls without end, which the main evaluation was interrupted in or would have met
    // later.
    helpers.forEach(Evaluation::interrupt);
    contention.abandon(helpers);
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return;
      }
    }
    main.workWith(null);
  }
}
