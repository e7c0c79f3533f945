package dev.firn.realise.build.local;

import dev.firn.realise.build.BuildFailedException;
import dev.firn.realise.build.BuildLog;
import dev.firn.realise.build.BuildRequest;
import dev.firn.realise.build.BuildSettings;
import dev.firn.realise.build.options.DerivationOptions;
import dev.firn.store.local.StoreLocation;
import dev.firn.store.protocol.BuildStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Decides whether a build runs in a sandbox, and finds the program that makes it. */
final class SandboxChoice {
  private static final long LONGEST_PROBE_S = 20;
  private static final String[] PLACES = {"/usr/bin/bwrap", "/usr/local/bin/bwrap", "/bin/bwrap"};

  private final BuildSettings.Sandbox settings;
  private final StoreLocation location;
  private @Nullable String working;
  private boolean warned;

  SandboxChoice(BuildSettings.Sandbox settings, StoreLocation location) {
    this.settings = settings;
    this.location = location;
  }

  /**
   * The program that makes the sandbox of a build; null if the build gets none.
   *
   * @throws BuildFailedException if it must have one and there can be none, or must not have one
   */
  @Nullable String program(BuildRequest request, DerivationOptions options, BuildLog log)
      throws BuildFailedException, InterruptedException {
    boolean elsewhere = !location.files().toString().equals(location.dir().path());
    if (!elsewhere && !isWanted(request, options)) {
      return null;
    }
    String problem;
    synchronized (this) {
      problem = working == null ? probe() : null;
    }
    if (problem == null) {
      return working;
    }
    if (elsewhere || !settings.fallback()) {
      throw new BuildFailedException(
          BuildStatus.MISC_FAILURE,
          problem
              + (elsewhere
                  ? "; a store whose files are elsewhere than their paths say can only be built in with a sandbox"
                  : "; use '--no-sandbox' to build without a sandbox"));
    }
    warnOnce(log, problem);
    return null;
  }

  private boolean isWanted(BuildRequest request, DerivationOptions options)
      throws BuildFailedException {
    if (settings.mode() == BuildSettings.SandboxMode.RELAXED) {
      return request.derivation().type().isSandboxed() && !options.noChroot();
    }
    boolean on = settings.mode() == BuildSettings.SandboxMode.ON;
    if (on && options.noChroot()) {
      throw new BuildFailedException(
          BuildStatus.MISC_FAILURE,
          "derivation '"
              + location.dir().print(request.path())
              + "' has '__noChroot' set, but that's not allowed when 'sandbox' is 'true'");
    }
    return on;
  }

  private synchronized void warnOnce(BuildLog log, String problem) {
    if (!warned) {
      log.warn(problem + "; building without a sandbox because 'sandbox-fallback' is enabled");
      warned = true;
    }
  }

  /** Finds the program and tries it; gives what is wrong. */
  private @Nullable String probe() throws InterruptedException {
    String program = find();
    if (program == null) {
      return "sandboxes need the program 'bwrap' (Debian package 'bubblewrap'), which is not installed";
    }
    List<String> command =
        List.of(
            program,
            "--unshare-user",
            "--unshare-pid",
            "--unshare-net",
            "--ro-bind",
            "/",
            "/",
            "--",
            "/bin/sh",
            "-c",
            ":");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectInput(Path.of("/dev/null").toFile())
              .start();
      String said;
      try (InputStream output = process.getInputStream()) {
        said = new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
      }
      if (process.waitFor(LONGEST_PROBE_S, TimeUnit.SECONDS) && process.exitValue() == 0) {
        working = program;
        return null;
      }
      process.destroyForcibly();
      return "this system does not support the kernel namespaces that are required for sandboxing ("
          + said
          + ")";
    } catch (IOException failed) {
      return "'" + program + "' cannot be executed: " + failed.getMessage();
    }
  }

  private @Nullable String find() {
    if (settings.program() != null) {
      return Files.isExecutable(Path.of(settings.program())) ? settings.program() : null;
    }
    for (String place : PLACES) {
      if (Files.isExecutable(Path.of(place))) {
        return place;
      }
    }
    return null;
  }
}
