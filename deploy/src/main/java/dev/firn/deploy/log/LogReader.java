package dev.firn.deploy.log;

import dev.firn.deploy.log.LogException.Reason;
import dev.firn.deploy.log.RecordFormat.Line;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text of a log. Records are synced one by one, so a crash can spoil the last one only: what is bad at the end was never there,
 * what is bad before a good line is a fault of the disk.
 */
final class LogReader {
  private final String text;
  private @Nullable State state;
  private long number;
  private int end;
  private int firstEnd;

  LogReader(String text) throws LogException {
    this.text = text;
    for (int next = text.indexOf('\n'); next >= 0; next = text.indexOf('\n', end)) {
      Line line = RecordFormat.read(text.substring(end, next), number + 1);
      if (line instanceof Line.Newer newer) {
        throw newer(newer.version());
      }
      if (!(line instanceof Line.Good good)) {
        break;
      }
      follow(good.event());
      end = next + 1;
      firstEnd = number == 1 ? end : firstEnd;
    }
    checkTail();
  }

  private void follow(Event event) throws LogException {
    try {
      if (state == null) {
        state = first(event);
      } else {
        state.add(event);
      }
    } catch (IllegalStateException impossible) {
      throw corrupt(": " + impossible.getMessage());
    }
    number++;
  }

  private static State first(Event event) {
    return switch (event) {
      case Event.Opened opened -> new State(opened);
      case Event.Snapshot snapshot -> snapshot.state();
      default -> throw new IllegalStateException("it does not begin at the beginning");
    };
  }

  /** What follows the last good line must be what is left of one record: no whole line, whatever its number. */
  private void checkTail() throws LogException {
    if (state == null) {
      throw corrupt("");
    }
    int from = end;
    for (int next = text.indexOf('\n', from); next >= 0; next = text.indexOf('\n', from)) {
      if (!(RecordFormat.read(text.substring(from, next), 0) instanceof Line.Torn)) {
        throw corrupt("");
      }
      from = next + 1;
    }
  }

  private LogException corrupt(String how) {
    return new LogException(
        Reason.CORRUPT,
        "record "
            + (number + 1)
            + " of the event log, at byte "
            + end
            + ", is damaged"
            + how
            + "; nothing was changed: put the file back from a backup, or cut it there to forget what came after");
  }

  private static LogException newer(String version) {
    return new LogException(
        Reason.NEWER,
        "the event log was written by a newer Firn (format "
            + version
            + ", this one knows "
            + RecordFormat.VERSION
            + "); nothing was changed: use that Firn");
  }

  /** What the records say; null if there is none. */
  @Nullable State state() {
    return state;
  }

  /** The number of the last record. */
  long number() {
    return number;
  }

  /** Where the last record ends. */
  int end() {
    return end;
  }

  /** Where the first record ends. */
  int firstEnd() {
    return firstEnd;
  }

  /** How many bytes there are. */
  int size() {
    return text.length();
  }
}
