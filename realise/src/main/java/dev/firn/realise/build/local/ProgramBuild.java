package dev.firn.realise.build.local;

import dev.firn.base.disk.Disk;
import dev.firn.base.sys.BytePaths;
import dev.firn.base.sys.FileOwnership;
import dev.firn.base.sys.ProcessBytes;
import dev.firn.realise.build.BuildFailedException;
import dev.firn.realise.build.environment.BuilderInput;
import dev.firn.realise.build.environment.BuilderInputs;
import dev.firn.realise.build.sandbox.Bubblewrap;
import dev.firn.realise.build.sandbox.SandboxPlan;
import dev.firn.realise.build.sandbox.SandboxRoot;
import dev.firn.realise.build.sandbox.SharedFile;
import dev.firn.realise.build.sandbox.SystemCallFilter;
import dev.firn.store.derivation.Derivation;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.BuildMode;
import dev.firn.store.protocol.BuildStatus;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Runs the builder of a derivation, which is a program. Closing it removes all that it made, but for outputs that were taken. Not for
 * several threads.
 */
final class ProgramBuild implements Closeable {
  private static final Path HOME = Path.of("/homeless-shelter");
  private static final String CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt";
  private static final int USER_ONLY = 0600;
  private static final long FULL = 8L << 20;

  private final BuildContext context;
  private final Places places;
  private final @Nullable String sandbox;
  private final @Nullable BuildUser user;
  private final Disk disk;
  private final List<Path> optionsFiles = new ArrayList<>();
  private @Nullable BuildDirectory directory;
  private @Nullable SandboxRoot root;
  private @Nullable ScratchOutputs scratch;
  private boolean succeeded;
  private boolean accepted;

  /**
   * A build.
   *
   * @param sandbox the program that makes the sandbox; null for none
   * @param user as whom the builder runs; null for the user of this process
   */
  ProgramBuild(
      BuildContext context, Places places, @Nullable String sandbox, @Nullable BuildUser user) {
    this.context = context;
    this.places = places;
    this.sandbox = sandbox;
    this.user = user;
    this.disk = context.store().options().disk();
  }

  /**
   * Runs the builder.
   *
   * @throws BuildFailedException if it fails
   */
  BuildContext.Made run() throws IOException, BuildFailedException, InterruptedException {
    killOthers();
    directory = BuildDirectory.make(disk, places.buildDirectories(), user);
    scratch =
        ScratchOutputs.choose(
            context.request(),
            context.known(),
            context.valid(),
            sandbox != null,
            context.store().location());
    clearScratch();
    BuilderInput input = input().rewritten(scratch.rewrites());
    directory.write(input.files());
    long started = System.currentTimeMillis() / 1000;
    context.log().started(BuildTexts.activity(context.request(), context.store().dir()));
    disk.reached("build: prepared");
    BuilderProcess.Ended ended = run(input, directory);
    disk.reached("build: builder ended");
    context.log().ended();
    killOthers();
    requireSuccess(ended);
    if (root != null && !root.isIntact()) {
      throw new BuildFailedException(
          BuildStatus.OUTPUT_REJECTED,
          "the builder of '" + context.shownPath() + "' has replaced directories of its sandbox");
    }
    succeeded = true;
    return new BuildContext.Made(
        scratch.paths(),
        this::files,
        user == null ? OptionalInt.empty() : OptionalInt.of(user.user()),
        started,
        System.currentTimeMillis() / 1000);
  }

  private void clearScratch() throws IOException {
    if (sandbox == null) {
      for (StorePath path : scratchPaths().values()) {
        if (!context.valid().containsValue(path)) {
          disk.deleteTree(context.store().location().files(path));
        }
      }
    }
  }

  private SortedMap<String, StorePath> scratchPaths() {
    return scratch == null ? new TreeMap<>() : scratch.paths();
  }

  private Path files(StorePath path) {
    return root == null
        ? context.store().location().files(path)
        : root.inside(context.store().dir().print(path));
  }

  private String shownDirectory() {
    if (sandbox != null) {
      return context.settings().sandbox().directory();
    }
    if (directory == null) {
      throw new IllegalStateException("no directory yet");
    }
    return BytePaths.bytes(directory.path());
  }

