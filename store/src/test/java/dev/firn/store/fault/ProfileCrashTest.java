package dev.firn.store.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.disk.Disk;
import dev.firn.base.disk.FaultyDisk;
import dev.firn.store.local.LocalStore;
import dev.firn.store.local.TestStores;
import dev.firn.store.profile.Generation;
import dev.firn.store.profile.Generations;
import dev.firn.store.profile.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whenever a process ends that changes a profile, the profile leads to the generation before or to the one after, and the change can be made. */
class ProfileCrashTest {
  private static final long BEFORE = 3;

  @TempDir(factory = MemoryDirectory.class)
  Path directory;

  /** A change of a profile with three generations, of which the last is the current one. */
  enum Change {
    NEW_GENERATION(4) {
      @Override
      void make(Profile profile, LocalStore store) {
        profile.set(TestStores.text(store, "fourth"));
      }
    },
    SWITCH(1) {
      @Override
      void make(Profile profile, LocalStore store) {
        profile.switchTo(1);
      }
    },
    ROLL_BACK(2) {
      @Override
      void make(Profile profile, LocalStore store) {
        profile.rollBack();
      }
    },
    DELETE(BEFORE) {
      @Override
      void make(Profile profile, LocalStore store) {
        profile.delete(Set.of(1L, 2L), false);
      }
    },
    DELETE_OLD(BEFORE) {
      @Override
      void make(Profile profile, LocalStore store) {
        profile.deleteOld(false);
      }
    };

    final long after;

    Change(long after) {
      this.after = after;
    }

    abstract void make(Profile profile, LocalStore store);
  }

  @ParameterizedTest
  @EnumSource
  void theProfileLeadsToTheGenerationBeforeOrAfter(Change change) throws IOException {
    boolean more = true;
    int crashes = 0;
    for (int step = 0; more; step++) {
      Path place = Files.createDirectory(directory.resolve("at-" + step));
      prepare(place);
      more = crashes(change, place, step);
      crashes += more ? 1 : 0;
      long current = current(place);
      assertTrue(current == BEFORE || current == change.after, "leads to " + current);
      if (current == BEFORE) {
        try (LocalStore store = open(place, Disk.REAL)) {
          change.make(profile(place, store), store);
        }
      }
      assertEquals(change.after, current(place));
      TestStores.delete(TestStores.location(place));
    }
    assertTrue(crashes > 1, () -> change + " has hardly any steps");
  }

  private static LocalStore open(Path place, Disk disk) {
    return Workload.SWITCH.open(place, true, disk);
  }

  private static Profile profile(Path place, LocalStore store) {
    return new Profile(store, Workload.profile(place), message -> {});
  }

  private static void prepare(Path place) {
    try (LocalStore store = open(place, Disk.REAL)) {
      for (String text : new String[] {"first", "second", "third"}) {
        profile(place, store).set(TestStores.text(store, text));
      }
    }
  }

  private static boolean crashes(Change change, Path place, int step) {
    LocalStore store = open(place, new FaultyDisk(Disk.REAL, FaultyDisk.crashAt(step)));
    try {
      change.make(profile(place, store), store);
      store.close();
      return false;
    } catch (FaultyDisk.Crash crash) {
      TestStores.kill(store);
      return true;
    }
  }

  /** The number of the generation that the profile leads to, which leads to a valid path. */
  private static long current(Path place) {
    try (LocalStore store = open(place, Disk.REAL)) {
      Generations generations = profile(place, store).generations();
      Generation current = generations.find(generations.current());
      assertNotNull(current, "the profile leads to no generation");
      assertTrue(store.isValid(TestStores.target(store, current.link())));
      return current.number();
    }
  }
}
