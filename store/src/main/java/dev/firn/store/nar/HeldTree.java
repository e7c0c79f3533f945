package dev.firn.store.nar;

import dev.firn.base.sys.DirectoryHandle;
import dev.firn.base.sys.FileHandle;
import dev.firn.base.sys.FileStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * A tree on a disk, in a directory that is held open: what is read is what lies in that directory, whoever puts links in the place of
 * directories meanwhile.
 *
 * @param directory what it lies in; open as long as this is used
 * @param name its name there
 * @param path where it lay when the directory was opened
 */
record HeldTree(DirectoryHandle directory, String name, Path path) implements FileTree {
  private static final int OWNER_EXECUTE = 0100;

  /** What a directory holds. */
  private record Held(DirectoryHandle directory, Path path) implements Entries {
    @Override
    public List<String> names() throws IOException {
      return directory.names();
    }

    @Override
    public FileTree child(String name) {
      return new HeldTree(directory, name, path);
    }

    @Override
    public void close() throws IOException {
      directory.close();
    }
  }

  /** The entries of a directory that is no symbolic link. */
  static Entries of(Path directory) throws IOException {
    return new Held(DirectoryHandle.open(directory), directory);
  }

  private DiskTree byPath() {
    return new DiskTree(path).child(name);
  }

  @Override
  public FileKind kind() throws IOException {
    FileStatus status = directory.status(name);
    if (status.isRegular()) {
      return (status.mode() & OWNER_EXECUTE) != 0 ? FileKind.EXECUTABLE : FileKind.REGULAR;
    }
    if (status.isDirectory()) {
      return FileKind.DIRECTORY;
    }
    return status.isSymlink() ? FileKind.SYMLINK : FileKind.OTHER;
  }

  @Override
  public FileContent content() throws IOException {
    FileHandle file = directory.openFile(name);
    try {
      FileStatus status = file.status();
      if (!status.isRegular()) {
        throw new NarException("file '" + name + "' became something else while it was read");
      }
      return new FileContent(status.size(), new Content(file));
    } catch (IOException failed) {
      file.close();
      throw failed;
    }
  }

  private static final class Content extends InputStream {
    private final FileHandle file;

    Content(FileHandle file) {
      this.file = file;
    }

    @Override
    public int read() throws IOException {
      byte[] single = new byte[1];
      return read(single, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(single[0]);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return file.read(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  @Override
  public String target() throws IOException {
    return directory.readSymlink(name);
  }

  @Override
  public List<String> names() throws IOException {
    return byPath().names();
  }

  @Override
  public FileTree child(String child) {
    return byPath().child(child);
  }

  @Override
  public Entries open() throws IOException {
    return new Held(directory.openDirectory(name), byPath().path());
  }
}
