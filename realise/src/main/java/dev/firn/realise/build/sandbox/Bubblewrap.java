package dev.firn.realise.build.sandbox;

import dev.firn.base.sys.BytePaths;
import dev.firn.base.text.ByteBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * What is told to the program {@code bwrap} (bubblewrap 0.8 or newer) so that it makes a sandbox: options, that it reads from a
 * file because there may be many, and because the variables of a builder must not become its own.
 *
 * <p>It takes some nine thousand words, which are enough for three thousand files. Where a builder has more inputs, others of it run before:
 * each changes nothing but to mount a part of the files at their places below the root, and runs the next one, which finds them there.
 */
public final class Bubblewrap {
  /** The first one reads its options from this descriptor, each other one from the next. */
  private static final int DESCRIPTOR = 3;

  /** It takes no more words than that, of which a file needs three. */
  private static final int MOST = 8900;

  private static final String[] KERNEL_FILES = {
    "/proc/sys", "/proc/sysrq-trigger", "/proc/irq", "/proc/bus", "/proc/fs"
  };

  private final List<String> options = new ArrayList<>();

  private Bubblewrap() {}

  /**
   * The arguments of the program itself, or of all of them; the builder and its arguments follow.
   *
   * @param program the program, by its path
   * @param files how many files with options there are
   */
  public static List<String> command(String program, int files) {
    List<String> command = new ArrayList<>();
    for (int i = 0; i < files; i++) {
      command.addAll(List.of(program, "--args", String.valueOf(DESCRIPTOR + i), "--"));
    }
    return command;
  }

  /**
   * The contents of the files with the options, which must be open in this order, as the descriptors from 3 on.
   *
   * @throws IllegalArgumentException if the builder has too many variables
   */
  public static List<byte[]> options(SandboxPlan plan) {
    List<byte[]> all = new ArrayList<>();
    Bubblewrap last = sandbox(plan, plan.files());
    if (last.options.size() > MOST) {
      List<SharedFile> early = new ArrayList<>(plan.files());
      early.removeIf(Bubblewrap::isOfKernel);
      for (int from = 0; from < early.size(); from += MOST / 3) {
        List<SharedFile> part = early.subList(from, Math.min(early.size(), from + MOST / 3));
        all.add(preparation(plan, part).bytes());
      }
      List<SharedFile> late = new ArrayList<>(plan.files());
      late.removeAll(early);
      last = sandbox(plan, late);
    }
    if (last.options.size() > MOST) {
      throw new IllegalArgumentException(
          "the builder has too many variables for a sandbox made by bubblewrap");
    }
    all.add(last.bytes());
    return all;
  }

  /** Files there can only be mounted when their file systems are. */
  private static boolean isOfKernel(SharedFile file) {
    return file.target().startsWith("/dev/") || file.target().startsWith("/proc/");
  }

  private static Bubblewrap sandbox(SandboxPlan plan, List<SharedFile> files) {
    Bubblewrap bubblewrap = new Bubblewrap();
    bubblewrap.namespaces(plan);
    bubblewrap.files(plan, files);
    bubblewrap.environment(plan);
    return bubblewrap;
  }

  private static Bubblewrap preparation(SandboxPlan plan, List<SharedFile> files) {
    Bubblewrap bubblewrap = new Bubblewrap();
    bubblewrap.add("--unshare-user", "--die-with-parent", "--dev-bind", "/", "/");
    bubblewrap.mount(files, BytePaths.bytes(plan.root()));
    return bubblewrap;
  }

  private byte[] bytes() {
    ByteBuilder bytes = new ByteBuilder(1 << 12);
    options.forEach(option -> bytes.append(option).append('\0'));
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

  private void files(SandboxPlan plan, List<SharedFile> files) {
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
    mount(files, "");
    add("--bind", BytePaths.bytes(plan.buildDirectory()), plan.directory());
  }

  private void mount(List<SharedFile> files, String root) {
    for (SharedFile file : files) {
      add(file.writable() ? "--bind" : "--ro-bind", file.source(), root + file.target());
    }
  }

  private void environment(SandboxPlan plan) {
    add("--clearenv");
    plan.variables().forEach((name, value) -> add("--setenv", name, value));
    add("--chdir", plan.directory());
  }
}
