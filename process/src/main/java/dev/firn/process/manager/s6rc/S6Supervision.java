package dev.firn.process.manager.s6rc;

import dev.firn.deploy.driver.Health;
import dev.firn.process.manager.single.Calls;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Asks and tells s6 about a folder that {@code s6-supervise} looks after. */
final class S6Supervision {
  private static final Map<String, String> SIGNALS =
      Map.ofEntries(
          Map.entry("ALRM", "-a"),
          Map.entry("ABRT", "-b"),
          Map.entry("QUIT", "-q"),
          Map.entry("HUP", "-h"),
          Map.entry("KILL", "-k"),
          Map.entry("TERM", "-t"),
          Map.entry("INT", "-i"),
          Map.entry("USR1", "-1"),
          Map.entry("USR2", "-2"),
          Map.entry("STOP", "-p"),
          Map.entry("CONT", "-c"),
          Map.entry("WINCH", "-y"));

  private static final String PATIENCE_MILLIS = "90000";

  /** Nobody can tell who sent a signal. */
  private static final Set<String> BY_HAND =
      Set.of("SIGTERM", "SIGINT", "SIGHUP", "SIGQUIT", "SIGKILL");

  private final Calls calls;

  S6Supervision(Calls calls) {
    this.calls = calls;
  }

  /** How the process of a folder is. */
  Health look(Path folder) throws IOException, InterruptedException {
    String text =
        calls.tell(
            "s6-svstat", "-o", "up,wantedup,pid,exitcode,signal,updownfor", folder.toString());
    List<String> words = List.of(text.strip().split(" "));
    if (words.size() != 6) {
      throw new IOException("s6-svstat says '" + text.strip() + "'");
    }
    boolean up = words.get(0).equals("true");
    Instant since = Instant.now().minusSeconds(number(words.get(5)));
    if (up) {
      return new Health(Health.State.RUNNING, number(words.get(2)), since, -1, "");
    }
    boolean signalled = words.get(3).equals("-1");
    String ending = signalled ? words.get(4) : "exit status " + words.get(3);
    if (words.get(1).equals("true")) {
      return new Health(Health.State.WAITING, null, since, -1, ending);
    }
    boolean good = signalled ? BY_HAND.contains(words.get(4)) : words.get(3).equals("0");
    return good
        ? new Health(Health.State.STOPPED, null, since, -1, "")
        : new Health(Health.State.FAILED, null, since, -1, ending);
  }

  private static long number(String word) throws IOException {
    try {
      return Long.parseLong(word);
    } catch (NumberFormatException _) {
      throw new IOException("s6-svstat says '" + word + "' where a number should be");
    }
  }

  /** Sends its process a signal. */
  void signal(Path folder, String signal) throws IOException, InterruptedException {
    String option = SIGNALS.get(signal);
    if (option == null) {
      throw new IOException("s6 cannot send SIG" + signal);
    }
    calls.tell("s6-svc", option, folder.toString());
  }

  /** Has its process run, and waits for it. */
  void start(Path folder) throws IOException, InterruptedException {
    calls.tell("s6-svc", "-wu", "-T", PATIENCE_MILLIS, "-u", folder.toString());
  }

  /** Has its process not run, and waits for its end. */
  void stop(Path folder) throws IOException, InterruptedException {
    calls.tell("s6-svc", "-wd", "-T", PATIENCE_MILLIS, "-d", folder.toString());
  }
}
