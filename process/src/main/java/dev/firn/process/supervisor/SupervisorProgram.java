package dev.firn.process.supervisor;

import dev.firn.base.sys.BytePaths;
import dev.firn.base.sys.Children;
import dev.firn.base.sys.LockFile;
import dev.firn.base.sys.NotifySocket;
import dev.firn.base.sys.ProcessBytes;
import dev.firn.base.sys.ProcessId;
import dev.firn.deploy.log.FileLogDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The supervisor as a program of its own. */
public final class SupervisorProgram {
  /** How long a supervisor usually waits for something to do. */
  public static final Duration IDLE = Duration.ofMinutes(1);

  private static final long LARGEST_LOG = 10 << 20;
  private static final long LARGEST_RECORD = 4 << 20;
  private static final long ROTATION_SECONDS = 10;
  private static final long ADOPTED_MILLIS = 250;
  private static final long LOCK_MILLIS = 3_000;
  private static final long PAUSE_MILLIS = 20;
  private static final int MOST_PAUSES = 50;

  private final Places places;
  private final long idleMillis;
  private final CountDownLatch left = new CountDownLatch(1);
  private long used = System.nanoTime();

  private SupervisorProgram(Places places, long idleMillis) {
    this.places = places;
    this.idleMillis = idleMillis;
  }

  /**
   * Supervises, until nothing is left to supervise.
   *
   * @param decoded the folder of the supervisor
   */
  public static void main(String[] decoded) {
    String[] arguments = ProcessBytes.arguments(decoded);
    int status = 0;
    try {
      run(new Places(BytePaths.of(arguments[0])), IDLE);
    } catch (IOException failed) {
      System.err.println("firn supervisor: " + failed.getMessage());
      status = 1;
    } catch (InterruptedException ended) {
      status = 1;
    }
    Runtime.getRuntime().halt(status);
  }

  /**
   * Supervises in this process, which starts no children in another way, until it is told to leave or has had nothing to do for a while. Comes
   * back soon if another supervisor has the folder.
   *
   * @param idle how long it waits for something to do
   */
  public static void run(Places places, Duration idle) throws IOException, InterruptedException {
    try (LockFile lock = lock(places)) {
      if (lock.tryLock(LockFile.Mode.EXCLUSIVE)) {
        new SupervisorProgram(places, idle.toMillis()).supervise();
      }
    }
  }

  /** The file to lock, locked if the one who has it ends soon. Who ends takes it away, so it may be another one then. */
  private static LockFile lock(Places places) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    while (true) {
      places.make();
      LockFile lock = LockFile.open(places.lock());
      boolean late = (System.nanoTime() - begin) / 1_000_000 > LOCK_MILLIS;
      if (late || (lock.tryLock(LockFile.Mode.EXCLUSIVE) && isInPlace(lock, places))) {
        return lock;
      }
      lock.close();
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  private static boolean isInPlace(LockFile lock, Places places) {
    try {
      return Files.isSameFile(lock.handle(), places.lock());
    } catch (IOException gone) {
      return false;
    }
  }

  private void supervise() throws IOException, InterruptedException {
    Children.inheritOrphans();
    String name = "firn/" + ProcessHandle.current().pid() + "/" + System.nanoTime();
    ControlGroups groups = ControlGroups.of(places.folder());
    Record record = Record.open(new FileLogDirectory(places.folder()), ProcessId.boot());
    try (NotifySocket socket = new NotifySocket(name);
        LockFile folder = LockFile.openDirectory(places.folder())) {
      Supervisor supervisor = new Supervisor(places, record, groups, "@" + name);
      Census census = new Census(places.folder(), groups);
      Roster roster = supervisor.roster();
      thread("reaper", roster::reap);
      thread("notices", () -> new Notices(places.folder(), roster, census).listen(socket));
      new Recovery(supervisor, census).run();
      look(supervisor, record);
      Conversation conversation = new Conversation(supervisor, groups, left::countDown);
      Server server = Server.open(places, folder.handle(), conversation);
      awaitEnd(supervisor, server);
      if (roster.all().isEmpty()) {
        groups.remove();
        places.remove();
      }
    }
  }

  private static void thread(String name, Runnable work) {
    Thread.ofPlatform().daemon().name(name).start(work);
  }

  /** What is done again and again. */
  private void look(Supervisor supervisor, Record record) {
    Roster roster = supervisor.roster();
    supervisor
        .clock()
        .scheduleWithFixedDelay(
            roster::lookAfterAdopted, ADOPTED_MILLIS, ADOPTED_MILLIS, TimeUnit.MILLISECONDS);
    LogRotation rotation = new LogRotation(LARGEST_LOG);
    supervisor
        .clock()
        .scheduleWithFixedDelay(
            () -> {
              roster.all().forEach(one -> rotation.look(log(one)));
              rotation.look(places.messages());
              compact(record);
            },
            ROTATION_SECONDS,
            ROTATION_SECONDS,
            TimeUnit.SECONDS);
  }

  private static Path log(Supervised one) {
    return Places.log(one.assignment().process());
  }

  private static void compact(Record record) {
    try {
      if (record.length() > LARGEST_RECORD) {
        record.compact();
      }
    } catch (IOException full) {
      System.err.println("firn supervisor: cannot shorten its record: " + full.getMessage());
    }
  }

  private void awaitEnd(Supervisor supervisor, Server server) throws InterruptedException {
    boolean idle = false;
    while (!idle && !left.await(Math.min(idleMillis + 1, 1000), TimeUnit.MILLISECONDS)) {
      if (!supervisor.roster().all().isEmpty() || server.clients() > 0) {
        used = System.nanoTime();
      }
      idle = (System.nanoTime() - used) / 1_000_000 >= idleMillis;
    }
    // Who said so gets an answer.
    for (int i = 0; !idle && server.clients() > 0 && i < MOST_PAUSES; i++) {
      Thread.sleep(PAUSE_MILLIS);
    }
  }
}
