package dev.firn.store.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.disk.Disk;
import dev.firn.store.local.LocalStore;
import dev.firn.store.local.TestStores;
import dev.firn.store.path.StorePath;
import dev.firn.store.verify.Verifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What must hold after anything went wrong. */
final class Soundness {
  private Soundness() {}

  /** All valid paths are what they were, the workload works now, and nothing is left over. */
  static void check(Workload workload, Path directory) throws IOException {
    assertSound(workload, directory);
    LocalStore retried = workload.open(directory, false, Disk.REAL);
    workload.run(retried, directory);
    retried.close();
    assertSound(workload, directory);
    try (LocalStore store = workload.open(directory, false, Disk.REAL)) {
      Workload.collect(store);
    }
    assertNothingIsLeftOver(workload, directory);
    TestStores.delete(Workload.location(directory));
  }

  private static void assertSound(Workload workload, Path directory) {
    List<String> problems = new ArrayList<>();
    try (LocalStore store = workload.open(directory, false, Disk.REAL)) {
      boolean errors =
          Verifier.verify(
              store,
              true,
              null,
              new Verifier.Listener() {
                @Override
                public void message(String text) {
                  assertFalse(text.contains("disappeared"), text);
                }

                @Override
                public void problem(String text) {
                  problems.add(text);
                }
              });
      assertEquals(List.of(), problems);
      assertFalse(errors);
    }
  }

  private static void assertNothingIsLeftOver(Workload workload, Path directory)
      throws IOException {
    try (LocalStore store = workload.open(directory, false, Disk.REAL);
        Stream<Path> files = Files.list(Workload.location(directory).files())) {
      TreeSet<String> names = new TreeSet<>();
      files.forEach(file -> names.add(file.getFileName().toString()));
      assertTrue(names.remove(".links"));
      TreeSet<String> valid = new TreeSet<>();
      for (StorePath path : store.allValidPaths()) {
        valid.add(path.baseName());
      }
      assertEquals(valid, names);
    }
  }
}
