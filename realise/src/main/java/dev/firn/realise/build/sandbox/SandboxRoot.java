package dev.firn.realise.build.sandbox;

import dev.firn.base.disk.Disk;
import dev.firn.base.sys.BytePaths;
import dev.firn.base.sys.FileOwnership;
import dev.firn.base.sys.Symlinks;
import dev.firn.base.text.Latin1;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The directory that a builder sees as the root. It lies in the store, so that outputs can be moved to their places, in a directory that
 * nobody but the builder's user can enter. Everything that something is mounted on is made here before.
 */
public final class SandboxRoot implements Closeable {
  private static final FileTime STORE_TIME = FileTime.fromMillis(1000);
  private static final String[] NETWORK_FILES = {"/etc/resolv.conf", "/etc/services", "/etc/hosts"};
  private static final int KEEP = -1;

  private final Disk disk;
  private final Path outer;
  private final Path root;
  private final String storeDirectory;
  private final Owner owner;
  private final SortedMap<String, SharedFile> mounts = new TreeMap<>();

  /**
   * As whom the builder runs.
   *
   * @param user the number of the user on this machine
   * @param group the number of the group on this machine
   * @param other whether that is not the user of this process
   */
  public record Owner(int user, int group, boolean other) {}

  private SandboxRoot(Disk disk, Path outer, String storeDirectory, Owner owner) {
    this.disk = disk;
    this.outer = outer;
    this.storeDirectory = storeDirectory;
    this.root = outer.resolve("root");
    this.owner = owner;
  }

  /**
   * Makes a root with the directories that are always there.
   *
   * @param outer where; what is there is deleted
   * @param storeDirectory where builders see the store
   * @param directory where the builder sees its own directory
   */
  public static SandboxRoot make(
      Disk disk, Path outer, Owner owner, String storeDirectory, String directory)
      throws IOException {
    disk.deleteTree(outer);
    SandboxRoot made = new SandboxRoot(disk, outer, storeDirectory, owner);
    Files.createDirectory(outer);
    FileOwnership.setMode(outer, 0700);
    Files.createDirectory(made.root);
    for (String name :
        List.of("/bin", "/dev", "/etc", "/proc", "/tmp", storeDirectory, directory)) {
      made.createDirectories(name);
    }
    FileOwnership.setMode(made.inside("/tmp"), 01777);
    FileOwnership.setMode(made.inside(storeDirectory), 01775);
    if (owner.other()) {
      FileOwnership.give(made.inside(storeDirectory), KEEP, owner.group());
      FileOwnership.give(made.root, KEEP, owner.group());
    }
    FileOwnership.setMode(made.root, 0750);
    return made;
  }

  /** Where a file that builders see at that path is on this machine, if nothing is mounted there. */
  public Path inside(String path) {
    return root.resolve(BytePaths.of(path.substring(1)));
  }

  private void createDirectories(String path) throws IOException {
    Path at = root;
    for (Path name : BytePaths.of(path.substring(1))) {
      at = at.resolve(name);
      if (!Files.exists(at, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectory(at);
        FileOwnership.setMode(at, 0755);
      }
    }
  }

  /** Makes the files that name users and machines. */
  public void addNames(String directory, boolean network) throws IOException {
    write(
        "/etc/passwd",
        "root:x:0:0:Nix build user:"
            + directory
            + ":/noshell\nnixbld:x:"
            + SandboxPlan.USER
            + ":"
            + SandboxPlan.GROUP
            + ":Nix build user:"
            + directory
            + ":/noshell\nnobody:x:65534:65534:Nobody:/:/noshell\n");
    write("/etc/group", "root:x:0:\nnixbld:!:" + SandboxPlan.GROUP + ":\nnogroup:x:65534:\n");
    if (!network) {
      write("/etc/hosts", "127.0.0.1 localhost\n::1 localhost\n");
      return;
    }
    write("/etc/nsswitch.conf", "hosts: files dns\nservices: files\n");
    for (String file : NETWORK_FILES) {
      if (Files.isReadable(Path.of(file))) {
        write(file, Latin1.string(Files.readAllBytes(Path.of(file))));
      }
    }
  }

  private void write(String path, String content) throws IOException {
    Files.write(inside(path), Latin1.bytes(content));
    FileOwnership.setMode(inside(path), 0644);
  }

  /** Adds a file or directory that the builder shall see. One that was added at the same place does not count any more. */
  public void add(SharedFile file) throws IOException {
    Path source = BytePaths.of(file.source());
    if (!Files.exists(source, LinkOption.NOFOLLOW_LINKS)) {
      if (file.optional()) {
        return;
      }
      throw new IOException(
          "'" + file.source() + "', which the sandbox shall show, does not exist");
    }
    Path target = inside(file.target());
    int slash = file.target().lastIndexOf('/');
    if (slash > 0) {
      createDirectories(file.target().substring(0, slash));
    }
    if (Files.isSymbolicLink(source)) {
      // A link cannot be mounted.
      Files.deleteIfExists(target);
      Symlinks.create(target, Symlinks.read(source));
      Files.getFileAttributeView(target, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
          .setTimes(STORE_TIME, null, null);
      return;
    }
    if (Files.isDirectory(source)) {
      createDirectories(file.target());
    } else if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      Files.createFile(target);
    }
    // Nothing else protects the files of root from root.
    mounts.put(file.target(), owner.user() == 0 ? file.readOnly() : file);
  }

  /** Takes away a file that was added. */
  public void remove(String target) {
    mounts.remove(target);
  }

  /** The root, after which nothing may be added. */
  public Path finish() throws IOException {
    FileOwnership.setMode(inside("/etc"), 0555);
    if (owner.other()) {
      FileOwnership.give(outer, owner.user(), owner.group());
    }
    return root;
  }

  /**
   * Whether the directories that lead to the outputs are still directories. A builder that they belong to can put links to other parts of
   * the machine in their place; what is there must not be touched then.
   */
  public boolean isIntact() {
    Path at = root;
    for (Path name : BytePaths.of(storeDirectory.substring(1))) {
      at = at.resolve(name);
      if (!Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS)) {
        return false;
      }
    }
    return true;
  }

  /** What is to be mounted, each after those that it lies below. */
  public List<SharedFile> mounts() {
    return new ArrayList<>(mounts.values());
  }

  /** Deletes all of it. Processes of the builder must be gone. */
  @Override
  public void close() throws IOException {
    if (Files.exists(outer, LinkOption.NOFOLLOW_LINKS)) {
      FileOwnership.give(outer, FileOwnership.user(), FileOwnership.group());
      disk.deleteTree(outer);
    }
  }
}
