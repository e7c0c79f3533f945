package dev.firn.store.nar;

import dev.firn.base.sys.BytePaths;
import dev.firn.base.sys.Symlinks;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * A tree on a disk, read when it is asked for. Symbolic links are never followed: who walks through it reads what lies in directories
 * that are held open.
 *
 * @param path where it lies, absolute
 */
public record DiskTree(Path path) implements FileTree {
  @Override
  public FileKind kind() throws IOException {
    PosixFileAttributes attributes =
        Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (attributes.isRegularFile()) {
      boolean executable = attributes.permissions().contains(PosixFilePermission.OWNER_EXECUTE);
      return executable ? FileKind.EXECUTABLE : FileKind.REGULAR;
    }
    if (attributes.isDirectory()) {
      return FileKind.DIRECTORY;
    }
    return attributes.isSymbolicLink() ? FileKind.SYMLINK : FileKind.OTHER;
  }

  @Override
  public FileContent content() throws IOException {
    SeekableByteChannel channel =
        Files.newByteChannel(path, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    return new FileContent(channel.size(), Channels.newInputStream(channel));
  }

  @Override
  public String target() throws IOException {
    return Symlinks.read(path);
  }

  @Override
  public List<String> names() throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
      for (Path entry : entries) {
        names.add(BytePaths.bytes(entry.getFileName()));
      }
    }
    Collections.sort(names);
    return names;
  }

  @Override
  public DiskTree child(String name) {
    return new DiskTree(path.resolve(BytePaths.of(name)));
  }

  @Override
  public Entries open() throws IOException {
    return HeldTree.of(path);
  }
}
