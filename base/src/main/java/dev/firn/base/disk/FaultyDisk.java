package dev.firn.base.disk;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/**
 * A disk on which something goes wrong. Every change and every named point is a step; before each, a fault decides. Not for several
 * threads.
 */
public final class FaultyDisk extends ForwardingDisk {
  /** Decides what goes wrong. */
  @FunctionalInterface
  public interface Fault {
    /**
     * Called before a step. Throws what the disk should throw.
     *
     * @param number counts steps, from 0
     * @param step the name of the method, or of the point
     */
    void before(long number, String step) throws IOException;
  }

  /** The process ends here, as far as the disk can tell: nothing can be changed any more, nobody cleans up. */
  public static final class Crash extends Error {
    private static final long serialVersionUID = 1;

    private Crash(String step) {
      super("crash before " + step);
    }
  }

  private final Fault fault;
  private long steps;
  private boolean crashed;

  /** A disk that asks that fault before each step. */
  public FaultyDisk(Disk next, Fault fault) {
    super(next);
    this.fault = fault;
  }

  /** A fault that ends everything at the step of that number. */
  public static Fault crashAt(long step) {
    return (number, name) -> {
      if (number >= step) {
        throw new Crash(name);
      }
    };
  }

  /** A fault that fails from the step of that number on, but lets files be deleted: so does a full disk. */
  public static Fault fullFrom(long step) {
    return (number, name) -> {
      if (number >= step && !name.equals("delete") && !name.startsWith("reached")) {
        throw new IOException("No space left on device");
      }
    };
  }

  /** How many steps there were. */
  public long steps() {
    return steps;
  }

  private void step(String name) throws IOException {
    if (crashed) {
      throw new Crash(name);
    }
    try {
      fault.before(steps, name);
      steps++;
    } catch (Crash crash) {
      crashed = true;
      throw crash;
    }
  }

  @Override
  public void createDirectory(Path directory) throws IOException {
    step("createDirectory");
    super.createDirectory(directory);
  }

  @Override
  public OutputStream createFile(Path file) throws IOException {
    step("createFile");
    OutputStream stream = super.createFile(file);
    return new OutputStream() {
      @Override
      public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        step("write");
        stream.write(bytes, offset, length);
      }

      @Override
      public void close() throws IOException {
        stream.close();
      }
    };
  }

  @Override
  public void createSymlink(Path link, String target) throws IOException {
    step("createSymlink");
    super.createSymlink(link, target);
  }

  @Override
  public void setPermissions(Path file, Set<PosixFilePermission> permissions) throws IOException {
    step("setPermissions");
    super.setPermissions(file, permissions);
  }

  @Override
  public void setModified(Path file, FileTime time) throws IOException {
    step("setModified");
    super.setModified(file, time);
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    step("move");
    super.move(from, to);
  }

  @Override
  public void moveNew(Path from, Path to) throws IOException {
    step("moveNew");
    super.moveNew(from, to);
  }

  @Override
  public void exchange(Path one, Path other) throws IOException {
    step("exchange");
    super.exchange(one, other);
  }

  @Override
  public void link(Path existing, Path link) throws IOException {
    step("link");
    super.link(existing, link);
  }

  @Override
  public void delete(Path path) throws IOException {
    step("delete");
    super.delete(path);
  }

  @Override
  public void sync(Path directory) throws IOException {
    step("sync");
    super.sync(directory);
  }

  @Override
  public void syncOnly(Path path) throws IOException {
    step("syncOnly");
    super.syncOnly(path);
  }

  @Override
  public void reached(String point) {
    try {
      step("reached " + point);
    } catch (IOException failed) {
      throw new IllegalStateException("a point cannot fail", failed);
    }
    super.reached(point);
  }
}
