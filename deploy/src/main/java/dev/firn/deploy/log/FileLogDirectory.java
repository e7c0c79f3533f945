package dev.firn.deploy.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A directory on the disk of this machine. */
public final class FileLogDirectory implements LogDirectory {
  private final Path directory;

  /** That directory, which must be there. */
  public FileLogDirectory(Path directory) {
    this.directory = directory;
  }

  private FileChannel open(String name, OpenOption... options) throws IOException {
    return FileChannel.open(directory.resolve(name), options);
  }

  @Override
  public byte @Nullable [] read(String name) throws IOException {
    try {
      return Files.readAllBytes(directory.resolve(name));
    } catch (NoSuchFileException missing) {
      return null;
    }
  }

  @Override
  public void append(String name, byte[] bytes) throws IOException {
    try (FileChannel file = open(name, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        file.write(buffer);
      }
    }
  }

  @Override
  public void truncate(String name, long length) throws IOException {
    try (FileChannel file = open(name, StandardOpenOption.WRITE)) {
      file.truncate(length);
    }
  }

  @Override
  public void sync(String name) throws IOException {
    try (FileChannel file = open(name, StandardOpenOption.WRITE)) {
      file.force(true);
    }
  }

  @Override
  public void rename(String from, String to) throws IOException {
    Files.move(directory.resolve(from), directory.resolve(to), StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void delete(String name) throws IOException {
    Files.deleteIfExists(directory.resolve(name));
  }

  @Override
  public void syncNames() throws IOException {
    try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
      names.force(true);
    }
  }
}
