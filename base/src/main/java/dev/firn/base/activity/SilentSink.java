package dev.firn.base.activity;

import java.util.List;

/** Hears nothing. */
final class SilentSink implements ActivitySink {
  @Override
  public void message(Level level, String text) {}

  @Override
  public void started(
      long id, Level level, ActivityType type, String text, List<Field> fields, long parent) {}

  @Override
  public void stopped(long id) {}

  @Override
  public void result(long id, ResultType type, List<Field> fields) {}
}
