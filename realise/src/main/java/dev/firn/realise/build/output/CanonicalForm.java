package dev.firn.realise.build.output;

import dev.firn.base.sys.BytePaths;
import dev.firn.base.sys.DirectoryHandle;
import dev.firn.base.sys.FileOwnership;
import dev.firn.realise.build.BuildFailedException;
import dev.firn.store.protocol.BuildStatus;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Gives files that a builder left the form that stores have: owner, permissions, times, no extended attributes. All is done relative to
 * open directories and without following links, so that nobody who still holds on to the files can lead it elsewhere.
 *
 * <p>One object is for all outputs of one build, because they may share files. Not for several threads.
 */
final class CanonicalForm {
  private static final Set<String> KEPT_ATTRIBUTES =
      Set.of("security.csm", "security.selinux", "system.nfs4_acl");
  private static final FileTime STORE_TIME = FileTime.fromMillis(1000);
  private static final int TYPE = 0170000;
  private static final int DIRECTORY = 0040000;
  private static final int REGULAR = 0100000;
  private static final int SYMLINK = 0120000;
  private static final int OWNER_EXECUTE = 0100;
  private static final int MAX_DEPTH = 256;

  /** What the root directory of an output has as long as it may have to be moved. */
  private static final int MOVABLE = 0755;

  private static final int READ = 0444;
  private static final int READ_EXECUTE = 0555;

  private final OptionalInt builder;
  private final int user = FileOwnership.user();
  private final int group = FileOwnership.group();
  private final Set<String> seen = new HashSet<>();

  /**
   * For outputs of one builder.
   *
   * @param builder the user that all files must belong to; empty if they may belong to anybody
   */
  CanonicalForm(OptionalInt builder) {
    this.builder = builder;
  }

  /** What is known about a file. */
  private record Status(int mode, int user, String inode) {
    static Status of(Path path) throws IOException {
      Map<String, Object> all =
          Files.readAttributes(path, "unix:mode,uid,dev,ino", LinkOption.NOFOLLOW_LINKS);
      return new Status(
          (Integer) all.getOrDefault("mode", 0),
          (Integer) all.getOrDefault("uid", -1),
          all.get("dev") + ":" + all.get("ino"));
    }

    int type() {
      return mode & TYPE;
    }
  }

  /**
   * Makes a tree canonical. If its root is a directory, that can be moved afterwards; see {@link #seal}.
   *
   * @throws BuildFailedException with Nix's message, if files are no store can hold, or are somebody else's
   */
  void apply(Path root) throws IOException, BuildFailedException {
    Path parent = root.getParent();
    Path name = root.getFileName();
    if (parent == null || name == null) {
      throw new IOException("'" + root + "' has no parent");
    }
    try (DirectoryHandle above = DirectoryHandle.open(parent)) {
      file(above.path().resolve(name), root, 0);
    }
  }

  /** Takes away from the root of a canonical tree what let it be moved. */
  static void seal(Path root) throws IOException {
    if (Status.of(root).type() == DIRECTORY) {
      FileOwnership.setMode(root, READ_EXECUTE);
      setTime(root);
    }
  }

  private void file(Path path, Path shown, int depth) throws IOException, BuildFailedException {
    Status status = Status.of(path);
    int type = status.type();
    if (type != DIRECTORY && type != REGULAR && type != SYMLINK) {
      throw rejected("file \"" + shown + "\" has an unsupported type");
    }
    if (builder.isPresent() && status.user() != builder.getAsInt()) {
      if (type != DIRECTORY && seen.contains(status.inode())) {
        return;
      }
      throw rejected("invalid ownership on file \"" + shown + "\"");
    }
    seen.add(status.inode());
    if (depth > MAX_DEPTH) {
      throw rejected("file \"" + shown + "\" lies too deep");
    }
    FileOwnership.removeAttributes(path, attribute -> !KEPT_ATTRIBUTES.contains(attribute));
    if (type != SYMLINK) {
      FileOwnership.setMode(path, mode(status, depth));
    }
    own(path, status);
    if (type == DIRECTORY) {
      children(path, shown, depth);
    }
    setTime(path);
  }

  private static int mode(Status status, int depth) {
    if (status.type() == DIRECTORY) {
      return depth == 0 ? MOVABLE : READ_EXECUTE;
    }
    return (status.mode() & OWNER_EXECUTE) != 0 ? READ_EXECUTE : READ;
  }

  private void own(Path path, Status status) throws IOException {
    if (status.user() != user) {
      FileOwnership.give(path, user, group);
    }
  }

  private void children(Path path, Path shown, int depth) throws IOException, BuildFailedException {
    try (DirectoryHandle directory = DirectoryHandle.open(path)) {
      List<Path> names = new ArrayList<>();
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory.path())) {
        for (Path entry : entries) {
          names.add(entry.getFileName());
        }
      }
      for (Path name : names) {
        file(directory.path().resolve(name), shown.resolve(name), depth + 1);
      }
    }
  }

  private static void setTime(Path path) throws IOException {
    Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .setTimes(STORE_TIME, null, null);
  }

  /**
   * Checks the root of an output before anything is done to it: nobody but the builder may have written to it.
   *
   * @param shown how messages name the file
   */
  static void checkRoot(Path root, String shown, String output, OptionalInt builder)
      throws IOException, BuildFailedException {
    Status status = Status.of(root);
    boolean writable = status.type() != SYMLINK && (status.mode() & 022) != 0;
    if (writable || (builder.isPresent() && status.user() != builder.getAsInt())) {
      throw rejected(
          "suspicious ownership or permission on \""
              + shown
              + "\" for output '"
              + output
              + "'; rejecting this build output");
    }
  }

  private static BuildFailedException rejected(String message) {
    return new BuildFailedException(BuildStatus.OUTPUT_REJECTED, message);
  }

  /** The name of a file as people see it. */
  static String shown(Path path) {
    return BytePaths.bytes(path);
  }
}
