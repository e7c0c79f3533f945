package dev.firn.process.supervisor;

import dev.firn.base.sys.NotifySocket;
import dev.firn.base.sys.ProcessId;
import dev.firn.process.supervisor.Status.Phase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hears what processes tell about themselves. The kernel says who speaks; what somebody says who belongs to no process in our care is not
 * heard.
 */
final class Notices {
  private final Path folder;
  private final Roster roster;
  private final Census census;

  Notices(Path folder, Roster roster, Census census) {
    this.folder = folder;
    this.roster = roster;
    this.census = census;
  }

  /** Listens for ever. */
  void listen(NotifySocket socket) {
    try {
      while (true) {
        take(socket.receive());
      }
    } catch (IOException closed) {
      // The supervisor ends.
    }
  }

  private void take(NotifySocket.Notice notice) {
    try {
      Supervised one = speaker(notice.sender());
      if (one != null && one.assignment().notifies()) {
        hear(one, notice.text());
      }
    } catch (IOException gone) {
      // Whoever that was, he cannot be told from others.
    }
  }

  private @Nullable Supervised speaker(int number) throws IOException {
    Supervised main = roster.withMain(number);
    ProcessId id = ProcessId.running(number);
    if (main != null && id != null && id.equals(main.main())) {
      return main;
    }
    Mark mark = id == null ? null : Mark.of(id, folder);
    Supervised one = mark == null ? null : roster.get(mark.key());
    return one != null && id != null && owns(one, id) ? one : null;
  }

  private boolean owns(Supervised one, ProcessId id) throws IOException {
    return census.take(List.of(one)).getOrDefault(one, List.of()).contains(id);
  }

  private void hear(Supervised one, String text) throws IOException {
    for (String line : text.split("\n")) {
      if (line.equals("READY=1")) {
        ready(one);
      } else if (line.startsWith("MAINPID=")) {
        setMain(one, line.substring("MAINPID=".length()));
      } else if (line.startsWith("STATUS=")) {
        tell(one, line.substring("STATUS=".length()));
      }
    }
  }

  private void ready(Supervised one) {
    synchronized (roster) {
      if (one.main() != null && one.status().phase() == Phase.STARTING) {
        roster.set(one, one.status().in(Phase.RUNNING));
      }
    }
  }

  private void tell(Supervised one, String text) {
    synchronized (roster) {
      Status was = one.status();
      one.setStatus(new Status(was.phase(), was.main(), was.since(), was.restarts(), text));
    }
  }

  private void setMain(Supervised one, String number) throws IOException {
    ProcessId main;
    try {
      main = ProcessId.running(Integer.parseInt(number));
    } catch (NumberFormatException wrong) {
      return;
    }
    if (main != null && owns(one, main)) {
      synchronized (roster) {
        roster.set(one, one.status().running(one.status().phase(), main));
      }
    }
  }
}
