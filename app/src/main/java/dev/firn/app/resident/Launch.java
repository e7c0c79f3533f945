package dev.firn.app.resident;

import dev.firn.base.sys.ProcessBytes;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts a resident evaluator: the program that runs now, with other arguments, in a session of its own. */
final class Launch {
  private Launch() {}

  static void start(Place place) throws IOException {
    List<String> command = new ArrayList<>(List.of("setsid"));
    for (String word : ProcessBytes.commandLine()) {
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
