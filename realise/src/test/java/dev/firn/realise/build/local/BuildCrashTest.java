package dev.firn.realise.build.local;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.disk.Disk;
import dev.firn.base.disk.FaultyDisk;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.realise.build.BuildSettings.SandboxMode;
import dev.firn.realise.build.Workshop;
import dev.firn.store.Closures;
import dev.firn.store.derivation.DerivationOutput;
import dev.firn.store.fault.MemoryDirectory;
import dev.firn.store.fault.Soundness;
import dev.firn.store.gc.CollectionRequest;
import dev.firn.store.gc.Collector;
import dev.firn.store.local.StoreOptions;
import dev.firn.store.local.TestStores;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.BuildMode;
import dev.firn.store.protocol.BuildResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whenever a build ends, by a crash or a full disk, the store is sound, the build can be done again, and collections remove the rest. */
class BuildCrashTest {
  private static final String SCRIPT =
      "/bin/mkdir $out; echo $dev > $out/a; echo content > $out/b; echo other > $dev";

  @TempDir(factory = MemoryDirectory.class)
  Path directory;

  /** What kind of outputs is built. */
  enum Outputs {
    KNOWN(new DerivationOutput.Deferred()),
    FLOATING(new DerivationOutput.Floating(ContentAddressMethod.NAR, HashAlgorithm.SHA256));

    private final DerivationOutput kind;

    Outputs(DerivationOutput kind) {
      this.kind = kind;
    }

    StorePath add(Workshop workshop) {
      return workshop.recipe("crash", SCRIPT).output("out", kind).output("dev", kind).add();
    }
  }

  private static Workshop open(Path place, Disk disk) {
    Workshop workshop =
        new Workshop(
            TestStores.location(place), StoreOptions.DEFAULT.withDisk(disk).withDurable(false));
    workshop.settings = workshop.settings.withSandbox(SandboxMode.OFF);
    return workshop;
  }

  @ParameterizedTest
  @EnumSource
  void everyStepMayBeTheLast(Outputs outputs) throws IOException {
    boolean more = true;
    int crashes = 0;
    for (int step = 0; more; step++) {
      Path place = Files.createDirectory(directory.resolve("at-" + step));
      more = crashes(outputs, place, step);
      crashes += more ? 1 : 0;
      try (Workshop after = open(place, Disk.REAL)) {
        Soundness.assertSound(after.store);
      }
      buildAgain(outputs, place);
    }
    System.out.printf("builds, %s: %d crashes%n", outputs, crashes);
    assertTrue(crashes > 8, "hardly any steps");
  }

  /** Whether the build did not come to its end. */
  private static boolean crashes(Outputs outputs, Path place, int step) {
    StorePath path;
    try (Workshop first = open(place, Disk.REAL)) {
      path = outputs.add(first);
    }
    Workshop workshop = open(place, new FaultyDisk(Disk.REAL, FaultyDisk.crashAt(step)));
    try {
      BuildResult result = workshop.build(path, BuildMode.NORMAL);
      assertTrue(result.isSuccess(), result::message);
      workshop.close();
      return false;
    } catch (FaultyDisk.Crash crash) {
      TestStores.kill(workshop.store);
      return true;
    }
  }

  private static void buildAgain(Outputs outputs, Path place) throws IOException {
    try (Workshop workshop = open(place, Disk.REAL)) {
      BuildResult result = workshop.build(outputs.add(workshop), BuildMode.NORMAL);
      assertTrue(result.isSuccess(), result::message);
    }
    try (Workshop workshop = open(place, Disk.REAL)) {
      Soundness.assertSound(workshop.store);
      Collector.collect(
          workshop.store,
          CollectionRequest.whole(
              CollectionRequest.Action.DELETE_DEAD, Closures.Following.REFERENCES),
          message -> {});
      Soundness.assertNothingIsLeftOver(workshop.store);
    }
    TestStores.delete(TestStores.location(place));
  }
}
