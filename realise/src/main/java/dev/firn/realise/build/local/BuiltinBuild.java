package dev.firn.realise.build.local;

import dev.firn.base.sys.ExitStatus;
import dev.firn.base.sys.FileOwnership;
import dev.firn.base.text.Latin1;
import dev.firn.lang.error.EvalError;
import dev.firn.realise.build.BuildFailedException;
import dev.firn.realise.build.builtin.Builders;
import dev.firn.realise.build.builtin.BuiltinBuilder;
import dev.firn.store.StoreException;
import dev.firn.store.derivation.Derivation;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.BuildStatus;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/** Lets a builder that is no program make the output of a derivation. Closing it removes what was not taken. */
final class BuiltinBuild implements Closeable {
  private final BuildContext context;
  private final Path directory;

  BuiltinBuild(BuildContext context, Places places) {
    this.context = context;
    this.directory = places.root(context.request().path());
  }

  /**
   * Makes the output.
   *
   * @throws BuildFailedException if that fails, with the message for a program that fails
   */
  BuildContext.Made run() throws IOException, BuildFailedException, InterruptedException {
    context.store().options().disk().deleteTree(directory);
    Files.createDirectory(directory);
    FileOwnership.setMode(directory, 0700);
    ScratchOutputs scratch =
        ScratchOutputs.choose(
            context.request(), context.known(), context.valid(), true, context.store().location());
    long started = System.currentTimeMillis() / 1000;
    context.log().started(BuildTexts.activity(context.request(), context.store().dir()));
    try (OutputStream log = context.openLog()) {
      make(scratch, log);
    }
    context.log().ended();
    return new BuildContext.Made(
        scratch.paths(),
        this::files,
        OptionalInt.empty(),
        started,
        System.currentTimeMillis() / 1000);
  }

  private Path files(StorePath path) {
    return directory.resolve(path.baseName());
  }

  private void make(ScratchOutputs scratch, OutputStream log)
      throws IOException, BuildFailedException, InterruptedException {
    Derivation derivation = context.request().derivation();
    try {
      BuiltinBuilder builder = Builders.of(derivation);
      StorePath out = scratch.paths().get("out");
      if (builder == null || out == null) {
        throw new IOException("unsupported builtin builder '" + derivation.builder() + "'");
      }
      builder.build(
          new BuiltinBuilder.Order(
              derivation,
              context.store(),
              files(out),
              context.settings().http(),
              context.settings().hashedMirrors(),
              warning -> tell(log, "warning: " + warning)));
    } catch (IOException | StoreException | EvalError failed) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      tell(log, "error: " + failed.getMessage());
      throw new BuildFailedException(
          derivation.type().isSandboxed()
              ? BuildStatus.PERMANENT_FAILURE
              : BuildStatus.TRANSIENT_FAILURE,
          BuildTexts.failed(context.request(), ExitStatus.exited(1), context.store().dir()));
    }
  }

  private void tell(OutputStream log, String line) {
    byte[] bytes = Latin1.bytes(line + "\n");
    context.log().output(bytes, 0, bytes.length);
    try {
      log.write(bytes);
    } catch (IOException failed) {
      throw new StoreException("cannot write the log of '" + context.shownPath() + "'", failed);
    }
  }

  @Override
  public void close() throws IOException {
    context.store().options().disk().deleteTree(directory);
  }
}
