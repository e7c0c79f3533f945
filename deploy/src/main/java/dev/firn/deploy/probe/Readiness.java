package dev.firn.deploy.probe;

import dev.firn.deploy.component.Probe;
import java.time.Instant;

/** Counts the answers of one probe: when to ask next, and what follows from all answers. For one thread. */
public final class Readiness {
  private final Probe probe;
  private final Instant end;
  private Instant next;
  private int good;
  private Answer last = new Answer(Answer.Kind.NOT_YET, "it was not asked yet");

  /** A probe of a component that was started at that time. */
  public Readiness(Probe probe, Instant started) {
    this.probe = probe;
    this.end = started.plus(probe.timeout());
    this.next = started;
  }

  /** When to ask next. */
  public Instant next() {
    return next;
  }

  /** Takes an answer that came at that time. */
  public void add(Answer answer, Instant at) {
    last = answer;
    good = answer.kind() == Answer.Kind.READY ? good + 1 : 0;
    next = at.plus(probe.interval());
  }

  /** Whether it is ready. */
  public boolean isReady() {
    return good >= probe.threshold();
  }

  /** Whether it will not be ready in its time, if the next question cannot be asked before that. */
  public boolean hasFailed() {
    return !isReady() && (last.kind() == Answer.Kind.DEAD || next.isAfter(end));
  }

  /** The last answer. */
  public Answer last() {
    return last;
  }
}
