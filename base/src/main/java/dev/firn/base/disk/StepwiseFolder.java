package dev.firn.base.disk;

import dev.firn.base.sys.BytePaths;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashSet;
import java.util.Set;

/** Makes things by the single steps of a disk, by their paths: for disks that watch each step. */
final class StepwiseFolder implements Folder {
  private final Disk disk;
  private final Path directory;

  StepwiseFolder(Disk disk, Path directory) {
    this.disk = disk;
    this.directory = directory;
  }

  private Path below(String name) {
    return directory.resolve(BytePaths.of(name));
  }

  private static final class StepwiseFile extends NewFile {
    private final Disk disk;
    private final Path path;
    private final OutputStream stream;

    StepwiseFile(Disk disk, Path path) throws IOException {
      this.disk = disk;
      this.path = path;
      this.stream = disk.createFile(path);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      stream.write(bytes, offset, length);
    }

    @Override
    public void setPermissions(Set<PosixFilePermission> permissions) throws IOException {
      disk.setPermissions(path, permissions);
    }

    @Override
    public void setModified(FileTime time) throws IOException {
      disk.setModified(path, time);
    }

    @Override
    public void close() throws IOException {
      stream.close();
    }
  }

  @Override
  public Folder createFolder(String name) throws IOException {
    disk.createDirectory(below(name));
    return new StepwiseFolder(disk, below(name));
  }

  @Override
  public NewFile createFile(String name, boolean executable) throws IOException {
    NewFile file = new StepwiseFile(disk, below(name));
    if (executable) {
      file.setPermissions(withExecution(Files.getPosixFilePermissions(below(name))));
    }
    return file;
  }

  /** Whoever may read may execute as well. */
  private static Set<PosixFilePermission> withExecution(Set<PosixFilePermission> permissions) {
    Set<PosixFilePermission> more = new HashSet<>(permissions);
    for (PosixFilePermission each : permissions) {
      if (each.name().endsWith("READ")) {
        more.add(PosixFilePermission.valueOf(each.name().replace("READ", "EXECUTE")));
      }
    }
    return more;
  }

  @Override
  public void createSymlink(String name, String target) throws IOException {
    disk.createSymlink(below(name), target);
  }

  @Override
  public void setLinkModified(String name, FileTime time) throws IOException {
    disk.setModified(below(name), time);
  }

  @Override
  public void setPermissions(Set<PosixFilePermission> permissions) throws IOException {
    disk.setPermissions(directory, permissions);
  }

  @Override
  public void setModified(FileTime time) throws IOException {
    disk.setModified(directory, time);
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
