package dev.firn.base.disk;

import dev.firn.base.sys.BytePaths;
import dev.firn.base.sys.Symlinks;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * A disk that remembers all changes below a directory, and tells what a power failure would have left of them: of what was not synced,
 * any part may be lost, and the rest counts.
 *
 * <p>All directories below which changes are to be recorded must be made through it, or be adopted. What is changed elsewhere is not recorded.
 * Not for several threads.
 */
public final class RecordingDisk extends ForwardingDisk {
  private final Path root;
  private final List<Change> changes = new ArrayList<>();

  /** Inodes as they were made, without content. */
  private final Map<Integer, DiskImage.Inode> made = new HashMap<>();

  /** What is there now. */
  private final DiskImage current = new DiskImage();

  private Consumer<String> listener = point -> {};

  /** A disk that records what happens below that directory, which is empty. */
  public RecordingDisk(Disk next, Path root) {
    super(next);
    this.root = root;
  }

  /** From now on, tells that listener the points that are reached. */
  public void onReached(Consumer<String> newListener) {
    listener = newListener;
  }

  /** How many changes there were so far. */
  public int size() {
    return changes.size();
  }

  private List<String> names(Path path) {
    List<String> names = new ArrayList<>();
    for (Path name : root.relativize(path)) {
      names.add(BytePaths.bytes(name));
    }
    return names;
  }

  private int inode(Path path) {
    int number = current.find(names(path));
    if (number < 0) {
      throw new IllegalStateException(path + " was not made through this disk");
    }
    return number;
  }

  private int directory(Path path) {
    Path parent = path.getParent();
    return parent == null || parent.equals(root) ? DiskImage.ROOT : inode(parent);
  }

  private Change.Entry entry(Path path, int inode) {
    return new Change.Entry(directory(path), BytePaths.bytes(path.getFileName()), inode);
  }

  private int make(DiskImage.Inode inode) {
    int number = made.size() + 1;
    made.put(number, inode);
    current.addMissing(Map.of(number, inode));
    return number;
  }

  private void record(Change change) {
    changes.add(change);
    current.apply(change);
  }

  private boolean isElsewhere(Path path) {
    return !path.startsWith(root);
  }

  @Override
  public void createDirectory(Path directory) throws IOException {
    super.createDirectory(directory);
    if (isElsewhere(directory)) {
      return;
    }
    record(entry(directory, make(DiskImage.Inode.directory())));
  }

  @Override
  public OutputStream createFile(Path file) throws IOException {
    OutputStream stream = super.createFile(file);
    if (isElsewhere(file)) {
      return stream;
    }
    int inode = make(DiskImage.Inode.file());
    record(entry(file, inode));
    return new OutputStream() {
      private long offset;

      @Override
      public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        stream.write(bytes, from, length);
        record(new Change.Content(inode, offset, Arrays.copyOfRange(bytes, from, from + length)));
        offset += length;
      }

      @Override
      public void close() throws IOException {
        stream.close();
      }
    };
  }

  @Override
  public void createSymlink(Path link, String target) throws IOException {
    super.createSymlink(link, target);
    if (isElsewhere(link)) {
      return;
    }
    record(entry(link, make(DiskImage.Inode.symlink(target))));
  }

  @Override
  public void setPermissions(Path file, Set<PosixFilePermission> permissions) throws IOException {
    super.setPermissions(file, permissions);
    if (isElsewhere(file)) {
      return;
    }
    boolean executable = permissions.contains(PosixFilePermission.OWNER_EXECUTE);
    record(new Change.Executable(inode(file), executable));
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    int inode = inode(from);
    super.move(from, to);
    record(new Change.Entries(entry(from, -1), entry(to, inode)));
  }

  @Override
  public void moveNew(Path from, Path to) throws IOException {
    int inode = inode(from);
    super.moveNew(from, to);
    record(new Change.Entries(entry(from, -1), entry(to, inode)));
  }

  @Override
  public void exchange(Path one, Path other) throws IOException {
    int first = inode(one);
    int second = inode(other);
    super.exchange(one, other);
    record(new Change.Entries(entry(one, second), entry(other, first)));
  }

  @Override
  public void link(Path existing, Path link) throws IOException {
    super.link(existing, link);
    record(entry(link, inode(existing)));
  }

  @Override
  public void delete(Path path) throws IOException {
    super.delete(path);
    if (isElsewhere(path)) {
      return;
    }
    record(entry(path, -1));
  }

  @Override
  public void sync(Path directory) throws IOException {
    super.sync(directory);
    record(new Change.Sync());
  }

  @Override
  public void syncOnly(Path path) throws IOException {
    super.syncOnly(path);
    record(new Change.SyncOnly(path.equals(root) ? DiskImage.ROOT : inode(path)));
  }

  /** Takes note of what others made in a directory: as changes that are made now. */
  public void adopt(Path directory) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        if (current.find(names(file)) < 0) {
          adoptNew(file);
        }
      }
    }
  }

  private void adoptNew(Path file) throws IOException {
    if (Files.isSymbolicLink(file)) {
      record(entry(file, make(DiskImage.Inode.symlink(Symlinks.read(file)))));
    } else if (Files.isDirectory(file)) {
      record(entry(file, make(DiskImage.Inode.directory())));
      adopt(file);
    } else {
      int inode = make(DiskImage.Inode.file());
      record(entry(file, inode));
      record(new Change.Content(inode, 0, Files.readAllBytes(file)));
      record(new Change.Executable(inode, Files.isExecutable(file)));
    }
  }

  @Override
  public void reached(String point) {
    super.reached(point);
    listener.accept(point);
  }

  /**
   * What a power failure after a number of changes leaves.
   *
   * @param kept the probability that a change which was not synced is not lost
   */
  public DiskImage powerFailure(int after, double kept, RandomGenerator random) {
    DiskImage image = new DiskImage();
    image.addMissing(made);
    boolean[] durable = durable(after);
    for (int i = 0; i < after; i++) {
      Change change = changes.get(i);
      if (durable[i] || random.nextDouble() < kept) {
        image.apply(change);
      } else if (change instanceof Change.Content content && random.nextBoolean()) {
        image.write(content, random.nextInt(content.bytes().length + 1));
      }
    }
    return image;
  }

  private boolean[] durable(int after) {
    boolean[] durable = new boolean[after];
    for (int i = 0; i < after; i++) {
      Change change = changes.get(i);
      if (change instanceof Change.Sync) {
        Arrays.fill(durable, 0, i, true);
      } else if (change instanceof Change.SyncOnly only) {
        for (int before = 0; before < i; before++) {
          durable[before] |= isAbout(changes.get(before), only.inode());
        }
      }
    }
    return durable;
  }

  private static boolean isAbout(Change change, int inode) {
    if (change instanceof Change.Entry entry) {
      return entry.directory() == inode;
    }
    if (change instanceof Change.Entries both) {
      return both.first().directory() == inode || both.second().directory() == inode;
    }
    if (change instanceof Change.Content content) {
      return content.inode() == inode;
    }
    return change instanceof Change.Executable executable && executable.inode() == inode;
  }
}
