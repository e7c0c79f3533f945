package dev.firn.store.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.disk.Disk;
import dev.firn.base.disk.DiskImage;
import dev.firn.base.disk.ForwardingDisk;
import dev.firn.base.disk.HastyDisk;
import dev.firn.base.disk.RecordingDisk;
import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.text.Latin1;
import dev.firn.store.local.LocalStore;
import dev.firn.store.local.StoreLocation;
import dev.firn.store.local.TestStores;
import dev.firn.store.nar.HashingStream;
import dev.firn.store.nar.MemoryTree;
import dev.firn.store.nar.NarWriter;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the power while something is done to a store, on a disk that may lose whatever was not synced, in any order: what the database says
 * is valid must have its content, and what a profile was switched to must be there. The database itself is SQLite's, which syncs its own
 * files.
 */
public final class PowerFailures {
  private PowerFailures() {}

  /**
   * What the database says from a number of changes on.
   *
   * @param changes how many changes there were
   * @param point the point that was reached
   * @param valid the hashes of the archives of valid paths
   */
  private record Moment(int changes, String point, Map<StorePath, Hash> valid) {}

  /** Leaves one sync out. */
  private static final class Forgetful extends ForwardingDisk {
    private final int forgotten;
    private int syncs;

    Forgetful(Disk next, int forgotten) {
      super(next);
      this.forgotten = forgotten;
    }

    @Override
    public void sync(Path path) throws IOException {
      if (syncs++ != forgotten) {
        super.sync(path);
      }
    }

    @Override
    public void syncOnly(Path path) throws IOException {
      if (syncs++ != forgotten) {
        super.syncOnly(path);
      }
    }
  }

  /** A workload that was run, and all that is needed to tell what a power failure would leave. */
  private static final class Recording {
    private final Path root;
    private final RecordingDisk disk;
    private final int syncs;
    private final List<Moment> moments = new ArrayList<>();

    Recording(Path root, int forgottenSync, CrashProgram.Work work) throws IOException {
      this.root = root;
      this.disk = new RecordingDisk(new HastyDisk(Disk.REAL), root);
      StoreLocation location = Workload.location(root);
      disk.createDirectories(location.files());
      disk.createDirectories(location.links());
      disk.createDirectories(location.state().resolve("gcroots/auto"));
      disk.createDirectories(location.state().resolve("builds"));
      disk.createDirectories(Workload.profile(root).getParent());
      disk.sync(root);
      moments.add(new Moment(disk.size(), "", Map.of()));
      disk.onReached(point -> reached(point, location));
      Forgetful forgetful = new Forgetful(disk, forgottenSync);
      work.run(root, forgetful);
      syncs = forgetful.syncs;
      TestStores.delete(location);
    }

