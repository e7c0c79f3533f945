package dev.firn.realise.plan;

import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.text.Ansi;
import dev.firn.base.text.Latin1;
import dev.firn.realise.build.BuildLog;
import dev.firn.realise.build.BuildRequest;
import dev.firn.realise.build.Builder;
import dev.firn.store.IndexedStore;
import dev.firn.store.PathInfo;
import dev.firn.store.Realisation;
import dev.firn.store.derivation.DerivationOutput;
import dev.firn.store.nar.MemoryTree;
import dev.firn.store.nar.NarWriter;
import dev.firn.store.nar.TreeFilter;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.StorePath;
import dev.firn.store.path.StorePaths;
import dev.firn.store.protocol.BuildResult;
import dev.firn.store.protocol.BuildStatus;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Builds without processes: the variable {@code content} is what outputs hold, {@code says} is what the log holds, and a derivation with
 * a variable {@code fails} ends with the status of that name.
 */
final class ScriptedBuilder implements Builder {
  private final IndexedStore store;
  private final AtomicInteger running = new AtomicInteger();

  /** The names of the derivations that were built, in the order in which they were begun. */
  final List<String> built = Collections.synchronizedList(new ArrayList<>());

  /** Builds that have a gate wait until it opens. */
  final ConcurrentHashMap<String, CountDownLatch> gates = new ConcurrentHashMap<>();

  /** Counted down when a build begins. */
  volatile @Nullable CountDownLatch begun;

  /** How many builds ran at the same time, at most. */
  final AtomicInteger most = new AtomicInteger();

  /** How many builds were interrupted. */
  final AtomicInteger interrupted = new AtomicInteger();

  ScriptedBuilder(IndexedStore store) {
    this.store = store;
  }

  @Override
  public @Nullable String refusal(BuildRequest request) {
    return request.derivation().system().equals("test") ? null : "no such system";
  }

  @Override
  public BuildResult build(BuildRequest request, BuildLog log) throws InterruptedException {
    String name = request.derivation().name();
    built.add(name);
    most.accumulateAndGet(running.incrementAndGet(), Math::max);
    try {
      CountDownLatch first = begun;
      if (first != null) {
        first.countDown();
      }
      CountDownLatch gate = gates.get(name);
      if (gate != null) {
        gate.await();
      }
      return run(request, log);
    } catch (InterruptedException stop) {
      interrupted.incrementAndGet();
      throw stop;
    } finally {
      running.decrementAndGet();
    }
  }

  private BuildResult run(BuildRequest request, BuildLog log) {
    for (StorePath input : request.inputs()) {
      store.info(input);
    }
    log.started("building '" + store.dir().print(request.path()) + "'");
    byte[] said = Latin1.bytes(request.derivation().environment().getOrDefault("says", ""));
    log.output(said, 0, said.length);
    log.ended();
    String failure = request.derivation().environment().get("fails");
    if (failure != null) {
      return BuildResult.failure(
          BuildStatus.valueOf(failure),
          "Cannot build '"
              + store.dir().print(request.path())
              + "'.\nReason: "
              + Ansi.RED
              + "builder failed with exit code 1"
              + Ansi.NORMAL
              + ".");
    }
    SortedMap<String, Realisation> outputs = new TreeMap<>();
    request
        .derivation()
        .outputs()
        .forEach((output, stated) -> outputs.put(output, output(request, output, stated)));
    return BuildResult.success(BuildStatus.BUILT, outputs).ran(1, 2);
  }

  private Realisation output(BuildRequest request, String output, DerivationOutput stated) {
    byte[] content =
        Latin1.bytes(
            request.derivation().environment().getOrDefault("content", "") + "\n" + output);
    StorePath path = stated.knownPath();
    if (path == null) {
      path =
          store.addTree(
              StorePaths.outputPathName(request.derivation().name(), output),
              MemoryTree.file(content),
              TreeFilter.ALL,
              ContentAddressMethod.NAR,
              HashAlgorithm.SHA256,
              new TreeSet<>());
      Realisation real = new Realisation(request.path().baseName(), output, path, new TreeSet<>());
      store.register(real);
      return real;
    }
    byte[] archive = NarWriter.ofFile(content);
    Hash hash = Hash.digest(HashAlgorithm.SHA256, archive);
    store.addArchive(
        new PathInfo(
            path,
            hash,
            archive.length,
            new TreeSet<>(request.inputs()),
            request.path(),
            1,
            true,
            new TreeSet<>(),
            null),
        new ByteArrayInputStream(archive));
    return new Realisation(request.path().baseName(), output, path, new TreeSet<>());
  }
}