  private BuilderInput input() {
    int cores = context.settings().limits().cores();
    return BuilderInputs.of(
        context.request().derivation(),
        context.options(),
        new BuilderInputs.Surroundings(
            context.store(),
            context.inputs(),
            cores == 0 ? Runtime.getRuntime().availableProcessors() : cores,
            shownDirectory(),
            this::variable));
  }

  private @Nullable String variable(String name) {
    String value = context.settings().impureVariables().get(name);
    return value == null ? ProcessBytes.variable(name) : value;
  }

  private BuilderProcess.Ended run(BuilderInput input, BuildDirectory where)
      throws IOException, BuildFailedException, InterruptedException {
    try (OutputStream log = context.openLog()) {
      List<String> command = new ArrayList<>();
      List<Path> files = new ArrayList<>();
      List<String> environment = input.environment();
      Path workingDirectory = where.path();
      if (user != null) {
        command.addAll(user.command());
      }
      if (sandbox != null) {
        writeOptions(input, where);
        command.addAll(Bubblewrap.command(sandbox, optionsFiles.size()));
        files.addAll(optionsFiles);
        environment = List.of();
        workingDirectory = Path.of("/");
      } else if (Files.exists(HOME)) {
        throw new BuildFailedException(
            BuildStatus.MISC_FAILURE,
            "home directory \""
                + HOME
                + "\" exists; please remove it to assure purity of builds without sandboxing");
      }
      return BuilderProcess.run(
          new BuilderProcess.Job(
              command.isEmpty() ? derivation().builder() : command.getFirst(),
              arguments(command),
              environment,
              workingDirectory,
              files,
              user,
              derivation().system(),
              filter(),
              context.settings().limits(),
              (bytes, offset, length) -> {
                log.write(bytes, offset, length);
                context.log().output(bytes, offset, length);
              }));
    }
  }

  private Derivation derivation() {
    return context.request().derivation();
  }

  /** What runs the builder, the builder, and its arguments. Alone it is called by the last part of its name, as Nix does. */
  private List<String> arguments(List<String> command) {
    List<String> arguments = new ArrayList<>(command);
    String builder = derivation().builder();
    arguments.add(command.isEmpty() ? builder.substring(builder.lastIndexOf('/') + 1) : builder);
    if (scratch != null) {
      for (String argument : derivation().arguments()) {
        arguments.add(scratch.rewrites().apply(argument));
      }
    }
    return arguments;
  }

  private byte @Nullable [] filter() throws BuildFailedException {
    if (!context.settings().sandbox().filter()) {
      return null;
    }
    byte[] program = SystemCallFilter.program(System.getProperty("os.arch", ""));
    if (program == null) {
      throw new BuildFailedException(
          BuildStatus.MISC_FAILURE,
          "seccomp is not supported on this platform; you can bypass this error by setting the option"
              + " 'filter-syscalls' to false, but note that untrusted builds can then create setuid binaries!");
    }
    return program;
  }

  /** Makes the root of the sandbox, and the files with the options for the program that makes the sandbox. */
  private void writeOptions(BuilderInput input, BuildDirectory where)
      throws IOException, BuildFailedException, InterruptedException {
    boolean network = !derivation().type().isSandboxed();
    SandboxRoot.Owner owner =
        user == null
            ? new SandboxRoot.Owner(FileOwnership.user(), FileOwnership.group(), false)
            : new SandboxRoot.Owner(user.user(), user.group(), true);
    root =
        SandboxRoot.make(
            disk,
            places.root(context.request().path()),
            owner,
            context.store().dir().path(),
            shownDirectory());
    root.addNames(shownDirectory(), network);
    if (network) {
      root.add(new SharedFile(CERTIFICATES, CERTIFICATES, true, false));
    }
    new SharedFiles(context).addTo(root);
    SandboxPlan plan =
        new SandboxPlan(
            root.finish(),
            root.mounts(),
            where.path(),
            shownDirectory(),
            network,
            devices(),
            SandboxPlan.USER,
            SandboxPlan.GROUP,
            input.variables());
    for (byte[] options : options(plan)) {
      Path file = Files.createTempFile(places.buildDirectories(), "sandbox", "");
      optionsFiles.add(file);
      Files.write(file, options);
      FileOwnership.setMode(file, USER_ONLY);
    }
  }

