package dev.firn.process.manager.supervisord;

import dev.firn.deploy.driver.Health;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What supervisord says of a program (<a href="http://supervisord.org/subprocess.html#process-states">states</a>).
 *
 * @param state its number
 * @param process 0 if there is none
 * @param since when it came into that state, in seconds; 0 if never
 * @param spawnError why it could not be executed; may be empty
 * @param text for people
 */
record ProgramState(
    String name, int state, long process, long since, String spawnError, String text) {
  private static final int STOPPED = 0;
  private static final int STARTING = 10;
  private static final int RUNNING = 20;
  private static final int BACKOFF = 30;
  private static final int STOPPING = 40;
  private static final int EXITED = 100;

  /** One that supervisord does not know. */
  static final Health UNKNOWN =
      new Health(Health.State.STOPPED, null, null, -1, "supervisord does not run it");

  /** What a structure says. */
  static ProgramState of(Object value) {
    Map<?, ?> members = (Map<?, ?>) value;
    int state = (int) number(members, "state");
    boolean ended = state == STOPPED || state == EXITED;
    return new ProgramState(
        text(members, "name"),
        state,
        number(members, "pid"),
        number(members, ended ? "stop" : "start"),
        text(members, "spawnerr"),
        text(members, "description"));
  }

  private static String text(Map<?, ?> members, String name) {
    return members.get(name) instanceof String text ? text : "";
  }

  private static long number(Map<?, ?> members, String name) {
    return members.get(name) instanceof Long number ? number : 0;
  }

  /** Whether supervisord has not yet tried to start it. */
  boolean isUntried() {
    return state == STOPPED && since == 0;
  }

  /** Whether it runs, or may soon. */
  boolean isActive() {
    return state == STARTING || state == RUNNING || state == BACKOFF || state == STOPPING;
  }

  /** How it is. */
  Health health() {
    @Nullable Long running = process == 0 ? null : process;
    @Nullable Instant time = since == 0 ? null : Instant.ofEpochSecond(since);
    return new Health(kind(), running, time, -1, text);
  }

  private Health.State kind() {
    return switch (state) {
      case STARTING -> Health.State.STARTING;
      case RUNNING, STOPPING -> Health.State.RUNNING;
      case BACKOFF -> Health.State.WAITING;
      case STOPPED, EXITED -> Health.State.STOPPED;
      default -> Health.State.FAILED;
    };
  }
}
