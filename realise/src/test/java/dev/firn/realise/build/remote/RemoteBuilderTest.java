package dev.firn.realise.build.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.activity.ActivitySink;
import dev.firn.base.activity.Field;
import dev.firn.base.activity.ResultType;
import dev.firn.base.sys.LockFile;
import dev.firn.base.text.Latin1;
import dev.firn.realise.build.BuildLog;
import dev.firn.realise.build.BuildRequest;
import dev.firn.realise.build.BuildSettings;
import dev.firn.realise.build.Workshop;
import dev.firn.store.DerivedPath;
import dev.firn.store.MemoryStore;
import dev.firn.store.derivation.Derivation;
import dev.firn.store.local.TestStores;
import dev.firn.store.log.BuildLogs;
import dev.firn.store.nar.MemoryTree;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.BuildMode;
import dev.firn.store.protocol.BuildResult;
import dev.firn.store.protocol.BuildService;
import dev.firn.store.protocol.BuildStatus;
import dev.firn.store.protocol.Missing;
import dev.firn.store.protocol.SubstitutablePath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes that build elsewhere keep out of each other's way. A store that is opened twice stands for two processes. */
@Timeout(60)
class RemoteBuilderTest {
  @TempDir Path directory;

  private final AtomicInteger builds = new AtomicInteger();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch mayEnd = new CountDownLatch(1);
  private final List<String> waiting = Collections.synchronizedList(new ArrayList<>());

  private static Machine machine(int jobs) {
    return new Machine(
        "ssh://user@host",
        new TreeSet<>(List.of(Workshop.SYSTEM)),
        null,
        jobs,
        1,
        new TreeSet<>(),
        new TreeSet<>(),
        null);
  }

  /** A machine that writes the output when it may. */
  private final class Elsewhere implements BuildService {
    private final MemoryStore store;

    Elsewhere(MemoryStore store) {
      this.store = store;
    }

    @Override
    public BuildResult buildDerivation(
        StorePath path, Derivation derivation, BuildMode mode, ActivitySink sink) {
      builds.incrementAndGet();
      begun.countDown();
      try {
        mayEnd.await();
      } catch (InterruptedException interrupted) {
        throw new IllegalStateException(interrupted);
      }
      sink.result(1, ResultType.BUILD_LOG_LINE, List.of(Field.of("written elsewhere")));
      MemoryTree file = MemoryTree.file(Latin1.bytes("built elsewhere"));
      StorePath out = derivation.outputs().get("out").knownPath();
      store.addArchive(
          TestStores.info(out, file, new TreeSet<>(), path),
          new ByteArrayInputStream(TestStores.archive(file)));
      return BuildResult.success(BuildStatus.BUILT, new TreeMap<>());
    }

    @Override
    public List<BuildResult> build(List<DerivedPath> wanted, BuildMode mode, ActivitySink sink) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void ensure(StorePath path, ActivitySink sink) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Missing missing(List<DerivedPath> wanted) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<SubstitutablePath> substitutable(Collection<StorePath> paths) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void substitute(SortedSet<StorePath> paths, ActivitySink sink) {
      throw new UnsupportedOperationException();
    }
  }

  private final class Log implements BuildLog {
    @Override
    public void waiting(String what) {
      waiting.add(what);
      // What is waited for ends when somebody waits.
      mayEnd.countDown();
    }
  }

  /** Builds, as one process does. */
  private CompletableFuture<BuildResult> build(String name, int jobs) {
    Workshop workshop = new Workshop(directory);
    StorePath path = workshop.recipe(name, "").add();
    Derivation derivation = workshop.store.readDerivation(path);
    BuildRequest request =
        new BuildRequest(
            path,
            derivation,
            new TreeSet<>(),
            new TreeSet<>(derivation.outputs().keySet()),
            BuildMode.NORMAL);
    MemoryStore there = new MemoryStore(workshop.store.dir());
    RemoteBuilder builder =
        new RemoteBuilder(
            workshop.store,
            machine(jobs),
            errors -> new RemoteStore(there, new Elsewhere(there), () -> {}),
            new RemoteBuilder.Wishes(false, false, new BuildSettings.Log(true, false)));
    return CompletableFuture.supplyAsync(
        () -> {
          try (workshop) {
            BuildResult result = builder.build(request, new Log());
            assertTrue(
                workshop.store.isValid(derivation.outputs().get("out").knownPath()),
                result::message);
            return result;
          } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
          }
        },
        task -> Thread.ofPlatform().start(task));
  }

  @Test
  void twoProcessesBuildTheSameOnce() throws InterruptedException {
    CompletableFuture<BuildResult> first = build("same", 2);
    begun.await();
    CompletableFuture<BuildResult> second = build("same", 2);

    assertEquals(BuildStatus.BUILT, first.join().status());
    assertEquals(BuildStatus.ALREADY_VALID, second.join().status());
    assertEquals(1, builds.get());
    assertTrue(waiting.getFirst().startsWith("waiting for lock on "), waiting::toString);
  }

  @Test
  void logsAreKeptHere() throws IOException {
    mayEnd.countDown();
    assertEquals(BuildStatus.BUILT, build("logged", 1).join().status());

    try (Workshop workshop = new Workshop(directory);
        InputStream log =
            new BuildLogs(workshop.store.location()).open(workshop.recipe("logged", "").add())) {
      assertEquals("written elsewhere\n", Latin1.string(log.readAllBytes()));
    }
  }

  @Test
  void noMoreBuildsRunOnAMachineThanThereIsRoomFor() throws InterruptedException {
    CompletableFuture<BuildResult> first = build("one", 1);
    begun.await();
    CompletableFuture<BuildResult> second = build("other", 1);

    assertEquals(BuildStatus.BUILT, first.join().status());
    assertEquals(BuildStatus.BUILT, second.join().status());
    assertEquals(List.of("waiting for room on 'ssh://user@host'"), waiting);
  }

  /** The name of the file is Nix's. */
  @Test
  void roomIsSharedWithNix() throws IOException, InterruptedException {
    Path slots = Files.createDirectories(directory.resolve("var/nix/current-load"));
    CompletableFuture<BuildResult> build;
    try (LockFile slot = LockFile.open(slots.resolve("ssh:__user@host-0"))) {
      assertTrue(slot.tryLock(LockFile.Mode.EXCLUSIVE));
      build = build("one", 1);
      mayEnd.await();
      assertEquals(0, builds.get());
    }
    assertEquals(BuildStatus.BUILT, build.join().status());
  }
}
