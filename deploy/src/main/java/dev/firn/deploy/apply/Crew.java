package dev.firn.deploy.apply;

import java.time.Duration;
import java.time.Instant;

/** Does tasks beside the thread that carries out a plan, and has its clock. All methods but {@link #wake} are for that one thread. */
public interface Crew extends AutoCloseable {
  /** What can be done beside. */
  interface Task<T> {
    /** Does it, in a thread of its own. */
    T run() throws InterruptedException;

    /** Takes what came of it; in the thread that asked for it. */
    void done(T result);

    /** Told instead if it took too long; in the thread that asked for it. */
    void late();
  }

  /** What time it is. */
  Instant now();

  /** Begins a task, which is interrupted if it takes longer than that. */
  <T> void start(String name, Duration longest, Task<T> task);

  /** Waits until some task ended, somebody called {@link #wake}, or that time came; tells tasks that they ended. */
  void next(Instant until) throws InterruptedException;

  /** Ends the waiting of {@link #next} soon. For any thread. */
  void wake();

  /** Interrupts what still runs, and waits a while for it to end. */
  @Override
  void close();
}
