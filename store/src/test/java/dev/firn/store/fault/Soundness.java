package dev.firn.store.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.disk.Disk;
import dev.firn.store.local.LocalStore;
import dev.firn.store.local.TestStores;
import dev.firn.store.profile.Generation;
import dev.firn.store.profile.Generations;
import dev.firn.store.profile.Profile;
import dev.firn.store.verify.Verifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What must hold after anything went wrong. */
public final class Soundness {
  private Soundness() {}

  /** All valid paths are what they were, the workload works now, and nothing is left over. */
  static void check(Workload workload, Path directory) throws IOException {
    with(workload, directory, Soundness::assertSound);
    with(workload, directory, store -> assertProfileLeads(store, Workload.profile(directory)));
    LocalStore retried = workload.open(directory, false, Disk.REAL);
    workload.run(retried, directory);
    retried.close();
    with(workload, directory, Soundness::assertSound);
    with(workload, directory, Workload::collect);
    with(workload, directory, Soundness::assertNothingIsLeftOver);
    with(workload, directory, store -> assertProfileLeads(store, Workload.profile(directory)));
    TestStores.delete(Workload.location(directory));
  }

  private static void with(Workload workload, Path directory, Consumer<LocalStore> use) {
    try (LocalStore store = workload.open(directory, false, Disk.REAL)) {
      use.accept(store);
    }
  }

  /** Fails if some valid path is not what it was. */
  public static void assertSound(LocalStore store) {
    Problems problems = new Problems(new ArrayList<>());
    assertFalse(Verifier.verify(store, true, null, problems), problems::toString);
    assertEquals(List.of(), problems.all());
  }

  /** Fails if a profile is there and does not lead to one of its generations, and that to a valid path. */
  private static void assertProfileLeads(LocalStore store, Path place) {
    if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
      Generations generations = new Profile(store, place, message -> {}).generations();
      Generation current = generations.find(generations.current());
      assertNotNull(current, "the profile leads to no generation");
      assertTrue(store.isValid(TestStores.target(store, current.link())));
    }
  }

  /** Fails if there are files that belong to no valid path; a collection was just before. */
  public static void assertNothingIsLeftOver(LocalStore store) {
    TreeSet<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.list(store.location().files())) {
      files.forEach(file -> names.add(file.getFileName().toString()));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    assertTrue(names.remove(".links"));
    TreeSet<String> valid = new TreeSet<>();
    store.allValidPaths().forEach(path -> valid.add(path.baseName()));
    assertEquals(valid, names);
  }

  /** Gathers what is wrong. */
  private record Problems(List<String> all) implements Verifier.Listener {
    @Override
    public void message(String text) {
      assertFalse(text.contains("disappeared"), text);
    }

    @Override
    public void problem(String text) {
      all.add(text);
    }
  }
}
