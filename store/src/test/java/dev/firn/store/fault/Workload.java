package dev.firn.store.fault;

import dev.firn.base.disk.Disk;
import dev.firn.store.Closures;
import dev.firn.store.gc.CollectionRequest;
import dev.firn.store.gc.Collector;
import dev.firn.store.local.LocalStore;
import dev.firn.store.local.StoreLocation;
import dev.firn.store.local.StoreOptions;
import dev.firn.store.local.TestStores;
import dev.firn.store.path.StorePath;
import dev.firn.store.profile.Profile;
import java.io.IOException;
import java.nio.file.Path;

/** What is done to a store while something goes wrong. Each can be done again after that. */
enum Workload {
  /** Adds files, trees and archives in two batches. */
  ADD {
    @Override
    void run(LocalStore store, Path directory) throws IOException {
      StorePath low = TestStores.text(store, "low");
      TestStores.add(store, "tree", TestStores.tree("some content"));
      store.flush();
      TestStores.text(store, "high", low);
      StorePath self = StorePath.of("0123456789abcdfghijklmnpqrsvwxyz-archive");
      TestStores.put(store, self, TestStores.tree("other"), TestStores.set(low, self));
      store.flush();
    }
  },
  /** Adds paths that share files. */
  SHARE {
    @Override
    void run(LocalStore store, Path directory) {
      TestStores.add(store, "one", TestStores.tree("shared"));
      store.flush();
      TestStores.add(store, "two", TestStores.tree("shared"));
      store.flush();
    }
  },
  /** Switches a profile to new generations, and to an old one. */
  SWITCH {
    @Override
    void run(LocalStore store, Path directory) {
      Profile profile = new Profile(store, profile(directory), message -> {});
      profile.set(TestStores.text(store, "first"));
      profile.set(TestStores.text(store, "second"));
      profile.set(TestStores.text(store, "third"));
      profile.switchTo(1);
    }
  },
  /** Adds paths, collects those that nothing keeps, and adds one of them again. */
  COLLECT {
    @Override
    void run(LocalStore store, Path directory) throws IOException {
      StorePath low = TestStores.text(store, "low");
      new Profile(store, profile(directory), message -> {})
          .set(TestStores.text(store, "kept", low));
      TestStores.add(store, "dead", TestStores.tree("dead"));
      StorePath deadLow = TestStores.text(store, "dead-low");
      TestStores.text(store, "dead-high", deadLow);
      store.close();
      try (LocalStore again = new LocalStore(store.location(), store.options())) {
        collect(again);
        TestStores.add(again, "dead", TestStores.tree("dead"));
      }
    }
  };

  /** Does it, below that directory. */
  abstract void run(LocalStore store, Path directory) throws IOException;

  /** Opens the store below a directory. What only processes do to each other needs no durability, and is quicker without. */
  LocalStore open(Path directory, boolean durable, Disk disk) {
    StoreOptions options =
        StoreOptions.DEFAULT.withDisk(disk).withDurable(durable).withOptimise(this == SHARE);
    return new LocalStore(location(directory), options);
  }

  /** All of it, on a store that is durable. */
  CrashProgram.Work durably() {
    return (place, disk) -> {
      LocalStore store = open(place, true, disk);
      run(store, place);
      store.close();
    };
  }

  static StoreLocation location(Path directory) {
    return TestStores.location(directory);
  }

  static Path profile(Path directory) {
    return directory.resolve("profiles/p");
  }

  /** Deletes what nothing keeps. */
  static void collect(LocalStore store) {
    Collector.collect(
        store,
        CollectionRequest.whole(
            CollectionRequest.Action.DELETE_DEAD, Closures.Following.REFERENCES),
        message -> {});
  }
}
