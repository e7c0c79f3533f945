package dev.firn.store.gc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.disk.Disk;
import dev.firn.base.text.Latin1;
import dev.firn.store.local.LocalStore;
import dev.firn.store.local.StoreLocation;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class AutomaticCollectionTest {
  private static final int SIZE = 10_000;

  @TempDir Path directory;

  private final AtomicLong free = new AtomicLong();
  private final List<String> messages = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch looked = new CountDownLatch(4);

  private LocalStore open() {
    return new LocalStore(StoreLocation.prefix(directory));
  }

  @AfterEach
  void cleanUp() throws IOException {
    Disk.REAL.deleteTree(StoreLocation.prefix(directory).files());
  }

  private AutomaticCollection collection(LocalStore store, long least, long enough) {
    return new AutomaticCollection(
        store,
        new AutomaticCollection.Wishes(least, enough, 1, CollectionRequest.DEFAULT_KEEP),
        () -> {
          looked.countDown();
          return free.get();
        },
        messages::add);
  }

  /** Paths that nobody needs, since the store that added them is closed. */
  private void litter(int count) {
    try (LocalStore store = open()) {
      for (int i = 0; i < count; i++) {
        String content = ("" + i).repeat(SIZE);
        store.addText("litter-" + i, Latin1.bytes(content), new TreeSet<>());
      }
    }
  }

  @Test
  void onlyAsMuchGoesAsThereIsTooLittleRoom() {
    litter(4);
    try (LocalStore store = open()) {
      StorePath needed = store.addText("needed", Latin1.bytes("x"), new TreeSet<>());
      free.set(SIZE);
      collection(store, 2 * SIZE, 2 * SIZE + SIZE / 2).watch().close();

      assertTrue(store.isValid(needed));
      assertEquals(3, store.allValidPaths().size());
      assertEquals(List.of("running auto-GC to free 15000 bytes"), messages);
    }
  }

  @Test
  void whereThereIsRoomNothingGoes() {
    litter(1);
    try (LocalStore store = open()) {
      free.set(2 * SIZE);
      collection(store, 2 * SIZE, 3 * SIZE).watch().close();
      collection(store, 0, 3 * SIZE).watch().close();
      assertEquals(1, store.allValidPaths().size());
    }
  }

  @Test
  void whatFindsTooLittleIsNotTriedAgainAtOnce() {
    try (LocalStore store = open()) {
      AutomaticCollection collection = collection(store, 2 * SIZE, 3 * SIZE);
      free.set(SIZE);
      collection.watch().close();
      collection.watch().close();
      assertEquals(1, messages.size());
      free.set(SIZE / 2);
      collection.watch().close();
      assertEquals(2, messages.size());
    }
  }

  @Test
  void itLooksAgainAsLongAsSomethingIsDone() throws InterruptedException {
    litter(1);
    try (LocalStore store = open()) {
      free.set(2 * SIZE);
      try (AutomaticCollection.Watch _ = collection(store, 2 * SIZE, 3 * SIZE).watch()) {
        free.set(0);
        // The first look, one that collects, what that left, and one more, before which the
        // collection is over.
        looked.await();
      }
      assertEquals(0, store.allValidPaths().size());
    }
  }
}
