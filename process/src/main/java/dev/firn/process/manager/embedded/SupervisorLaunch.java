package dev.firn.process.manager.embedded;

import dev.firn.base.sys.ProcessBytes;
import dev.firn.process.supervisor.Client;
import dev.firn.process.supervisor.Places;
import dev.firn.process.supervisor.SupervisorProgram;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Starts a supervisor that lives on when this process ends: the same Java and jars, in a session of its own. A shell waits for it and starts it
 * again when it was killed, as long as there are a folder, a program and a Java.
 */
final class SupervisorLaunch implements Client.Launch {
  /** Begins with the folder and a jar; the rest is the command. */
  private static final String GUARD =
      "jar=$1; shift; n=0; until \"$@\"; do "
          + "[ -d \"$0\" ] && [ -e \"$jar\" ] && [ -x \"$1\" ] || exit 1; "
          + "sleep $n; [ $n -ge 30 ] || n=$((n + 1)); done";

  @Override
  public void start(Places places) throws IOException {
    String classPath = System.getProperty("java.class.path");
    String folder = places.folder().toString();
    List<String> command = new ArrayList<>(List.of("setsid", "/bin/sh", "-c", GUARD, folder));
    command.add(
        classPath.substring(0, (classPath + File.pathSeparator).indexOf(File.pathSeparator)));
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:-MaxFDLimit", // what it starts has the usual limit
            "-XX:TieredStopAtLevel=1",
            "-Xms16m",
            "-Xmx512m",
            "-Xlog:disable",
            "--enable-native-access=ALL-UNNAMED"));
    ProcessBytes.commandLine().stream()
        .filter(word -> word.startsWith("-XX:AOTCache="))
        .forEach(command::add);
    command.addAll(List.of("-cp", classPath, SupervisorProgram.class.getName(), folder));
    File nowhere = new File("/dev/null");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(new File("/"))
            .redirectInput(nowhere)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(places.messages().toFile()));
    Map<String, String> environment = builder.environment();
    environment.keySet().retainAll(List.of("PATH", "LANG", "LC_ALL", "LC_CTYPE", "HOME", "TZ"));
    builder.start();
  }
}