  private static List<byte[]> options(SandboxPlan plan) throws BuildFailedException {
    try {
      return Bubblewrap.options(plan);
    } catch (IllegalArgumentException tooMany) {
      throw new BuildFailedException(
          BuildStatus.MISC_FAILURE, String.valueOf(tooMany.getMessage()));
    }
  }

  private SortedSet<String> devices() {
    SortedSet<String> devices = new TreeSet<>();
    String virtual = "/dev/kvm";
    if (context.settings().platform().features().contains("kvm")
        && Files.exists(Path.of(virtual))) {
      devices.add(virtual);
    }
    return devices;
  }

  /** Kills whatever runs as the user of the builder. In a sandbox all ended with the first process. */
  private void killOthers() throws IOException, InterruptedException {
    if (user != null) {
      List<String> command = new ArrayList<>(user.command());
      command.addAll(List.of("/bin/sh", "-c", "kill -KILL -1"));
      new ProcessBuilder(command)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    }
  }

  private void requireSuccess(BuilderProcess.Ended ended) throws BuildFailedException, IOException {
    long limit = context.settings().limits().time();
    switch (ended.cause()) {
      case TIME -> throw timedOut(limit);
      case SILENCE -> throw timedOut(context.settings().limits().silence());
      case LOG_SIZE ->
          throw new BuildFailedException(
              BuildStatus.LOG_LIMIT_EXCEEDED,
              "building derivation '"
                  + context.shownPath()
                  + "' killed after writing more than "
                  + context.settings().limits().logSize()
                  + " bytes of log output");
      case ITSELF -> {
        if (!ended.status().isSuccess()) {
          throw failed(ended);
        }
      }
    }
  }

  private static BuildFailedException timedOut(long seconds) {
    return new BuildFailedException(
        BuildStatus.TIMED_OUT, "timed out after " + seconds + " seconds");
  }

  private BuildFailedException failed(BuilderProcess.Ended ended) throws IOException {
    boolean full = isFull(context.store().location().files()) || isFull(places.buildDirectories());
    boolean transientFailure = full || !derivation().type().isSandboxed();
    String text = BuildTexts.failed(context.request(), ended.status(), context.store().dir());
    return new BuildFailedException(
        transientFailure ? BuildStatus.TRANSIENT_FAILURE : BuildStatus.PERMANENT_FAILURE,
        full
            ? text + "\nnote: build failure may have been caused by lack of free disk space"
            : text);
  }

  private static boolean isFull(Path directory) throws IOException {
    return Files.getFileStore(directory).getUsableSpace() < FULL;
  }

  /** Tells that the outputs were what they must be. */
  void accepted() {
    accepted = true;
  }

  /** Removes all that was made, or keeps it if the build failed and that is wished. */
  @Override
  public void close() throws IOException {
    for (Path file : optionsFiles) {
      Files.deleteIfExists(file);
    }
    boolean keeps = !accepted && context.settings().keepFailed();
    if (directory != null && keeps) {
      context.log().note("keeping build directory \"" + directory.path() + "\"");
      directory.keep();
    } else if (directory != null) {
      directory.close();
    }
    if (keeps && !succeeded) {
      keepOutputs();
    }
    if (root != null) {
      root.close();
    } else if (scratch != null && succeeded) {
      for (StorePath path : scratch.redirected()) {
        disk.deleteTree(context.store().location().files(path));
      }
    }
  }

  /** Moves outputs of a failed build to where people look for them. They are not valid there. */
  private void keepOutputs() throws IOException {
    if (root == null || !root.isIntact() || context.request().mode() != BuildMode.NORMAL) {
      return;
    }
    for (StorePath path : context.known().values()) {
      Path made = files(path);
      Path destination = context.store().location().files(path);
      if (!context.valid().containsValue(path)
          && Files.exists(made, LinkOption.NOFOLLOW_LINKS)
          && Files.notExists(destination, LinkOption.NOFOLLOW_LINKS)) {
        disk.moveNew(made, destination);
      }
    }
  }
}
