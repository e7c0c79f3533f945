package dev.firn.app.resident;

import dev.firn.app.console.Messages;
import dev.firn.app.console.Output;
import dev.firn.app.console.Surroundings;
import dev.firn.app.recall.Memory;
import dev.firn.app.recall.NotHere;
import dev.firn.app.recall.Recall;
import dev.firn.app.recall.Transcript;
import dev.firn.app.settings.Environment;
import dev.firn.base.sys.LockFile;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Runs commands for the processes that ask for it, each on a thread of its own, until nobody has asked for a while. */
public final class Server {
  /** The status that stands for a command that was not run. */
  private static final int NOT_RUN = -1;

  /** How many characters a process number takes in the lock file. */
  private static final int PID = 10;

  private static final long IDLE_SECONDS = 30 * 60;

  /** What may lie around after a command, in bytes: as much again fits into the room that {@link Launch} gives. */
  private static final long LITTER = 200L << 20;

  private final Place place;
  private final String identity;
  private final Commands commands;
  private final Memory memory = new Memory();
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicLong kept = new AtomicLong();
  private volatile long lastUsed = System.nanoTime();

  /** Runs commands. */
  public interface Commands {
    /** Runs one, as if in a process of its own, and gives the exit status. */
    int run(String[] arguments, Surroundings surroundings);
  }

  private Server(Place place, String identity, Commands commands) {
    this.place = place;
    this.identity = identity;
    this.commands = commands;
  }

  /**
   * Serves, unless another process does so at that place already. Comes back when nobody has asked for half an hour, or another has taken
   * the place.
   *
   * @param socket the file of the socket
   * @param lock the file to lock
   */
  public static void run(String socket, String lock, Commands commands) throws IOException {
    Place place = new Place(Path.of(socket), Path.of(lock));
    try (LockFile held = LockFile.open(place.lock())) {
      if (held.tryLock(LockFile.Mode.EXCLUSIVE)) {
        // For people only.
        held.write((ProcessHandle.current().pid() + " ".repeat(PID)).substring(0, PID) + "\n");
        new Server(place, Place.identity(), commands).listen();
      }
    }
  }

  private void listen() throws IOException {
    Files.deleteIfExists(place.socket());
    try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      // It has its name when it can be reached, by its user only.
      Path fresh = place.socket().resolveSibling(place.socket().getFileName() + ".new");
      Files.deleteIfExists(fresh);
      channel.bind(UnixDomainSocketAddress.of(fresh));
      Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
      Files.move(fresh, place.socket(), StandardCopyOption.ATOMIC_MOVE);
      Thread.ofPlatform().daemon().start(() -> accept(channel));
      awaitIdleness();
    } finally {
      Files.deleteIfExists(place.socket());
    }
  }

  private void awaitIdleness() {
    Object inode = inode();
    try {
      while (inode.equals(inode())
          && (running.get() > 0 || System.nanoTime() - lastUsed < IDLE_SECONDS * 1_000_000_000)) {
        Thread.sleep(5_000);
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private Object inode() {
    try {
      return Files.getAttribute(place.socket(), "unix:ino");
    } catch (IOException gone) {
      return "gone";
    }
  }

  private void accept(ServerSocketChannel channel) {
    try {
      while (true) {
        SocketChannel client = channel.accept();
        Thread.ofPlatform().daemon().start(() -> serve(client));
      }
    } catch (IOException closed) {
      // The server ends.
    }
  }

  private void serve(SocketChannel client) {
    running.incrementAndGet();
    try (client) {
      DataInputStream source =
          new DataInputStream(new BufferedInputStream(Channels.newInputStream(client)));
      Request request = Request.read(source);
      Transcript transcript = new Transcript();
      Recall recall = new Recall(memory, transcript);
      Thread.ofVirtual().start(() -> interruptAtEnd(source, recall));
      int status = request.identity().equals(identity) ? run(request, transcript, recall) : NOT_RUN;
      answer(client, status, transcript);
    } catch (IOException gone) {
      // Nobody waits for an answer any more.
    } finally {
      lastUsed = System.nanoTime();
      if (running.decrementAndGet() == 0) {
        tidy();
      }
    }
  }

  /** Collects now, when nobody waits, what would else be collected in the middle of the next command. */
  private void tidy() {
    if (used() - kept.get() > LITTER) {
      System.gc();
      kept.set(used());
    }
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /** Who waits for an answer and sends nothing more has gone when the stream ends. */
  private static void interruptAtEnd(InputStream source, Recall recall) {
    try {
      source.read();
    } catch (IOException gone) {
      // As good as the end.
    }
    recall.interrupt();
  }

  private int run(Request request, Transcript transcript, Recall recall) {
    Surroundings surroundings =
        new Surroundings(
            InputStream.nullInputStream(),
            new Output(transcript.stream(Transcript.OUTPUT)),
            new Messages(transcript.stream(Transcript.ERRORS), request::coloured),
            Environment.of(request.environment()),
            request::interactive,
            request.directory(),
            recall);
    try {
      return commands.run(request.arguments().toArray(new String[0]), surroundings);
    } catch (NotHere elsewhere) {
      return NOT_RUN;
    } catch (OutOfMemoryError full) {
      memory.clear();
      return NOT_RUN;
    }
  }

  private static void answer(SocketChannel client, int status, Transcript transcript)
      throws IOException {
    DataOutputStream target = new DataOutputStream(Channels.newOutputStream(client));
    byte[] written = status == NOT_RUN ? new byte[0] : transcript.bytes();
    target.writeInt(status);
    target.writeInt(written.length);
    target.write(written);
    target.flush();
  }
}
