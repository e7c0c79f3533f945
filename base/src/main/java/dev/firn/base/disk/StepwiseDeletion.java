package dev.firn.base.disk;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** Deletes a tree by the single steps of a disk: for disks that watch each of them. */
final class StepwiseDeletion extends SimpleFileVisitor<Path> {
  private final Disk disk;
  private long freed;

  private StepwiseDeletion(Disk disk) {
    this.disk = disk;
  }

  static long delete(Disk disk, Path path) throws IOException {
    StepwiseDeletion deletion = new StepwiseDeletion(disk);
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      Files.walkFileTree(path, deletion);
    }
    return deletion.freed;
  }

  @Override
  public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
      throws IOException {
    disk.setPermissions(directory, PosixFilePermissions.fromString("rwx------"));
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    int names = (Integer) Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS);
    freed += TreeDeletion.freedBy(names, attributes.size());
    disk.delete(file);
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failed)
      throws IOException {
    if (failed != null) {
      throw failed;
    }
    disk.delete(directory);
    return FileVisitResult.CONTINUE;
  }
}
