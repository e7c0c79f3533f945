package dev.firn.store.nar;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs programs of the tests as processes of their own. */
final class JavaProcess {
  private JavaProcess() {}

  /** Starts a program. What it says about errors goes where ours goes. */
  static Process start(Class<?> program, String... arguments) throws IOException {
    return start(program, Map.of(), arguments);
  }

  /** The same with these variables besides. */
  static Process start(Class<?> program, Map<String, String> variables, String... arguments)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(variables);
    return builder.start();
  }
}
