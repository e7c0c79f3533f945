package dev.firn.base.activity;

import java.util.List;

/**
 * Hears what goes on: shows it to people, writes it as JSON, sends it to a client. Called by several threads at once. Never throws:
 * whether somebody listens is none of the business of those who tell.
 */
public interface ActivitySink {
  /** Hears nothing. */
  ActivitySink NONE = new SilentSink();

  /** Something to tell people; the text may hold escape sequences for colours, and does not end in a new line. */
  void message(Level level, String text);

  /**
   * An activity begins.
   *
   * @param id which one; a number that is used once by this process
   * @param level how much one must want to know to be told
   * @param text what people are told; may be empty
   * @param fields details, as the type says
   * @param parent the activity that it is a part of; 0 for none
   */
  void started(
      long id, Level level, ActivityType type, String text, List<Field> fields, long parent);

  /** An activity ended. */
  void stopped(long id);

  /** An activity tells something. */
  void result(long id, ResultType type, List<Field> fields);
}
