package dev.firn.process.supervisor;

import dev.firn.base.json.Json;
import dev.firn.base.sys.LockFile;
import dev.firn.deploy.driver.Control;
import dev.firn.deploy.driver.Ending;
import dev.firn.deploy.driver.Result;
import dev.firn.deploy.json.JsonFields;
import dev.firn.deploy.json.JsonFormatException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Asks the supervisor of a folder, which may not run. For many threads. */
public final class Client {
  private static final long LONGEST_START_MILLIS = 20_000;
  private static final long PATIENCE_MILLIS = 5_000;
  private static final long PAUSE_MILLIS = 5;

  private final Places places;
  private final Launch launch;

  /** Starts supervisors. */
  public interface Launch {
    /** Starts one for a folder, and does not wait until it listens. */
    void start(Places places) throws IOException;
  }

  /**
   * A client.
   *
   * @param launch starts the supervisor when something is to be changed and none runs
   */
  public Client(Places places, Launch launch) {
    this.places = places;
    this.launch = launch;
  }

  /** What is there of a deployment. Starts nothing and changes nothing. */
  public List<Glance> look(String deployment) throws IOException, InterruptedException {
    if (!Files.isDirectory(places.folder())) {
      return List.of();
    }
    Json answer;
    try {
      answer = once(message("look", Map.of("deployment", new Json.Str(deployment))));
    } catch (ClosedByInterruptException interrupted) {
      throw given();
    } catch (IOException nobody) {
      return Glance.withoutSupervisor(places).stream()
          .filter(glance -> glance.key().deployment().equals(deployment))
          .toList();
    }
    return fields(answer).list("found", Glance::read);
  }

  /** Does tasks, and gives a result for each. */
  public List<Result> change(String deployment, List<Task> tasks)
      throws IOException, InterruptedException {
    Map<String, Json> more =
        Map.of(
            "deployment",
            new Json.Str(deployment),
            "tasks",
            new Json.Array(tasks.stream().map(Task::json).toList()));
    return results(request(deployment, message("change", more)));
  }

  /** Does what a person wants with one process. */
  public Result control(Key key, Control control) throws IOException, InterruptedException {
    Map<String, Json> more = Map.of("key", key.json(), "control", new Json.Str(control.name()));
    return results(request(key.deployment(), message("control", more))).getFirst();
  }

  /** Ends the supervisor, if one runs, and nothing that it looks after. */
  public void leave() throws IOException {
    if (!Files.isDirectory(places.folder())) {
      return;
    }
    try {
      once(message("leave", Map.of()));
    } catch (IOException nobody) {
      return;
    }
    awaitEnd();
  }

  private void awaitEnd() throws IOException {
    try (LockFile lock = LockFile.openExisting(places.lock())) {
      if (lock != null) {
        lock.lock(LockFile.Mode.EXCLUSIVE);
      }
    }
  }

  private static Json message(String request, Map<String, Json> more) {
    Map<String, Json> members = new TreeMap<>(more);
    members.put("request", new Json.Str(request));
    members.put("version", new Json.Int(Frames.VERSION));
    return Json.object(members);
  }

  private Json request(String deployment, Json message) throws IOException, InterruptedException {
    try {
      if (fields(greetOrStart()).optional("version") != null) {
        // A supervisor of another Firn: the new one adopts all that it has.
        leave();
        Json _ = greetOrStart();
      }
      return once(message);
    } catch (ClosedByInterruptException interrupted) {
      settle(deployment);
      throw given();
    }
  }

  private Json once(Json message) throws IOException {
    try (SocketChannel channel = connect()) {
      return ask(channel, message);
    }
  }

  /** When nobody waits any more, the supervisor gives up; here it is known that it has. */
  private void settle(String deployment) throws IOException {
    boolean _ = Thread.interrupted();
    try {
      once(message("settle", Map.of("deployment", new Json.Str(deployment))));
    } catch (ClosedByInterruptException impatient) {
      Thread.currentThread().interrupt();
    }
  }

  private static InterruptedException given() {
    boolean _ = Thread.interrupted();
    return new InterruptedException();
  }

  /**
   * Starts one again and again, because the one before may just have been about to end. Its socket
   * takes connections until its last thread is gone, so only an answer shows that it runs; what is
   * sent after that cannot be lost without having been heard.
   */
  private Json greetOrStart() throws IOException, InterruptedException {
    long begin = System.nanoTime();
    long next = 0;
    while (true) {
      long millis = (System.nanoTime() - begin) / 1_000_000;
      try {
        return once(message("greet", Map.of()));
      } catch (ClosedByInterruptException interrupted) {
        throw interrupted;
      } catch (IOException nobody) {
        if (millis > LONGEST_START_MILLIS) {
          throw new IOException(
              "the supervisor does not start; " + places.messages() + " may say why", nobody);
        }
      }
      if (millis >= next) {
        places.make();
        launch.start(places);
        next = millis + PATIENCE_MILLIS;
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  /** Through the folder, because the names of sockets must be short. */
  private SocketChannel connect() throws IOException {
    try (LockFile folder = LockFile.openDirectory(places.folder())) {
      SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      try {
        channel.connect(
            UnixDomainSocketAddress.of(folder.handle().resolve(places.socket().getFileName())));
        return channel;
      } catch (IOException | RuntimeException failed) {
        channel.close();
        throw failed;
      }
    }
  }

  private static Json ask(SocketChannel channel, Json message) throws IOException {
    Frames.write(
        new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)),
        message);
    return Frames.read(
        new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel), 1 << 16)));
  }

  private static JsonFields fields(Json answer) throws IOException {
    try {
      JsonFields fields = JsonFields.of(answer, "the supervisor's answer");
      if (fields.optional("error") != null) {
        throw new IOException("the supervisor says: " + fields.string("error"));
      }
      return fields;
    } catch (JsonFormatException wrong) {
      throw new IOException(wrong.getMessage(), wrong);
    }
  }

  private static List<Result> results(Json answer) throws IOException {
    return fields(answer)
        .list(
            "results",
            one -> {
              JsonFields fields = JsonFields.of(one, "a result");
              return new Result(fields.constant("ending", Ending.class), fields.string("message"));
            });
  }
}
