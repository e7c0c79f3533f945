package dev.firn.process.supervisor;

import dev.firn.base.sys.ProcessId;
import dev.firn.process.supervisor.Status.Phase;
import org.jspecify.annotations.Nullable;

/** A process in the care of a supervisor. Guarded by the lock of its {@link Roster}. */
final class Supervised {
  private Assignment assignment;
  private Status status;

  /** The process that began the session in which the main process was started; 0 if none is known. */
  private int session;

  /** Whether the main process is no child of ours, so that nobody tells when it ends. */
  private boolean adopted;

  /** Whether some thread starts or stops it: then nobody else does. */
  private boolean busy;

  /** Whether the thread that starts it shall give up. */
  private volatile boolean givenUp;

  /** How often in a row it ended soon. */
  private int inRow;

  Supervised(Assignment assignment) {
    this.assignment = assignment;
    this.status = Status.fresh();
  }

  Assignment assignment() {
    return assignment;
  }

  Key key() {
    return assignment.key();
  }

  void assign(Assignment other) {
    assignment = other;
  }

  Status status() {
    return status;
  }

  void setStatus(Status other) {
    status = other;
  }

  @Nullable ProcessId main() {
    return status.main();
  }

  int session() {
    return session;
  }

  void setSession(int leader) {
    session = leader;
  }

  boolean isAdopted() {
    return adopted;
  }

  void setAdopted(boolean foreign) {
    adopted = foreign;
  }

  boolean isBusy() {
    return busy;
  }

  /** Another thread takes care of it, or does not any more. */
  void setBusy(boolean taken) {
    busy = taken;
    givenUp = false;
  }

  boolean isGivenUp() {
    return givenUp;
  }

  void giveUp() {
    givenUp = true;
  }

  int inRow() {
    return inRow;
  }

  void setInRow(int times) {
    inRow = times;
  }

  /** Whether it is to be started again when it ended so. */
  boolean startsAgain(boolean failed) {
    return switch (assignment.process().restart().when()) {
      case ALWAYS -> true;
      case ON_FAILURE -> failed;
      case NEVER -> false;
    };
  }

  /** Whether it is started and may be waiting until it says that it is ready. */
  Phase startedPhase() {
    return assignment.notifies() ? Phase.STARTING : Phase.RUNNING;
  }
}
