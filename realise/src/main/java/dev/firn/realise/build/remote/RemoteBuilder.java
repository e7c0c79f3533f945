package dev.firn.realise.build.remote;

import dev.firn.base.activity.ActivitySink;
import dev.firn.base.activity.ActivityType;
import dev.firn.base.activity.Field;
import dev.firn.base.activity.Level;
import dev.firn.base.activity.ResultType;
import dev.firn.base.sys.LockFile;
import dev.firn.base.text.Latin1;
import dev.firn.realise.build.BuildLog;
import dev.firn.realise.build.BuildRequest;
import dev.firn.realise.build.BuildSettings;
import dev.firn.realise.build.Builder;
import dev.firn.realise.build.KnownOutputs;
import dev.firn.realise.build.OutputLocks;
import dev.firn.realise.build.UnreachableException;
import dev.firn.realise.build.options.DerivationOptions;
import dev.firn.store.Closures;
import dev.firn.store.DerivedPath;
import dev.firn.store.Realisation;
import dev.firn.store.Store;
import dev.firn.store.StoreException;
import dev.firn.store.copy.CopyOptions;
import dev.firn.store.copy.PathCopier;
import dev.firn.store.daemon.DaemonStore;
import dev.firn.store.derivation.BadDerivationException;
import dev.firn.store.derivation.Derivation;
import dev.firn.store.local.LocalStore;
import dev.firn.store.local.PathLocks;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.BuildMode;
import dev.firn.store.protocol.BuildResult;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Builds on another machine: copies there what is needed, has it built, and copies back what came of it. */
public final class RemoteBuilder implements Builder {
  private final LocalStore store;
  private final Machine machine;
  private final RemoteStore.Opener opener;
  private final Wishes wishes;
  private volatile boolean lost;

  /**
   * A builder.
   *
   * @param store where outputs are wanted
   * @param opener opens the store of the machine
   * @param wishes how it is done
   */
  public RemoteBuilder(
      LocalStore store, Machine machine, RemoteStore.Opener opener, Wishes wishes) {
    this.store = store;
    this.machine = machine;
    this.opener = opener;
    this.wishes = wishes;
  }

  /**
   * How builds on machines are done.
   *
   * @param substitutes whether the machine first looks for what is needed itself
   * @param keepsFailed whether the directories of failed builds are kept there
   * @param log what becomes here of what builders write there
   */
  public record Wishes(boolean substitutes, boolean keepsFailed, BuildSettings.Log log) {}

  @Override
  public @Nullable String refusal(BuildRequest request) {
    if (lost) {
      return "'" + machine.uri() + "' cannot be reached";
    }
    try {
      DerivationOptions options = DerivationOptions.of(request.derivation(), store.dir());
      SortedSet<String> required = new TreeSet<>(options.requiredFeatures());
      return machine.builds(request.derivation().system(), required)
          ? null
          : "'" + machine.uri() + "' does not build that";
    } catch (BadDerivationException bad) {
      return String.valueOf(bad.getMessage());
    }
  }

  @Override
  public BuildResult build(BuildRequest request, BuildLog log) throws InterruptedException {
    KnownOutputs.of(store, request).known().values().forEach(store::addTempRoot);
    try (PathLocks locks = OutputLocks.lock(store, request, log)) {
      // Somebody else may have built it while we waited.
      KnownOutputs outputs = KnownOutputs.of(store, request);
      if (outputs.isComplete(request)) {
        return outputs.alreadyValid(request);
      }
      // What the builder writes is kept here: nobody should have to know which machine it was.
      try (LockFile _ = MachineSlots.acquire(store.location(), machine, log);
          OutputStream file = wishes.log().open(store.location(), request.path())) {
        return build(request, new KeptLog(log, file), locks);
      }
    } catch (IOException failed) {
      throw new StoreException(
          "cannot lock what is built, or keep its log: " + failed.getMessage(), failed);
    }
  }

  /** What blocks in a connection hears no interrupt, so another thread does it, and the connection is ended. */
  private BuildResult build(BuildRequest request, BuildLog log, PathLocks locks)
      throws InterruptedException {
    try (RemoteStore remote = opener.open(line -> print(log, line))) {
      FutureTask<BuildResult> work = new FutureTask<>(() -> build(request, remote, log, locks));
      Thread worker = Thread.ofPlatform().daemon().name("remote build").start(work);
      try {
        return work.get();
      } catch (InterruptedException interrupted) {
        remote.hangUp().run();
        worker.interrupt();
        throw interrupted;
      } catch (ExecutionException failed) {
        if (failed.getCause() instanceof RuntimeException cause) {
          throw cause;
        }
        throw new StoreException("build on '" + machine.uri() + "' failed", failed);
      }
    }
  }

