package dev.firn.store.nix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.firn.base.disk.Disk;
import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.text.Latin1;
import dev.firn.store.Closures;
import dev.firn.store.gc.CollectionRequest;
import dev.firn.store.gc.Collector;
import dev.firn.store.local.LocalStore;
import dev.firn.store.local.Optimiser;
import dev.firn.store.local.StoreOptions;
import dev.firn.store.local.TestStores;
import dev.firn.store.nar.MemoryTree;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Firn and Nix add to one store, share its files and collect its garbage at the same time. */
class SharedWithNixTest {
  /** How long: {@code -Dfirn.seconds=60} takes a minute. */
  private static final int SECONDS = Integer.getInteger("firn.seconds", 10);

  /** So few that both often add the same. */
  private static final int FILES = 40;

  /** So many rounds both make at least, however long they take. */
  private static final int FEWEST = 2;

  @TempDir Path directory;
  private ReferenceNix nix;
  private long end;

  @BeforeEach
  void findNix() throws IOException {
    nix = new ReferenceNix(directory);
    for (int i = 0; i < FILES; i++) {
      Files.writeString(directory.resolve("file-" + i), content(i));
    }
    end = System.nanoTime() + SECONDS * 1_000_000_000L;
  }

  @AfterEach
  void cleanUp() throws IOException {
    Disk.REAL.deleteTree(directory.resolve("store"));
  }

  private static String content(int number) {
    return ("content " + number + "\n").repeat(100 * number);
  }

  private int runFirn() throws IOException {
    int round = 0;
    for (; round < FEWEST || System.nanoTime() < end; round++) {
      try (LocalStore store = new LocalStore(nix.location(), StoreOptions.DEFAULT)) {
        List<StorePath> added = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
          int number = (5 * round + i) % FILES;
          added.add(
              TestStores.add(
                  store, "file-" + number, MemoryTree.file(Latin1.bytes(content(number)))));
        }
        // Without references: Nix looks at the members of a closure one after another before it
        // deletes them, and grants roots meanwhile.
        added.add(TestStores.text(store, "text-" + round % FILES));
        store.flush();
        // What was added just now is rooted by this process: nobody may have collected it.
        for (StorePath path : added) {
          assertEquals(
              store.info(path).narHash(),
              Hash.digest(HashAlgorithm.SHA256, TestStores.archive(store.tree(path))));
        }
        if (round % 5 == 4) {
          Optimiser.optimise(store, message -> {});
        }
      }
      if (round % 7 == 6) {
        collect();
      }
    }
    return round;
  }

  private void collect() {
    try (LocalStore store = new LocalStore(nix.location())) {
      Collector.collect(
          store,
          CollectionRequest.whole(
              CollectionRequest.Action.DELETE_DEAD, Closures.Following.REFERENCES),
          message -> {});
    }
  }

  private int runNix() {
    int round = 0;
    for (; round < FEWEST || System.nanoTime() < end; round++) {
      List<String> command = new ArrayList<>(List.of("nix-store", "--add"));
      for (int i = 0; i < 5; i++) {
        command.add(directory.resolve("file-" + (7 * round + i) % FILES).toString());
      }
      nix.get(command.toArray(String[]::new));
      if (round % 5 == 4) {
        nix.get("nix-store", "--optimise");
      }
      if (round % 7 == 6) {
        nix.get("nix-store", "--gc");
      }
    }
    return round;
  }

  @Test
  void neitherDamagesWhatTheOtherDoes() throws Exception {
    FutureTask<Integer> theirs = new FutureTask<>(this::runNix);
    Thread.ofPlatform().start(theirs);
    int ours = runFirn();
    System.out.printf("%d rounds of Firn, %d of Nix in %d s%n", ours, rounds(theirs), SECONDS);
    try (LocalStore store = new LocalStore(nix.location())) {
      Verdicts.assertSound(nix, store);
    }
  }

  private static int rounds(FutureTask<Integer> task) throws InterruptedException {
    try {
      return task.get();
    } catch (ExecutionException failed) {
      throw new AssertionError("Nix failed", failed.getCause());
    }
  }
}
