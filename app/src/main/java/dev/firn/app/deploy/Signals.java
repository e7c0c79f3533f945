package dev.firn.app.deploy;

import java.util.ArrayDeque;
import java.util.Deque;

/** Hears SIGINT, SIGTERM and SIGHUP in the place of Java, which would end the process at the first one. */
final class Signals implements AutoCloseable {
  private final Deque<Runnable> undo = new ArrayDeque<>();

  private Signals() {}

  /** Until this is closed, each of those signals does that. */
  static Signals hear(Runnable heard) {
    Signals signals = new Signals();
    for (String name : new String[] {"INT", "TERM", "HUP"}) {
      Object before = org.jline.utils.Signals.register(name, heard);
      signals.undo.push(() -> org.jline.utils.Signals.unregister(name, before));
    }
    return signals;
  }

  @Override
  public void close() {
    undo.forEach(Runnable::run);
  }
}