  private static void print(BuildLog log, String line) {
    byte[] bytes = Latin1.bytes(line + "\n");
    log.output(bytes, 0, bytes.length);
  }

  private BuildResult build(
      BuildRequest request, RemoteStore remote, BuildLog log, PathLocks locks) {
    reach(request, remote);
    log.started("building '" + store.dir().print(request.path()) + "' on '" + machine.uri() + "'");
    SortedSet<StorePath> inputs = Closures.references(store, request.inputs());
    if (wishes.substitutes()) {
      remote.builds().substitute(inputs, ActivitySink.NONE);
    }
    new PathCopier(store, remote.store(), CopyOptions.unchecked()).copyClosure(inputs);
    BuildResult result = build(request, remote, new LogLines(log));
    log.ended();
    if (result.isSuccess()) {
      // What is fetched is put where the locks are ours.
      locks.lend();
      return fetched(request, result, remote);
    }
    if (wishes.keepsFailed()) {
      log.note(
          "The failed build directory was kept on the remote builder due to `--keep-failed`. With"
              + " `--builders ''` it is built, and kept, on this machine.");
    }
    return result;
  }

  /**
   * Whoever does not trust us cannot know that outputs come from a derivation whose inputs were put in place: such a machine gets the
   * derivation with all that it needs. What follows from its content needs no trust.
   */
  private BuildResult build(BuildRequest request, RemoteStore remote, ActivitySink sink) {
    boolean byContent = request.derivation().type().isContentAddressed();
    if (byContent || !refusesTrust(remote.store())) {
      return remote
          .builds()
          .buildDerivation(request.path(), basic(request), BuildMode.NORMAL, sink);
    }
    new PathCopier(store, remote.store(), CopyOptions.unchecked())
        .copyClosure(List.of(request.path()));
    return remote
        .builds()
        .build(List.of(DerivedPath.allOf(request.path())), BuildMode.NORMAL, sink)
        .getFirst();
  }

  private static boolean refusesTrust(Store machine) {
    return machine instanceof DaemonStore daemon
        && Boolean.FALSE.equals(daemon.server().trustsUs());
  }

  /** The first question tells whether the machine is there. */
  private void reach(BuildRequest request, RemoteStore remote) {
    try {
      remote.store().isValid(request.path());
    } catch (StoreException failed) {
      lost = true;
      throw new UnreachableException(
          "cannot build on '" + machine.uri() + "': " + failed.getMessage(), failed);
    }
  }

  /** The derivation with what it uses in the place of what makes that. */
  private static Derivation basic(BuildRequest request) {
    Derivation whole = request.derivation();
    return new Derivation(
        whole.name(),
        whole.outputs(),
        new TreeMap<>(),
        new TreeSet<>(request.inputs()),
        whole.system(),
        whole.builder(),
        whole.arguments(),
        whole.environment(),
        whole.structuredAttributes());
  }

  private BuildResult fetched(BuildRequest request, BuildResult result, RemoteStore remote) {
    TreeMap<String, Realisation> outputs = new TreeMap<>();
    SortedSet<StorePath> paths = new TreeSet<>();
    for (String name : request.derivation().outputs().keySet()) {
      StorePath path = path(request, result, name);
      paths.add(path);
      outputs.put(name, new Realisation(request.path().baseName(), name, path, new TreeSet<>()));
    }
    paths.forEach(store::addTempRoot);
    new PathCopier(remote.store(), store, CopyOptions.unchecked()).copyClosure(paths);
    store.flush();
    if (request.derivation().type().isContentAddressed()) {
      outputs.values().forEach(store::register);
    }
    return result.withOutputs(outputs);
  }

  /** Old machines do not tell where outputs are, but build only what tells it before. */
  private StorePath path(BuildRequest request, BuildResult result, String name) {
    Realisation told = result.outputs().get(name);
    StorePath known =
        told != null
            ? told.path()
            : Objects.requireNonNull(request.derivation().outputs().get(name)).knownPath();
    if (known == null) {
      throw new StoreException(
          "'" + machine.uri() + "' does not say what the output '" + name + "' is");
    }
    return known;
  }

  /** Hears a build, and passes on what the builder prints. */
  private record LogLines(BuildLog log) implements ActivitySink {
    @Override
    public void message(Level level, String text) {
      // What the other side has to say of itself is not part of the log.
    }

    @Override
    public void started(
        long id, Level level, ActivityType type, String text, List<Field> fields, long parent) {
      // Only lines count.
    }

    @Override
    public void stopped(long id) {
      // Only lines count.
    }

    @Override
    public void result(long id, ResultType type, List<Field> fields) {
      if (type == ResultType.BUILD_LOG_LINE
          && !fields.isEmpty()
          && fields.getFirst() instanceof Field.Text(String line)) {
        print(log, line);
      }
    }
  }
}
