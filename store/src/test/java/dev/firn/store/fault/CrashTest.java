package dev.firn.store.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.disk.Disk;
import dev.firn.base.disk.FaultyDisk;
import dev.firn.store.StoreException;
import dev.firn.store.local.LocalStore;
import dev.firn.store.local.TestStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whenever a process ends, the store it leaves is sound, what it wanted can be done, and collections remove what it left over. */
class CrashTest {
  @TempDir(factory = MemoryDirectory.class)
  Path directory;

  /** Ends before every single change of a file, and at every named point. */
  @ParameterizedTest
  @EnumSource
  void everyStepMayBeTheLast(Workload workload) throws IOException {
    boolean more = true;
    int crashes = 0;
    for (int step = 0; more; step++) {
      Path place = Files.createDirectory(directory.resolve("at-" + step));
      more = crashes(workload, place, step);
      crashes += more ? 1 : 0;
      Soundness.check(workload, place);
    }
    System.out.printf("%s: %d crashes%n", workload, crashes);
    assertTrue(crashes > 20, () -> workload + " has hardly any steps");
  }

  private static boolean crashes(Workload workload, Path place, int step) throws IOException {
    LocalStore store =
        workload.open(place, false, new FaultyDisk(Disk.REAL, FaultyDisk.crashAt(step)));
    try {
      workload.run(store, place);
      store.close();
      return false;
    } catch (FaultyDisk.Crash crash) {
      TestStores.kill(store);
      return true;
    }
  }

  /** From some change on, the disk takes nothing more: a clear error, and nothing is damaged. */
  @ParameterizedTest
  @EnumSource
  void theDiskMayBeFullAtAnyStep(Workload workload) throws IOException {
    boolean more = true;
    for (int step = 0; more; step += 3) {
      Path place = Files.createDirectory(directory.resolve("full-" + step));
      LocalStore store =
          workload.open(place, false, new FaultyDisk(Disk.REAL, FaultyDisk.fullFrom(step)));
      try {
        workload.run(store, place);
        store.close();
        more = false;
      } catch (StoreException failed) {
        assertTrue(
            String.valueOf(failed.getMessage()).contains("No space left on device"),
            () -> failed.toString());
        TestStores.kill(store);
      }
      Soundness.check(workload, place);
    }
  }

  /** What a process of its own does: the workload, killed by the kernel at a named point. */
  static final class Program {
    private Program() {}

    /** Takes the workload, the directory and the point; an empty one lists the points that are reached. */
    public static void main(String[] arguments) throws IOException {
      Workload workload = Workload.valueOf(arguments[0]);
      CrashProgram.perform(Path.of(arguments[1]), arguments[2], workload.durably());
    }
  }

  private static List<String> runProgram(Workload workload, Path place, String point, int status)
      throws IOException, InterruptedException {
    return CrashProgram.run(
        List.of(), Program.class, status, workload.name(), place.toString(), point);
  }

  /** All that the kernel is asked to change lies between points at which the process is killed, here or above. */
  @ParameterizedTest
  @EnumSource
  void pointsCoverAllChanges(Workload workload) throws IOException, InterruptedException {
    Path place = Files.createDirectory(directory.resolve(workload.name()));
    SystemCalls.watch(Program.class, workload.name(), place)
        .assertCovered(change -> change.path().endsWith(".lock"));
    TestStores.delete(Workload.location(place));
  }

  @Test
  void killsAtNamedPointsLeaveSoundStores() throws IOException, InterruptedException {
    TreeSet<String> seen = new TreeSet<>();
    for (Workload workload : Workload.values()) {
      Path whole = Files.createDirectory(directory.resolve(workload + "-whole"));
      List<String> points = new ArrayList<>(runProgram(workload, whole, "", 0));
      TestStores.delete(Workload.location(whole));
      points.removeIf(point -> !seen.add(point));
      for (String point : points) {
        Path place =
            Files.createDirectory(directory.resolve(workload + "-" + point.replace(' ', '-')));
        runProgram(workload, place, point, 137);
        Soundness.check(workload, place);
      }
    }
    assertEquals(
        List.of(
            "add: moved",
            "add: written",
            "collect: deleted",
            "collect: unshared",
            "database: made",
            "invalidate: done",
            "link: in place",
            "link: made",
            "profile: generation made",
            "profile: switched",
            "register: content is durable",
            "register: done",
            "share: known",
            "share: named",
            "share: replaced",
            "store: closed"),
        List.copyOf(seen));
  }
}
