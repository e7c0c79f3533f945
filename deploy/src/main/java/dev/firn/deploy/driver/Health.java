package dev.firn.deploy.driver;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a component is.
 *
 * @param state whether it runs
 * @param processId its main process; null if there is none, or none is known
 * @param since since when it is in this state; null if that is not known
 * @param restarts how often it was started again since it was installed; -1 if nobody counts
 * @param text what else people may want to know, such as an exit status; may be empty
 */
public record Health(
    State state, @Nullable Long processId, @Nullable Instant since, int restarts, String text) {
  /** Whether something runs. */
  public enum State {
    /** It is on its way. */
    STARTING,
    /** It runs. */
    RUNNING,
    /** It ended and will be started again. */
    WAITING,
    /** It is installed, was stopped by hand or has done its work. */
    STOPPED,
    /** It ended and should not have. */
    FAILED
  }
}
