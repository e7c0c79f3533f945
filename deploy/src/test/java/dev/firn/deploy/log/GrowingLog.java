package dev.firn.deploy.log;

import dev.firn.base.text.Latin1;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads one log again and again, and each time only what was added. The state that it gives changes when it is read again. */
public final class GrowingLog {
  private byte[] known = new byte[0];
  private @Nullable State state;
  private long number;

  /** What a log says; null if there is none. */
  public @Nullable State read(MemoryLogDirectory directory) throws LogException {
    byte[] bytes = directory.read(EventLog.FILE);
    if (bytes == null) {
      return null;
    }
    State before = state;
    if (before == null
        || known.length > bytes.length
        || Arrays.mismatch(known, 0, known.length, bytes, 0, known.length) >= 0
        || !follow(before, Latin1.string(bytes, known.length, bytes.length - known.length))) {
      LogReader reader = new LogReader(Latin1.string(bytes));
      state = reader.state();
      number = reader.number();
      known = Arrays.copyOf(bytes, reader.end());
    }
    return state;
  }

  /** Whether all that was added is whole records. */
  private boolean follow(State before, String added) {
    for (String line : added.lines().toList()) {
      if (!(RecordFormat.read(line, number + 1) instanceof RecordFormat.Line.Good good)) {
        return false;
      }
      before.add(good.event());
      number++;
    }
    if (!added.isEmpty() && !added.endsWith("\n")) {
      return false;
    }
    byte[] more = Latin1.bytes(added);
    int length = known.length;
    known = Arrays.copyOf(known, length + more.length);
    System.arraycopy(more, 0, known, length, more.length);
    return true;
  }
}
