package dev.firn.deploy.log;

import dev.firn.base.text.Latin1;
import dev.firn.deploy.log.LogException.Reason;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The one durable record of a deployment. A record that {@link #add} returned from survives everything; a record that a crash cut off was
 * never there. For one thread, and one process at a time: who writes holds the lock of the deployment.
 */
public final class EventLog {
  /** The name of the file. */
  public static final String FILE = "log";

  private static final String NEW_FILE = "log.new";

  /** So many records are not many. */
  private static final long MOST_RECORDS = 100;

  /** So many bytes are little: 1 MiB. */
  private static final long LITTLE = 1 << 20;

  /** A log may be so many times as long as its first record, which is what shortening left. */
  private static final long MOST_TIMES = 3;

  private final LogDirectory directory;
  private final State state;

  /** The number of the last record. */
  private long number;

  /** The length of the file, in bytes. */
  private long length;

  /** The length of the first record, in bytes. */
  private long first;

  /** Why nothing can be added any more; null as long as all went well. */
  private @Nullable String broken;

  private EventLog(LogDirectory directory, State state, long number, long length, long first) {
    this.directory = directory;
    this.state = state;
    this.number = number;
    this.length = length;
    this.first = first;
  }

  /** What a deployment is, read without changing anything; null if there is none. */
  public static @Nullable State read(LogDirectory directory) throws LogException {
    LogReader reader = reader(directory);
    return reader == null ? null : reader.state();
  }

  /** Opens the log of a deployment to add to it, and cuts off what a crash left of a record; null if there is none. */
  public static @Nullable EventLog open(LogDirectory directory) throws LogException {
    LogReader reader = reader(directory);
    State state = reader == null ? null : reader.state();
    if (reader == null || state == null) {
      return null;
    }
    try {
      directory.delete(NEW_FILE);
      if (reader.end() < reader.size()) {
        directory.truncate(FILE, reader.end());
      }
      // What was read may be in memory only: nothing may be built on it before it is on the disk.
      directory.sync(FILE);
      directory.syncNames();
    } catch (IOException failed) {
      throw disk("open", failed);
    }
    return new EventLog(directory, state, reader.number(), reader.end(), reader.firstEnd());
  }

  /** Makes the log of a new deployment. There must be none. */
  public static EventLog create(LogDirectory directory, Event.Opened opened) throws LogException {
    EventLog log = new EventLog(directory, new State(opened), 0, 0, 0);
    log.rewrite(opened);
    return log;
  }

  private static @Nullable LogReader reader(LogDirectory directory) throws LogException {
    byte[] bytes;
    try {
      bytes = directory.read(FILE);
    } catch (IOException failed) {
      throw disk("read", failed);
    }
    return bytes == null ? null : new LogReader(Latin1.string(bytes));
  }

  private static LogException disk(String what, IOException failed) {
    return new LogException(
        Reason.DISK, "cannot " + what + " the event log: " + failed.getMessage());
  }

  /** The fold of all records. */
  public State state() {
    return state;
  }

  /** The length of the file, in bytes. */
  public long length() {
    return length;
  }

  /** Whether it is time to shorten the log: what shortening leaves is a small part of it, or could be. */
  public boolean isLong() {
    return number > MOST_RECORDS || length > LITTLE + MOST_TIMES * first;
  }

  /** Adds a record, and waits until it is durable. After a failure nothing can be added any more. */
  public void add(Event event) throws LogException {
    if (broken != null) {
      throw new LogException(Reason.DISK, broken);
    }
    byte[] record = RecordFormat.write(number + 1, event);
    try {
      directory.append(FILE, record);
      directory.sync(FILE);
    } catch (IOException failed) {
      // Whether the record will be there nobody can tell: what failed to sync once may never be on
      // the disk.
      LogException exception = disk("write", failed);
      broken = exception.getMessage();
      throw exception;
    }
    state.add(event);
    number++;
    length += record.length;
  }

  /** Writes the log anew, as one record that says what all did. Does nothing while something is being changed. */
  public void compact() throws LogException {
    if (state.transaction() == null && broken == null) {
      rewrite(new Event.Snapshot(state));
    }
  }

  /** The new file is durable before it gets the name, so that there is a whole log at any time. */
  private void rewrite(Event beginning) throws LogException {
    byte[] record = RecordFormat.write(1, beginning);
    try {
      directory.delete(NEW_FILE);
      directory.append(NEW_FILE, record);
      directory.sync(NEW_FILE);
      directory.rename(NEW_FILE, FILE);
      directory.syncNames();
    } catch (IOException failed) {
      LogException exception = disk("write", failed);
      broken = exception.getMessage();
      throw exception;
    }
    number = 1;
    length = record.length;
    first = record.length;
  }
}
