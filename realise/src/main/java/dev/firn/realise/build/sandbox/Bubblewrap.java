package dev.firn.realise.build.sandbox;

import dev.firn.base.sys.BytePaths;
import dev.firn.base.text.ByteBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * What is told to the program {@code bwrap} (bubblewrap 0.8 or newer) so that it makes a sandbox: options, that it reads from a
 * file because there may be many, and because the variables of a builder must not become its own.
 */
public final class Bubblewrap {
  /** The descriptor that it reads its options from. */
  public static final int DESCRIPTOR = 3;

  /** It takes no more arguments than that. */
  private static final int MOST = 8900;

  private static final String[] KERNEL_FILES = {
    "/proc/sys", "/proc/sysrq-trigger", "/proc/irq", "/proc/bus", "/proc/fs"
  };

  private final List<String> options = new ArrayList<>();

  private Bubblewrap() {}

  /**
   * The arguments of the program itself; the builder and its arguments follow.
   *
   * @param program the program, by its path
   */
  public static List<String> command(String program) {
    return List.of(program, "--args", String.valueOf(DESCRIPTOR), "--");
  }

  /**
   * The content of the file with the options.
   *
   * @throws IllegalArgumentException if the builder has too many inputs and variables
   */
  public static byte[] options(SandboxPlan plan) {
    Bubblewrap bubblewrap = new Bubblewrap();
    bubblewrap.namespaces(plan);
    bubblewrap.files(plan);
    bubblewrap.environment(plan);
    if (bubblewrap.options.size() > MOST) {
      throw new IllegalArgumentException(
          "the builder has too many inputs for a sandbox made by bubblewrap");
    }
    ByteBuilder bytes = new ByteBuilder(1 << 12);
    bubblewrap.options.forEach(option -> bytes.append(option).append('\0'));
    return bytes.toByteArray();
  }

  private void add(String... words) {
    options.addAll(List.of(words));
  }

  private void namespaces(SandboxPlan plan) {
    add("--unshare-user", "--unshare-pid", "--unshare-ipc", "--unshare-uts");
    add("--unshare-cgroup-try");
    if (!plan.network()) {
      add("--unshare-net");
    }
    add("--uid", String.valueOf(plan.user()), "--gid", String.valueOf(plan.group()));
    add("--hostname", "localhost", "--cap-drop", "ALL");
    add("--die-with-parent", "--new-session", "--as-pid-1");
  }

  private void files(SandboxPlan plan) {
    add("--bind", BytePaths.bytes(plan.root()), "/");
    add("--dev", "/dev");
    for (String device : plan.devices()) {
      add("--dev-bind", device, device);
    }
    add("--perms", "1777", "--tmpfs", "/dev/shm", "--remount-ro", "/dev");
    add("--proc", "/proc");
    // They belong to root: a builder that root runs as itself could write to them.
    for (String file : KERNEL_FILES) {
      add("--ro-bind-try", file, file);
    }
    for (SharedFile file : plan.files()) {
      add(file.writable() ? "--bind" : "--ro-bind", file.source(), file.target());
    }
    add("--bind", BytePaths.bytes(plan.buildDirectory()), plan.directory());
  }

  private void environment(SandboxPlan plan) {
    add("--clearenv");
    plan.variables().forEach((name, value) -> add("--setenv", name, value));
    add("--chdir", plan.directory());
  }
}
