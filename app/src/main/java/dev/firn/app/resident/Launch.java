package dev.firn.app.resident;

import dev.firn.app.settings.Environment;
import dev.firn.base.sys.LockFile;
import dev.firn.base.sys.ProcessBytes;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Starts a resident evaluator: the program that runs now, with other arguments, in a session of its own. */
public final class Launch {
  /** What takes longer than this is worth an evaluator that stays: 0.3 seconds, in nanoseconds. */
  private static final long WORTHWHILE = 300_000_000;

  /**
   * Room for all that a large evaluation makes, so that nothing is collected while it runs: collections took a quarter of the time of
   * such an evaluation with half of that room. The server collects afterwards, when little is left to be copied.
   */
  private static final String YOUNG = "-Xmn800m";

  /** What the launcher gives to commands that end before code of the better compiler pays. */
  private static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1";

  private Launch() {}

  /**
   * Starts an evaluator for commands like one that ran here, unless there is one or the user wants none.
   *
   * @param command what ran, such as {@code eval}
   * @param nanoseconds how long it took
   */
  public static void after(
      String command, String[] arguments, Environment environment, long nanoseconds) {
    if (isFor(command) && isWanted(arguments, environment.get("FIRN_RESIDENT"), nanoseconds)) {
      try {
        Place place = Place.make(environment);
        if (!isServed(place)) {
          start(place);
        }
      } catch (IOException impossible) {
        // Later commands run as this one did.
      }
    }
  }

  private static boolean isFor(String command) {
    return switch (command) {
      case "eval", "instantiate", "nix-instantiate", "apply", "plan" -> true;
      default -> false;
    };
  }

  private static boolean isWanted(String[] arguments, @Nullable String variable, long nanoseconds) {
    return !"0".equals(variable)
        && !List.of(arguments).contains("--no-resident")
        && ("1".equals(variable) || nanoseconds > WORTHWHILE);
  }

  private static boolean isServed(Place place) throws IOException {
    try (LockFile lock = LockFile.open(place.lock())) {
      return !lock.tryLock(LockFile.Mode.EXCLUSIVE);
    }
  }

  private static void start(Place place) throws IOException {
    List<String> command = new ArrayList<>(List.of("setsid"));
    for (String word : ProcessBytes.commandLine()) {
      if (word.equals(SHORT_LIVED)) {
        continue;
      }
      if (word.equals("-cp")) {
        command.add(YOUNG);
      }
      command.add(word);
      if (word.equals("dev.firn.app.cli.Main")) {
        command.add("--resident");
        command.add(place.socket().toString());
        command.add(place.lock().toString());
        run(command);
        return;
      }
    }
  }

  private static void run(List<String> command) throws IOException {
    File nowhere = new File("/dev/null");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(new File("/"))
            .redirectInput(nowhere)
            .redirectOutput(nowhere)
            .redirectError(nowhere);
    // Requests bring their own environment.
    Map<String, String> environment = builder.environment();
    environment.keySet().retainAll(List.of("PATH", "LANG", "LC_ALL", "LC_CTYPE", "HOME"));
    builder.start();
  }
}
