package dev.firn.realise.build.local;

import dev.firn.base.sys.BytePaths;
import dev.firn.base.sys.ExitStatus;
import dev.firn.base.text.Latin1;
import dev.firn.realise.build.BuildFailedException;
import dev.firn.realise.build.sandbox.SandboxRoot;
import dev.firn.realise.build.sandbox.SharedFile;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.BuildStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Runs the programs that take part in builds, as the user of this process. */
final class HookPrograms {
  private static final int BUFFER = 1 << 13;

  private HookPrograms() {}

  /** Takes what a program writes. */
  @FunctionalInterface
  private interface Output {
    void write(byte[] bytes, int length) throws IOException;
  }

  /**
   * Runs the program that may name more files that a builder shall see: lines after {@code extra-sandbox-paths}, up to an empty one.
   *
   * @throws BuildFailedException with Nix's message, if it fails or writes something else
   */
  static List<SharedFile> beforeBuild(String program, BuildContext context, SandboxRoot root)
      throws IOException, BuildFailedException, InterruptedException {
    StringBuilder text = new StringBuilder();
    run(
        List.of(program, context.shownPath(), BytePaths.bytes(root.inside("/"))),
        Map.of(),
        false,
        (bytes, length) -> text.append(Latin1.string(bytes, 0, length)));
    List<SharedFile> files = new ArrayList<>();
    boolean inPaths = false;
    for (String line : text.toString().split("\n")) {
      if (inPaths && !line.isEmpty()) {
        files.add(SharedFile.parse(line));
      } else if (inPaths) {
        inPaths = false;
      } else if (line.equals("extra-sandbox-paths") || line.equals("extra-chroot-dirs")) {
        inPaths = true;
      } else if (!line.isEmpty()) {
        throw new BuildFailedException(
            BuildStatus.MISC_FAILURE, "unknown pre-build hook command '" + line + "'");
      }
    }
    return files;
  }

  /**
   * Runs the program that is told of each build.
   *
   * @throws BuildFailedException with Nix's message, if it fails
   */
  static void afterBuild(String program, BuildContext context, Collection<StorePath> outputs)
      throws IOException, BuildFailedException, InterruptedException {
    List<String> paths = outputs.stream().sorted().map(context.store().dir()::print).toList();
    Map<String, String> variables =
        Map.of(
            "DRV_PATH",
            context.shownPath(),
            "OUT_PATHS",
            String.join(" ", paths),
            "NIX_CONFIG",
            context.settings().hooks().configuration());
    run(
        List.of(program),
        variables,
        true,
        (bytes, length) -> context.log().hookOutput(bytes, 0, length));
  }

  /** Runs the program that looks at outputs that differ. That it fails is told, and does not count. */
  static void different(String program, BuildContext context, Path old, Path built) {
    StringBuilder text = new StringBuilder();
    try {
      run(
          List.of(program, BytePaths.bytes(old), BytePaths.bytes(built), context.shownPath(), "/"),
          Map.of(),
          false,
          (bytes, length) -> text.append(Latin1.string(bytes, 0, length)));
    } catch (IOException | BuildFailedException failed) {
      context.log().warn("diff hook execution failed: " + failed.getMessage());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    if (!text.isEmpty()) {
      context.log().note(text.toString().stripTrailing());
    }
  }

  private static void run(
      List<String> command, Map<String, String> variables, boolean errors, Output output)
      throws IOException, BuildFailedException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectErrorStream(errors);
    if (!errors) {
      builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    }
    builder.environment().putAll(variables);
    Process process = builder.start();
    try (InputStream stream = process.getInputStream()) {
      byte[] bytes = new byte[BUFFER];
      for (int length = stream.read(bytes); length >= 0; length = stream.read(bytes)) {
        output.write(bytes, length);
      }
      ExitStatus status = ExitStatus.ofShellCode(process.waitFor());
      if (!status.isSuccess()) {
        throw new BuildFailedException(
            BuildStatus.MISC_FAILURE, "program \"" + command.getFirst() + "\" " + status.text());
      }
    } finally {
      process.destroyForcibly();
    }
  }
}