    private void reached(String point, StoreLocation location) {
      try {
        // What builders write, and what is made for them, passes by the disk.
        disk.adopt(location.files());
        disk.adopt(location.state().resolve("builds"));
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
      moments.add(new Moment(disk.size(), point, valid(location)));
    }

    private static Map<StorePath, Hash> valid(StoreLocation location) {
      Map<StorePath, Hash> valid = new HashMap<>();
      try (LocalStore store = new LocalStore(location)) {
        store.allValidPaths().forEach(path -> valid.put(path, store.info(path).narHash()));
      }
      return valid;
    }

    /** Cuts the power; the number says after which change. Gives what is wrong then; null if nothing is. */
    @Nullable String cut(int number, SplittableRandom random) throws IOException {
      int first = moments.getFirst().changes();
      int after = first + number % (disk.size() - first + 1);
      DiskImage image = disk.powerFailure(after, random.nextInt(5) / 4.0, random);
      for (int i = 0; i < moments.size(); i++) {
        // Between two points there may be no change at all: then the database may say what it says
        // at any of them.
        boolean before = moments.get(i).changes() <= after;
        if (before && (i + 1 == moments.size() || after <= moments.get(i + 1).changes())) {
          String wrong = wrong(image, i);
          if (wrong != null) {
            return wrong;
          }
        }
      }
      return null;
    }

    private @Nullable String wrong(DiskImage image, int moment) throws IOException {
      String wrong = wrongContent(image, moments.get(moment).valid());
      if (wrong == null && moments.get(moment).point().endsWith("content is durable")) {
        // From here on the database may say what it says at the next point.
        wrong = wrongContent(image, moments.get(moment + 1).valid());
      }
      return wrong == null ? wrongProfile(image, moment) : wrong;
    }

    private @Nullable String wrongContent(DiskImage image, Map<StorePath, Hash> valid)
        throws IOException {
      for (Map.Entry<StorePath, Hash> path : valid.entrySet()) {
        DiskImage.Node node = image.node(List.of("store", path.getKey().baseName()));
        if (node == null) {
          return path.getKey() + " is lost";
        }
        HashingStream archive = new HashingStream(HashAlgorithm.SHA256);
        NarWriter.write(tree(node), archive);
        if (!archive.finish().equals(path.getValue())) {
          return path.getKey() + " has other content";
        }
      }
      return null;
    }

    private static MemoryTree tree(DiskImage.Node node) {
      if (node.target() != null) {
        return MemoryTree.symlink(node.target());
      }
      if (node.names() == null) {
        return node.executable()
            ? MemoryTree.executable(node.content())
            : MemoryTree.file(node.content());
      }
      SortedMap<String, MemoryTree> entries = new TreeMap<>();
      node.names().forEach(name -> entries.put(name, tree(node.child(name))));
      return MemoryTree.directory(entries);
    }

    /** A profile leads to what it led to at the last switch, or to what it is being switched to. */
    private @Nullable String wrongProfile(DiskImage image, int last) {
      int switched = 0;
      for (int i = 0; i <= last; i++) {
        switched += moments.get(i).point().equals("profile: switched") ? 1 : 0;
      }
      DiskImage.Node profile = image.node(List.of("profiles", "p"));
      if (profile == null) {
        return switched == 0 ? null : "the profile is lost";
      }
      String[] expected = {"", "p-1-link", "p-2-link", "p-3-link", "p-1-link"};
      String target = String.valueOf(profile.target());
      boolean next = switched + 1 < expected.length && target.equals(expected[switched + 1]);
      if (!next && !target.equals(expected[switched])) {
        return "the profile leads to " + target + " after " + switched + " switches";
      }
      DiskImage.Node generation = image.node(List.of("profiles", target));
      if (generation == null) {
        return "the generation " + target + " is lost";
      }
      String path = String.valueOf(generation.target());
      String name = path.substring(path.lastIndexOf('/') + 1);
      return moments.get(last).valid().containsKey(StorePath.of(name))
          ? null
          : Latin1.ofUnicode(root + " leads to what is not valid: " + name);
    }
  }

  /** Fails if some cut damages something that is valid. */
  public static void assertNothingIsDamaged(
      Path directory, int cuts, long seed, CrashProgram.Work work) throws IOException {
    Recording recording = new Recording(directory, -1, work);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < cuts; i++) {
      assertEquals(null, recording.cut(i, random), "seed " + seed + ", cut " + i);
    }
    System.out.printf("%d power failures, %d changes%n", cuts, recording.disk.size());
  }

  /** Fails if no cut damages anything when one of the syncs is left out. */
  public static void assertEverySyncIsNeeded(Path directory, int cuts, CrashProgram.Work work)
      throws IOException {
    Path whole = Files.createDirectory(directory.resolve("whole"));
    int syncs = new Recording(whole, -1, work).syncs;
    assertTrue(syncs > 0);
    List<Integer> spared = new ArrayList<>();
    for (int sync = 0; sync < syncs; sync++) {
      Path place = Files.createDirectory(directory.resolve("without-" + sync));
      Recording recording = new Recording(place, sync, work);
      SplittableRandom random = new SplittableRandom(sync);
      boolean found = false;
      for (int i = 0; i < cuts && !found; i++) {
        found = recording.cut(i, random) != null;
      }
      if (!found) {
        spared.add(sync);
      }
    }
    System.out.printf("%d syncs%n", syncs);
    assertEquals(List.of(), spared, "of " + syncs + " syncs these can be left out unnoticed");
  }
}
