package dev.firn.process.manager.supervisord;

import dev.firn.base.disk.Disk;
import dev.firn.base.sys.BytePaths;
import dev.firn.base.text.Latin1;
import dev.firn.process.manager.Programs;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A supervisord that Firn starts for its programs and ends after the last one. All of its files are in one directory. It reads its programs
 * from one file that has them all: after each file that it reads, supervisord looks through all settings that it has read before.
 */
final class OwnInstance implements Instance {
  private static final int LONGEST_SOCKET = 100; // the kernel takes 107

  /** Each program that it starts first closes so many files one by one, so that more of them cost time. */
  private static final long FEWEST_FILES = 4096;

  private static final long FILES_OF_PROGRAM = 4;
  private static final Duration START = Duration.ofSeconds(60);
  private static final long PAUSE_MILLIS = 20;
  private static final String NAME = "supervisord";
  private static final String ALL_PROGRAMS = "programs.ini";

  private final Disk disk;
  private final Programs tools;
  private final Path directory;

  OwnInstance(Disk disk, Programs tools, Path directory) {
    this.disk = disk;
    this.tools = tools;
    this.directory = directory;
  }

  @Override
  public Path programs() {
    return directory.resolve("conf.d");
  }

  @Override
  public Path socket() {
    return directory.resolve("supervisor.sock");
  }

  @Override
  public @Nullable String unavailable() {
    return socket().toString().length() > LONGEST_SOCKET
        ? "the name of the socket " + socket() + " is too long: choose a shorter scope"
        : null;
  }

  @Override
  public boolean ensureRunning() throws IOException, InterruptedException {
    if (new Rpc(socket()).answers()) {
      return false;
    }
    new Orphans(socket()).end(_ -> true);
    disk.createDirectories(programs());
    disk.setPermissions(directory, PosixFilePermissions.fromString("rwx------"));
    write(configuration(), text(BytePaths.bytes(directory), openFiles()));
    refresh();
    // The kernel closed the socket of one that was killed, but its name stays.
    Files.deleteIfExists(socket());
    Programs.Output output = tools.run(List.of(NAME, "-c", configuration().toString()), "", START);
    if (!output.isSuccess()) {
      throw new IOException("supervisord does not start: " + output.complaint());
    }
    long end = System.nanoTime() + START.toNanos();
    while (!new Rpc(socket()).answers()) {
      if (System.nanoTime() > end) {
        throw new IOException("supervisord started, but nobody answers at " + socket());
      }
      Thread.sleep(PAUSE_MILLIS);
    }
    return true;
  }

  private Path configuration() {
    return directory.resolve(NAME + ".conf");
  }

  @Override
  public void refresh() throws IOException {
    write(directory.resolve(ALL_PROGRAMS), allPrograms());
  }

  /** The files of all programs, one after the other. */
  private String allPrograms() throws IOException {
    String here = BytePaths.bytes(programs());
    StringBuilder all = new StringBuilder();
    for (Path file : files()) {
      String text = Latin1.string(Files.readAllBytes(file)).replace(IniText.HERE, here);
      all.append(text).append(text.endsWith("\n") ? "" : "\n");
    }
    return all.toString();
  }

  /** The files of programs, in the order in which supervisord would read them. */
  private SortedSet<Path> files() throws IOException {
    SortedSet<Path> files = new TreeSet<>();
    try (DirectoryStream<Path> there = Files.newDirectoryStream(programs())) {
      for (Path file : there) {
        if (file.toString().endsWith(ProgramFile.CONF)) {
          files.add(file);
        }
      }
    }
    return files;
  }

  private void write(Path file, String text) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".firn-new");
    Files.deleteIfExists(fresh); // left by one that was killed
    try (OutputStream stream = disk.createFile(fresh)) {
      stream.write(Latin1.bytes(text));
    }
    disk.syncOnly(fresh);
    disk.move(fresh, file);
    disk.syncOnly(directory);
  }

  /** Its configuration. */
  static String text(String directory, long openFiles) {
    return """
    ; Firn's own supervisord, for the programs in conf.d. Written by Firn at each start.
    [supervisord]
    logfile=%1$s/supervisord.log
    pidfile=%1$s/supervisord.pid
    childlogdir=%1$s
    minfds=%2$d
    umask=022

    [unix_http_server]
    file=%1$s/supervisor.sock
    chmod=0700

    [rpcinterface:supervisor]
    supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface

    [supervisorctl]
    serverurl=unix://%1$s/supervisor.sock

    [include]
    files=%1$s/%3$s
    """
        .formatted(directory, openFiles, ALL_PROGRAMS);
  }

  /** Enough for a thousand programs, or for twice those that there are. */
  private long openFiles() throws IOException {
    return Math.max(FEWEST_FILES, 2 * FILES_OF_PROGRAM * files().size());
  }

  @Override
  public void endOrphans(Set<String> programs) throws InterruptedException {
    new Orphans(socket()).end(programs::contains);
  }

  @Override
  public void afterRemoval() throws IOException, InterruptedException {
    if (isInUse()) {
      refresh();
      return;
    }
    Rpc rpc = new Rpc(socket());
    if (rpc.answers()) {
      rpc.call("supervisor.shutdown");
      while (Files.exists(socket()) && rpc.answers()) {
        Thread.sleep(PAUSE_MILLIS);
      }
      awaitEnd();
    }
    disk.deleteTree(directory);
  }

  /** Whether anybody has files in the directory of programs. */
  private boolean isInUse() throws IOException {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(programs())) {
      return left.iterator().hasNext();
    } catch (NoSuchFileException _) {
      return false; // It was never begun, or is away already.
    }
  }

  /** It writes to its log until it ends. */
  private void awaitEnd() throws IOException, InterruptedException {
    Path pid = directory.resolve("supervisord.pid");
    long end = System.nanoTime() + START.toNanos();
    while (Files.exists(pid)) {
      if (System.nanoTime() > end) {
        throw new IOException("supervisord was asked to end and did not");
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }
}
