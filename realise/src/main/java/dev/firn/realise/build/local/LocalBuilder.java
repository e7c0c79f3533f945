package dev.firn.realise.build.local;

import dev.firn.realise.build.BuildFailedException;
import dev.firn.realise.build.BuildLog;
import dev.firn.realise.build.BuildRequest;
import dev.firn.realise.build.BuildSettings;
import dev.firn.realise.build.Builder;
import dev.firn.realise.build.KnownOutputs;
import dev.firn.realise.build.OutputLocks;
import dev.firn.realise.build.builtin.Builders;
import dev.firn.realise.build.options.DerivationOptions;
import dev.firn.realise.build.output.OutputContext;
import dev.firn.realise.build.output.Outputs;
import dev.firn.realise.build.text.KnownOutput;
import dev.firn.realise.build.text.TreeWriter;
import dev.firn.store.Closures;
import dev.firn.store.Realisation;
import dev.firn.store.StoreException;
import dev.firn.store.derivation.BadDerivationException;
import dev.firn.store.local.LocalStore;
import dev.firn.store.local.PathLocks;
import dev.firn.store.nar.MemoryTree;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.BuildMode;
import dev.firn.store.protocol.BuildResult;
import dev.firn.store.protocol.BuildStatus;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Builds on this machine, into a store of it. May be used by several threads. */
public final class LocalBuilder implements Builder {
  private static final int USER_WAIT_MS = 500;

  private final LocalStore store;
  private final BuildSettings settings;
  private final SandboxChoice sandboxes;
  private final BuildUsers users;
  private final Places places;

  /** A builder into that store. */
  public LocalBuilder(LocalStore store, BuildSettings settings) {
    this.store = store;
    this.settings = settings;
    this.sandboxes = new SandboxChoice(settings.sandbox(), store.location());
    this.users = new BuildUsers(store.location(), settings.users());
    this.places = new Places(store, settings);
  }

  @Override
  public @Nullable String refusal(BuildRequest request) {
    try {
      DerivationOptions options = DerivationOptions.of(request.derivation(), store.dir());
      SortedSet<String> required = new TreeSet<>(options.requiredFeatures());
      // Whoever gets here has decided that such derivations are built.
      required.remove(DerivationOptions.CONTENT_ADDRESSED);
      return BuildTexts.refusal(request, required, settings.platform(), store.dir());
    } catch (BadDerivationException bad) {
      return unreadable(request, bad);
    }
  }

  private String unreadable(BuildRequest request, BadDerivationException bad) {
    return "while parsing derivation '"
        + store.dir().print(request.path())
        + "': "
        + bad.getMessage();
  }

  @Override
  public BuildResult build(BuildRequest request, BuildLog log) throws InterruptedException {
    String refusal = refusal(request);
    if (refusal != null) {
      return BuildResult.failure(BuildStatus.INPUT_REJECTED, refusal);
    }
    MemoryTree tree = tree(request);
    if (tree != null) {
      return new TreeWriter(store, settings.keys()).write(request, tree);
    }
    try {
      return lockAndBuild(request, log);
    } catch (BuildFailedException failed) {
      return failed.result();
    } catch (IOException failed) {
      return BuildResult.failure(
          BuildStatus.MISC_FAILURE,
          "while building '" + store.dir().print(request.path()) + "': " + failed.getMessage());
    }
  }

  /** What the output is, if nothing has to run to find it out, and nobody wants to be told of builds. */
  private @Nullable MemoryTree tree(BuildRequest request) {
    boolean plain =
        request.mode() == BuildMode.NORMAL
            && settings.hooks().after() == null
            && !settings.realisations();
    return plain ? KnownOutput.of(request.derivation(), store.dir()) : null;
  }

  private BuildResult lockAndBuild(BuildRequest request, BuildLog log)
      throws IOException, BuildFailedException, InterruptedException {
    // Builders read inputs that were only added so far.
    store.flush();
    store.addTempRoot(request.path());
    KnownOutputs.of(store, request).known().values().forEach(store::addTempRoot);
    try (PathLocks _ = OutputLocks.lock(store, request, log)) {
      // Somebody else may have built it while we waited.
      KnownOutputs outputs = KnownOutputs.of(store, request);
      if (request.mode() == BuildMode.NORMAL && outputs.isComplete(request)) {
        return outputs.alreadyValid(request);
      }
      // Outputs that are not valid are built as well, and compared with nothing.
      if (request.mode() == BuildMode.CHECK && outputs.valid().isEmpty()) {
        throw new BuildFailedException(
            BuildStatus.MISC_FAILURE, BuildTexts.notThere(request, store.dir()));
      }
      return build(context(request, outputs, log));
    }
  }

  private BuildContext context(BuildRequest request, KnownOutputs outputs, BuildLog log) {
    boolean repairs = request.mode() == BuildMode.REPAIR;
    return new BuildContext(
        store,
        settings,
        request,
        DerivationOptions.of(request.derivation(), store.dir()),
        Closures.references(store, request.inputs()),
        outputs.known(),
        repairs ? new TreeMap<>() : outputs.valid(),
        log);
  }

  private BuildResult build(BuildContext context)
      throws IOException, BuildFailedException, InterruptedException {
    if (Builders.isMeant(context.request().derivation())) {
      try (BuiltinBuild build = new BuiltinBuild(context, places)) {
        BuildContext.Made made = build.run();
        return register(context, made).ran(made.started(), made.stopped());
      }
    }
    String sandbox = sandboxes.program(context.request(), context.options(), context.log());
    try (BuildUser user = users.isUsed() ? acquireUser(context) : null;
        ProgramBuild build = new ProgramBuild(context, places, sandbox, user)) {
      BuildContext.Made made;
      try {
        made = build.run();
      } catch (StoreException bad) {
        throw new BuildFailedException(
            BuildStatus.INPUT_REJECTED, String.valueOf(bad.getMessage()));
      }
      BuildResult result = register(context, made).ran(made.started(), made.stopped());
      build.accepted();
      return result;
    }
  }

  private BuildUser acquireUser(BuildContext context)
      throws IOException, BuildFailedException, InterruptedException {
    boolean told = false;
    while (true) {
      BuildUser user = users.acquire();
      if (user != null) {
        return user;
      }
      if (!told) {
        context.log().waiting("waiting for a free build user ID for '" + context.shownPath() + "'");
        told = true;
      }
      Thread.sleep(USER_WAIT_MS);
    }
  }

  private BuildResult register(BuildContext context, BuildContext.Made made)
      throws IOException, BuildFailedException, InterruptedException {
    SortedMap<String, Realisation> outputs;
    try (Places.Work work = places.work(context.request().path())) {
      outputs =
          Outputs.register(
              new OutputContext(
                  store,
                  context.request(),
                  context.options(),
                  made.scratch(),
                  context.valid(),
                  made.files(),
                  context.inputs(),
                  made.builder(),
                  work.path(),
                  outputSettings(context)));
    }
    String after = settings.hooks().after();
    if (after != null) {
      List<StorePath> paths = outputs.values().stream().map(Realisation::path).toList();
      HookPrograms.afterBuild(after, context, paths);
    }
    return BuildResult.success(BuildStatus.BUILT, outputs);
  }

  private OutputContext.OutputSettings outputSettings(BuildContext context) {
    String different = settings.hooks().different();
    return new OutputContext.OutputSettings(
        settings.keys(),
        settings.realisations(),
        settings.keepFailed() || different != null,
        (old, built) -> {
          if (different != null) {
            HookPrograms.different(different, context, old, built);
          }
        });
  }
}
