package dev.firn.image.docker;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A dockerd of the test's own, with all that it has in one folder. It makes no networks, so that no rules for packets are left behind. */
final class DockerDaemon {
  private static final Path RUN = Path.of("/run/containerd");

  private final Path folder;
  private final Process process;
  private final boolean hadRun = Files.exists(RUN);

  private DockerDaemon(Path folder) throws IOException {
    this.folder = folder;
    this.process =
        new ProcessBuilder(
                "dockerd",
                "--data-root",
                folder.resolve("data").toString(),
                "--exec-root",
                folder.resolve("exec").toString(),
                "--pidfile",
                folder.resolve("pid").toString(),
                "--host",
                host(),
                "--config-file",
                Path.of("src/test/resources/dockerd.json").toAbsolutePath().toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
  }

  /** Starts one in an empty folder with a short name. */
  static DockerDaemon start(Path folder) throws Exception {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/sbin/dockerd")), "needs Debian's package docker.io");
    assumeTrue("root".equals(System.getProperty("user.name")), "dockerd needs root");
    DockerDaemon daemon = new DockerDaemon(folder);
    for (int i = 0; i < 900 && daemon.process.isAlive(); i++) {
      if (run("docker", "--host", daemon.host(), "version") == 0) {
        return daemon;
      }
      Thread.sleep(100);
    }
    String log = Files.readString(folder.resolve("log"));
    daemon.close();
    throw new IOException("dockerd does not answer: " + log);
  }

  /** Where it listens. */
  String host() {
    return "unix://" + folder.resolve("sock");
  }

  /** Runs a program without a word, and gives its status. */
  static int run(String... command) throws IOException, InterruptedException {
    Process one =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return one.waitFor();
  }

  /** Runs Docker's client. */
  List<String> client(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("docker", "--host", host()));
    command.addAll(List.of(words));
    Process one = new ProcessBuilder(command).redirectErrorStream(true).start();
    List<String> lines = one.inputReader().lines().toList();
    one.waitFor();
    return lines;
  }

  /** Ends it, its containers and what they need, and takes away what it leaves mounted. */
  void close() throws Exception {
    for (String id : process.isAlive() ? client("ps", "--all", "--quiet") : List.<String>of()) {
      client("rm", "--force", id);
    }
    List<ProcessHandle> children = process.descendants().toList();
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    for (ProcessHandle child : children) {
      child.destroyForcibly();
      child.onExit().get(60, TimeUnit.SECONDS);
    }
    for (String line : Files.readAllLines(Path.of("/proc/mounts")).reversed()) {
      String mount = line.split(" ")[1];
      if (mount.startsWith(folder + "/")) {
        run("umount", mount);
      }
    }
    if (!hadRun && Files.exists(RUN)) {
      run("rm", "-r", RUN.toString());
    }
  }

  /** What is still mounted there. */
  static List<String> mounted(Path folder) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/mounts"))) {
      return lines.filter(line -> line.contains(folder.toString())).toList();
    }
  }
}
