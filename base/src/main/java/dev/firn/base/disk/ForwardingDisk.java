package dev.firn.base.disk;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** A disk that passes all changes on to another one; the base of those that do something besides. */
public abstract class ForwardingDisk implements Disk {
  private final Disk next;

  /** A disk that passes changes on to that one. */
  protected ForwardingDisk(Disk next) {
    this.next = next;
  }

  @Override
  public void createDirectory(Path directory) throws IOException {
    next.createDirectory(directory);
  }

  @Override
  public OutputStream createFile(Path file) throws IOException {
    return next.createFile(file);
  }

  @Override
  public void createSymlink(Path link, String target) throws IOException {
    next.createSymlink(link, target);
  }

  @Override
  public void setPermissions(Path file, Set<PosixFilePermission> permissions) throws IOException {
    next.setPermissions(file, permissions);
  }

  @Override
  public void setModified(Path file, FileTime time) throws IOException {
    next.setModified(file, time);
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    next.move(from, to);
  }

  @Override
  public void moveNew(Path from, Path to) throws IOException {
    next.moveNew(from, to);
  }

  @Override
  public void exchange(Path one, Path other) throws IOException {
    next.exchange(one, other);
  }

  @Override
  public void link(Path existing, Path link) throws IOException {
    next.link(existing, link);
  }

  @Override
  public void delete(Path path) throws IOException {
    next.delete(path);
  }

  @Override
  public void sync(Path directory) throws IOException {
    next.sync(directory);
  }

  @Override
  public void syncOnly(Path path) throws IOException {
    next.syncOnly(path);
  }

  @Override
  public void reached(String point) {
    next.reached(point);
  }
}
