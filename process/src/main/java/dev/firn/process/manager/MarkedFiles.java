package dev.firn.process.manager;

import dev.firn.base.disk.Disk;
import dev.firn.base.sys.BytePaths;
import dev.firn.base.text.Latin1;
import dev.firn.deploy.component.ComponentPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A directory in which a process manager has its files, some of them Firn's: those carry marks. Files of others are never touched. Each
 * file changes in one step, and lasts when a method has returned.
 *
 * <p>Files are at the top or in directories there. Such a directory belongs as a whole to the component that has a marked file in it, so
 * that files beside that one may be of a kind that has no comments.
 */
public final class MarkedFiles {
  private static final int BEGINNING = 16_384; // where a mark is found
  private static final String NEW = ".firn-new";

  private final Disk disk;
  private final Path directory;
  private final Function<String, Mark.@Nullable Comment> comments;

  /**
   * The files in a directory, which need not exist.
   *
   * @param comments how a file of that relative path has comments; null if it cannot be marked
   */
  public MarkedFiles(Disk disk, Path directory, Function<String, Mark.@Nullable Comment> comments) {
    this.disk = disk;
    this.directory = directory;
    this.comments = comments;
  }

  /** The directory. */
  public Path directory() {
    return directory;
  }

  /** All marked files, by their relative paths; also those that somebody who was killed only began to install. */
  public SortedMap<String, Mark> marks() throws IOException {
    SortedMap<String, Mark> marks = new TreeMap<>();
    collect(directory, "", marks);
    return marks;
  }

  /** The components of a deployment that have files here, each with one of its marks. */
  public SortedMap<ComponentPath, Mark> components(String deployment) throws IOException {
    SortedMap<ComponentPath, Mark> found = new TreeMap<>();
    for (Mark mark : marks().values()) {
      if (mark.deployment().equals(deployment)) {
        // What was only begun to be installed comes after what is.
        found.putIfAbsent(mark.path(), mark);
      }
    }
    return found;
  }

  private void collect(Path from, String prefix, SortedMap<String, Mark> marks) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(from)) {
      for (Path entry : entries) {
        String name = prefix + BytePaths.bytes(entry.getFileName());
        if (Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
          Mark mark = mark(entry);
          if (mark != null) {
            marks.put(name, mark);
          }
        } else if (prefix.isEmpty() && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
          collect(entry, name + "/", marks);
        }
      }
    } catch (NoSuchFileException _) {
      // nothing was ever installed, or somebody else removed his own files meanwhile
    }
  }

  private static @Nullable Mark mark(Path file) throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      return Mark.in(Latin1.string(stream.readNBytes(BEGINNING)));
    } catch (NoSuchFileException _) {
      return null;
    }
  }

  /**
   * Why those files cannot be installed: one is there that is not the component's own.
   *
   * @return null if nothing is in the way
   */
  public @Nullable String obstacle(Rendering rendering, Mark mark) throws IOException {
    for (String name : rendering.files().keySet()) {
      Path file = directory.resolve(BytePaths.of(name));
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !isOwn(file, mark)) {
        return file
            + " is there already and was not installed for "
            + mark.path()
            + " of "
            + mark.deployment()
            + ": move it away, or give the process another name";
      }
    }
    return null;
  }

  private boolean isOwn(Path file, Mark wanted) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    Mark mark = mark(file);
    if (mark != null) {
      return isSameOwner(mark, wanted);
    }
    Path parent = file.getParent();
    if (parent == null || parent.equals(directory)) {
      return false;
    }
    SortedMap<String, Mark> beside = new TreeMap<>();
    collect(parent, "/", beside);
    return !beside.isEmpty() && beside.values().stream().allMatch(one -> isSameOwner(one, wanted));
  }

  private static boolean isSameOwner(Mark one, Mark other) {
    return one.deployment().equals(other.deployment()) && one.path().equals(other.path());
  }

  /** Installs the files of components, in place of what those had there. Nothing may be in the way ({@link #obstacle}). */
  public void install(Map<Mark, Rendering> renderings) throws IOException {
    if (renderings.isEmpty()) {
      return;
    }
    SortedMap<Path, Path> moves = new TreeMap<>();
    disk.createDirectories(directory);
    for (Map.Entry<Mark, Rendering> one : renderings.entrySet()) {
      for (Map.Entry<String, RenderedFile> file : one.getValue().files().entrySet()) {
        Path path = directory.resolve(BytePaths.of(file.getKey()));
        Path fresh = path.resolveSibling(BytePaths.of(BytePaths.bytes(path.getFileName()) + NEW));
        write(fresh, file.getKey(), file.getValue(), one.getKey());
        moves.put(fresh, path);
      }
    }
    disk.sync(directory);
    SortedSet<Path> changed = new TreeSet<>();
    for (Map.Entry<Path, Path> move : moves.entrySet()) {
      disk.move(move.getKey(), move.getValue());
      changed.add(parent(move.getValue()));
    }
    syncAll(changed);
  }

  private void write(Path fresh, String name, RenderedFile file, Mark mark) throws IOException {
    disk.createDirectories(parent(fresh));
    Files.deleteIfExists(fresh); // left by one that was killed
    Mark.Comment comment = comments.apply(name);
    String text = comment == null ? file.text() : mark.into(file.text(), comment);
    try (OutputStream stream = disk.createFile(fresh)) {
      stream.write(Latin1.bytes(text));
    }
    String permissions = file.executable() ? "rwxr-xr-x" : "rw-r--r--";
    disk.setPermissions(fresh, PosixFilePermissions.fromString(permissions));
  }

  /** Removes all files of components of a deployment. */
  public void remove(String deployment, Set<ComponentPath> paths) throws IOException {
    SortedSet<Path> changed = new TreeSet<>();
    for (Map.Entry<String, Mark> one : marks().entrySet()) {
      Mark mark = one.getValue();
      if (mark.deployment().equals(deployment) && paths.contains(mark.path())) {
        Path file = directory.resolve(BytePaths.of(one.getKey()));
        Path parent = parent(file);
        disk.deleteTree(parent.equals(directory) ? file : parent);
        changed.add(directory);
      }
    }
    syncAll(changed);
  }

  private void syncAll(SortedSet<Path> changed) throws IOException {
    for (Path path : changed) {
      disk.syncOnly(path);
    }
  }

  private static Path parent(Path file) {
    Path parent = file.getParent();
    if (parent == null) {
      throw new IllegalArgumentException("the root is no file");
    }
    return parent;
  }
}
