package dev.firn.base.disk;

import dev.firn.base.sys.DirectoryHandle;
import dev.firn.base.sys.FileHandle;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A folder of this machine: a handle of the directory. */
final class HeldFolder implements Folder {
  private static final int ALL = 0777;
  private static final int NOT_EXECUTABLE = 0666;
  private static final int OWNER_READ = 0400;

  private final DirectoryHandle handle;

  private HeldFolder(DirectoryHandle handle) {
    this.handle = handle;
  }

  static HeldFolder open(Path directory) throws IOException {
    return new HeldFolder(DirectoryHandle.openFollowing(directory));
  }

  /** The bits of permissions. Their constants are in the order of the bits. */
  private static int mode(Set<PosixFilePermission> permissions) {
    int mode = 0;
    for (PosixFilePermission permission : permissions) {
      mode |= OWNER_READ >> permission.ordinal();
    }
    return mode;
  }

  private static final class HeldFile extends NewFile {
    private final FileHandle file;

    HeldFile(FileHandle file) {
      this.file = file;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      file.write(bytes, offset, length);
    }

    @Override
    public void setPermissions(Set<PosixFilePermission> permissions) throws IOException {
      file.setMode(mode(permissions));
    }

    @Override
    public void setModified(FileTime time) throws IOException {
      file.setModified(time.to(TimeUnit.SECONDS));
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  @Override
  public Folder createFolder(String name) throws IOException {
    handle.createDirectory(name, ALL);
    return new HeldFolder(handle.openDirectory(name));
  }

  @Override
  public NewFile createFile(String name, boolean executable) throws IOException {
    return new HeldFile(handle.createFile(name, executable ? ALL : NOT_EXECUTABLE));
  }

  @Override
  public void createSymlink(String name, String target) throws IOException {
    handle.createSymlink(name, target);
  }

  @Override
  public void setLinkModified(String name, FileTime time) throws IOException {
    handle.setModified(name, time.to(TimeUnit.SECONDS));
  }

  @Override
  public void setPermissions(Set<PosixFilePermission> permissions) throws IOException {
    handle.setMode(mode(permissions));
  }

  @Override
  public void setModified(FileTime time) throws IOException {
    handle.setModified(time.to(TimeUnit.SECONDS));
  }

  @Override
  public void close() throws IOException {
    handle.close();
  }
}
