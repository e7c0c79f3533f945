package dev.firn.realise.build.remote;

import dev.firn.base.sys.BytePaths;
import dev.firn.base.sys.LockFile;
import dev.firn.realise.build.BuildLog;
import dev.firn.store.local.StoreLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How many builds a machine may run at once is counted over all processes that send it some: each holds the lock of one of as many files,
 * which are Nix's.
 */
final class MachineSlots {
  private static final int WAIT_MS = 200;

  private MachineSlots() {}

  /**
   * Waits until there is room on a machine.
   *
   * @return what keeps the room as long as it is open
   */
  static LockFile acquire(StoreLocation location, Machine machine, BuildLog log)
      throws IOException, InterruptedException {
    Path directory = Files.createDirectories(location.state().resolve("current-load"));
    LockFile slot = find(directory, machine);
    if (slot == null) {
      log.waiting("waiting for room on '" + machine.uri() + "'");
    }
    while (slot == null) {
      Thread.sleep(WAIT_MS);
      slot = find(directory, machine);
    }
    return slot;
  }

  private static @Nullable LockFile find(Path directory, Machine machine) throws IOException {
    String name = machine.uri().replace('/', '_');
    for (int i = 0; i < machine.jobs(); i++) {
      LockFile slot = LockFile.open(directory.resolve(BytePaths.of(name + "-" + i)));
      if (slot.tryLock(LockFile.Mode.EXCLUSIVE)) {
        return slot;
      }
      slot.close();
    }
    return null;
  }
}
