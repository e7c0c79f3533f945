package dev.firn.base.activity;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Something that goes on, from its making until it is closed. For use by several threads. */
public final class Activity implements AutoCloseable {
  private static final int PROCESS_SHIFT = 32;

  /** As in Nix, numbers of several processes that tell the same listener are told apart by the process. */
  private static final AtomicLong NEXT =
      new AtomicLong((ProcessHandle.current().pid() << PROCESS_SHIFT) + 1);

  private final ActivitySink sink;
  private final long id;

  private Activity(ActivitySink sink, long id) {
    this.sink = sink;
    this.id = id;
  }

  /** Begins an activity of its own. */
  public static Activity start(
      ActivitySink sink, Level level, ActivityType type, String text, Field... fields) {
    return start(sink, 0, level, type, text, fields);
  }

  /**
   * Begins an activity that is a part of another.
   *
   * @param parent the other's number; 0 for none
   */
  public static Activity start(
      ActivitySink sink,
      long parent,
      Level level,
      ActivityType type,
      String text,
      Field... fields) {
    long id = NEXT.getAndIncrement();
    sink.started(id, level, type, text, List.of(fields), parent);
    return new Activity(sink, id);
  }

  /** The number of this activity. */
  public long id() {
    return id;
  }

  /** Who hears of it. */
  public ActivitySink sink() {
    return sink;
  }

  /** Tells something. */
  public void result(ResultType type, Field... fields) {
    sink.result(id, type, List.of(fields));
  }

  /** Tells how far it is; the unit is that of the type: bytes, paths, derivations. */
  public void progress(long done, long expected, long running, long failed) {
    result(
        ResultType.PROGRESS,
        Field.of(done),
        Field.of(expected),
        Field.of(running),
        Field.of(failed));
  }

  /** Tells how much of another type is expected. */
  public void expect(ActivityType type, long amount) {
    result(ResultType.SET_EXPECTED, Field.of(type.code()), Field.of(amount));
  }

  @Override
  public void close() {
    sink.stopped(id);
  }
}
