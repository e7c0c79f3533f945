package dev.firn.process.manager.systemd;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.firn.process.manager.Programs;
import dev.firn.process.manager.RealPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A Debian that was started in a container, with systemd as its first process; what changes in it is forgotten. Its files are made once
 * for a machine and kept. Programs are run in it by the namespaces of its first process.
 */
final class BootedDebian implements Programs {
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Programs HERE = new RealPrograms();

  private final Process container;
  private final long first;
  private final List<String> prefix;

  private BootedDebian(Process container, long first, List<String> prefix) {
    this.container = container;
    this.first = first;
    this.prefix = prefix;
  }

  /** Why there can be none; empty if there can. */
  static String missing() {
    if (!"root".equals(System.getProperty("user.name"))) {
      return "only root can boot a system";
    }
    if (!Files.isExecutable(Path.of("/usr/bin/systemd-nspawn"))) {
      return "systemd-nspawn is missing: apt-get install systemd-container";
    }
    return Files.isExecutable(Path.of("/usr/sbin/debootstrap"))
        ? ""
        : "debootstrap is missing: apt-get install debootstrap";
  }

  /** Boots one, and waits until it is up. */
  static BootedDebian boot() throws Exception {
    Process container =
        new ProcessBuilder(
                "systemd-nspawn",
                "--directory=" + files(),
                "--volatile=overlay",
                "--boot",
                "--register=no",
                "--keep-unit",
                "--private-network",
                "--quiet",
                "--console=pipe")
            .redirectErrorStream(true)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      return running(container);
    } catch (Exception | AssertionError failed) {
      end(container);
      throw failed;
    }
  }

  /** The folder of its files. */
  private static String files() throws Exception {
    Output output = HERE.run(List.of("../checks/managers/debian.sh"), "", LONG);
    // What cannot be downloaded is no fault of what is tested.
    assumeTrue(output.isSuccess(), "debootstrap: " + output.complaint());
    return output.out().strip();
  }

  /** The first child only prepares the container: which one is its first process shows when it answers. */
  private static BootedDebian running(Process container) throws Exception {
    for (int i = 0; i < 300 && container.isAlive(); i++) {
      long first = container.children().mapToLong(ProcessHandle::pid).findFirst().orElse(0);
      if (first != 0) {
        BootedDebian booted = new BootedDebian(container, first, prefix(first));
        Output output = booted.run(List.of("systemctl", "is-system-running"), "", LONG);
        String state = output.out().strip();
        if (state.equals("running") || state.equals("degraded")) {
          return booted;
        }
      }
      Thread.sleep(300);
    }
    throw new AssertionError("the container did not come up");
  }

  private static List<String> prefix(long first) {
    return List.of(
        "nsenter", "--target", String.valueOf(first), "-m", "-p", "-u", "-i", "-n", "-C", "--");
  }

  /** A file of it. */
  Path file(String path) {
    return Path.of("/proc/" + first + "/root" + path);
  }

  /** The same machine, seen by one of its users who is logged in. */
  Programs as(String user, int id) {
    List<String> other = new ArrayList<>(prefix);
    other.addAll(
        List.of("setpriv", "--reuid", user, "--regid", user, "--init-groups", "--", "env"));
    other.addAll(List.of("XDG_RUNTIME_DIR=/run/user/" + id, "HOME=/home/" + user));
    return new BootedDebian(container, first, other);
  }

  private List<String> inside(List<String> command) {
    List<String> words = new ArrayList<>(prefix);
    words.addAll(command);
    return words;
  }

  @Override
  public Output run(List<String> command, String input, Duration timeout)
      throws IOException, InterruptedException {
    return HERE.run(inside(command), input, timeout);
  }

  @Override
  public int follow(List<String> command, Consumer<String> line)
      throws IOException, InterruptedException {
    return HERE.follow(inside(command), line);
  }

  /** Switches it off. */
  void end() throws Exception {
    run(List.of("systemctl", "poweroff", "--force"), "", LONG);
    end(container);
  }

  private static void end(Process container) throws InterruptedException {
    if (!container.waitFor(60, TimeUnit.SECONDS)) {
      container.descendants().forEach(ProcessHandle::destroyForcibly);
      container.destroyForcibly();
      container.waitFor();
    }
  }
}
