package dev.firn.realise.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.disk.Disk;
import dev.firn.base.disk.FaultyDisk;
import dev.firn.realise.build.Workshop;
import dev.firn.store.Closures;
import dev.firn.store.fault.CrashProgram;
import dev.firn.store.fault.MemoryDirectory;
import dev.firn.store.fault.PowerFailures;
import dev.firn.store.fault.Soundness;
import dev.firn.store.fault.SystemCalls;
import dev.firn.store.gc.CollectionRequest;
import dev.firn.store.gc.Collector;
import dev.firn.store.local.TestStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whenever building or fetching ends, by a crash or because the power fails, the store is sound, the same can be done again, and collections
 * remove the rest.
 */
class RealiseCrashTest {
  private static final int CUTS = 500;

  @TempDir(factory = MemoryDirectory.class)
  Path directory;

  /** Ends before every single change of a file, and at every named point. */
  @ParameterizedTest
  @EnumSource
  void everyStepMayBeTheLast(RealiseWork work) throws IOException {
    boolean more = true;
    int crashes = 0;
    for (int step = 0; more; step++) {
      Path place = Files.createDirectory(directory.resolve("at-" + step));
      more = crashes(work, place, step);
      crashes += more ? 1 : 0;
      check(work, place);
    }
    System.out.printf("%s: %d crashes%n", work, crashes);
    assertTrue(crashes > 20, "hardly any steps");
  }

  /** Whether it did not come to its end. */
  private static boolean crashes(RealiseWork work, Path place, int step) {
    Workshop workshop =
        RealiseWork.open(place, false, new FaultyDisk(Disk.REAL, FaultyDisk.crashAt(step)));
    try {
      work.run(workshop);
      workshop.close();
      return false;
    } catch (FaultyDisk.Crash crash) {
      TestStores.kill(workshop.store);
      return true;
    }
  }

  /** All valid paths are what they were, the same works now, and nothing is left over. */
  private static void check(RealiseWork work, Path place) throws IOException {
    try (Workshop after = RealiseWork.open(place, false, Disk.REAL)) {
      Soundness.assertSound(after.store);
    }
    try (Workshop again = RealiseWork.open(place, false, Disk.REAL)) {
      work.run(again);
    }
    try (Workshop last = RealiseWork.open(place, false, Disk.REAL)) {
      Soundness.assertSound(last.store);
      Collector.collect(
          last.store,
          CollectionRequest.whole(
              CollectionRequest.Action.DELETE_DEAD, Closures.Following.REFERENCES),
          message -> {});
      Soundness.assertNothingIsLeftOver(last.store);
    }
    TestStores.delete(TestStores.location(place));
  }

  /** What a process of its own does. */
  static final class Program {
    private Program() {}

    /** Takes the work, the directory and the point; an empty one lists the points that are reached. */
    public static void main(String[] arguments) throws IOException {
      CrashProgram.perform(
          Path.of(arguments[1]), arguments[2], RealiseWork.valueOf(arguments[0]).durably());
    }
  }

  /** All that the kernel is asked to change lies between named points, and at each of them the process is killed. */
  @ParameterizedTest
  @EnumSource
  void killsAtNamedPointsLeaveSoundStores(RealiseWork work)
      throws IOException, InterruptedException {
    Path whole = Files.createDirectory(directory.resolve("whole"));
    List<String> points =
        CrashProgram.run(List.of(), Program.class, 0, work.name(), whole.toString(), "");
    for (String point : points) {
      Path place = Files.createDirectory(directory.resolve(point.replaceAll("[: ]+", "-")));
      CrashProgram.run(List.of(), Program.class, 137, work.name(), place.toString(), point);
      check(work, place);
    }
    assertEquals(expected(work), new TreeSet<>(points));
  }

  private static TreeSet<String> expected(RealiseWork work) {
    List<String> points =
        new ArrayList<>(
            List.of(
                "add: moved",
                "add: written",
                "database: made",
                "register: content is durable",
                "register: done",
                "store: closed"));
    if (work != RealiseWork.SUBSTITUTE) {
      points.addAll(List.of("build: builder ended", "build: prepared", "build: registered"));
    }
    if (work == RealiseWork.BUILD_FLOATING) {
      points.addAll(List.of("build: placed", "build: rewritten", "register: realisation"));
    }
    return new TreeSet<>(points);
  }

  @ParameterizedTest
  @EnumSource
  void pointsCoverAllChanges(RealiseWork work) throws IOException, InterruptedException {
    Path place = Files.createDirectory(directory.resolve(work.name()));
    SystemCalls.watch(Program.class, work.name(), place).assertCovered(RealiseCrashTest::isNoStep);
    TestStores.delete(TestStores.location(place));
  }

  /** Locks need not survive. What builders write, and the permissions and times that it gets, all become durable at once. */
  private static boolean isNoStep(SystemCalls.Change change) {
    String call = change.call();
    return change.path().endsWith(".lock")
        || change.before().equals("build: builder ended")
        || call.contains("chmod")
        || call.contains("chown")
        || call.equals("utimensat");
  }

  @ParameterizedTest
  @EnumSource
  void powerFailuresDamageNothingThatIsValid(RealiseWork work) throws IOException {
    PowerFailures.assertNothingIsDamaged(directory, 4 * CUTS, work.ordinal(), work.durably());
  }

  @ParameterizedTest
  @EnumSource
  void everySyncIsNeeded(RealiseWork work) throws IOException {
    PowerFailures.assertEverySyncIsNeeded(directory, CUTS, work.durably());
  }
}
