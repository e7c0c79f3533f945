package dev.firn.base.activity;

import java.util.List;

/** Passes all that it hears on to another; to be overridden where something else shall happen. */
public class ForwardingSink implements ActivitySink {
  private final ActivitySink next;

  /** Passes everything on to that one. */
  public ForwardingSink(ActivitySink next) {
    this.next = next;
  }

  @Override
  public void message(Level level, String text) {
    next.message(level, text);
  }

  @Override
  public void started(
      long id, Level level, ActivityType type, String text, List<Field> fields, long parent) {
    next.started(id, level, type, text, fields, parent);
  }

  @Override
  public void stopped(long id) {
    next.stopped(id);
  }

  @Override
  public void result(long id, ResultType type, List<Field> fields) {
    next.result(id, type, fields);
  }
}
