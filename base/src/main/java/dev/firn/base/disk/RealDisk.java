package dev.firn.base.disk;

import dev.firn.base.sys.FileSystemSync;
import dev.firn.base.sys.Renames;
import dev.firn.base.sys.Symlinks;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** The disk of this machine. */
final class RealDisk implements Disk {
  @Override
  public void createDirectory(Path directory) throws IOException {
    Files.createDirectory(directory);
  }

  @Override
  public Folder folder(Path directory) throws IOException {
    return HeldFolder.open(directory);
  }

  @Override
  public OutputStream createFile(Path file) throws IOException {
    return Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  @Override
  public void createSymlink(Path link, String target) throws IOException {
    Symlinks.create(link, target);
  }

  @Override
  public void setPermissions(Path file, Set<PosixFilePermission> permissions) throws IOException {
    Files.setPosixFilePermissions(file, permissions);
  }

  @Override
  public void setModified(Path file, FileTime time) throws IOException {
    Files.getFileAttributeView(file, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .setTimes(time, null, null);
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void moveNew(Path from, Path to) throws IOException {
    Renames.moveNew(from, to);
  }

  @Override
  public void exchange(Path one, Path other) throws IOException {
    Renames.exchange(one, other);
  }

  @Override
  public void link(Path existing, Path link) throws IOException {
    Files.createLink(link, existing);
  }

  @Override
  public void delete(Path path) throws IOException {
    Files.delete(path);
  }

  @Override
  public long deleteTree(Path path) throws IOException {
    return TreeDeletion.delete(path);
  }

  @Override
  public void sync(Path directory) throws IOException {
    FileSystemSync.sync(directory);
  }

  @Override
  public void syncOnly(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
