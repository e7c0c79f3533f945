package dev.firn.process.manager.embedded;

import dev.firn.base.sys.ProcessId;
import dev.firn.base.sys.ProcessId.Facts;
import dev.firn.base.sys.Signals;
import dev.firn.base.text.Latin1;
import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.component.Place;
import dev.firn.deploy.driver.Driver;
import dev.firn.deploy.driver.Health;
import dev.firn.deploy.driver.Operation;
import dev.firn.deploy.driver.Result;
import dev.firn.deploy.driver.Verb;
import dev.firn.process.description.DescriptionJson;
import dev.firn.process.description.ProcessDescription;
import dev.firn.process.manager.Await;
import dev.firn.process.manager.Descriptions;
import dev.firn.process.supervisor.Client;
import dev.firn.process.supervisor.Places;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.zip.CRC32C;

/** A supervisor with a folder of its own and real processes, of which nothing is left at the end. */
final class World implements AutoCloseable {
  static final String DEPLOYMENT = "app";

  final Path folder;
  final Path state;
  final Driver driver;
  private final Client client;

  World(Path temporary) throws IOException {
    folder = temporary.toRealPath().resolve("supervisor");
    state = temporary.resolve("state");
    driver = new Embedded().driver(folder.toString());
    client = new Client(new Places(folder), new SupervisorLaunch());
  }

  Descriptions process(String name) {
    return Descriptions.of(state).name(name);
  }

  /** A process that sleeps. */
  ProcessDescription sleeper(String name) {
    return process(name).foreground("/bin/sleep", "1000").build();
  }

  Component component(ProcessDescription process, String fingerprint) {
    return Component.of(
            ComponentPath.of(process.name()),
            new Place("embedded:" + folder, "localhost"),
            fingerprint)
        .withInputs(DescriptionJson.write(process), List.of("reload"));
  }

  Result start(ProcessDescription process) throws InterruptedException {
    return start(component(process, "f1"));
  }

  Result start(Component component) throws InterruptedException {
    return one(new Operation(Verb.START, null, component));
  }

  Result stop(ProcessDescription process) throws InterruptedException {
    return one(new Operation(Verb.STOP, component(process, "f1"), null));
  }

  Result one(Operation operation) throws InterruptedException {
    return driver.transition(DEPLOYMENT, List.of(operation)).getFirst();
  }

  Health health(String name) throws Exception {
    return Objects.requireNonNull(
        driver.health(DEPLOYMENT).get(ComponentPath.of(name)), name + " is not there");
  }

  int main(String name) throws Exception {
    return Math.toIntExact(Objects.requireNonNull(health(name).processId()));
  }

  /** The lines of the log of a process. */
  List<String> log(ProcessDescription process) {
    return driver.lastLines(DEPLOYMENT, component(process, "f1"), 1000);
  }

  /** Waits until something is so. */
  void await(String what, Callable<Boolean> condition) throws Exception {
    Await.until(what, condition);
  }

  /** All processes that this supervisor, or one before it, started. */
  List<ProcessId> all() throws IOException {
    List<ProcessId> all = new ArrayList<>();
    for (Facts facts : ProcessId.all()) {
      if (facts.id().environment().contains("FIRN_COMPONENT=" + folder + "\t")) {
        all.add(facts.id());
      }
    }
    return all;
  }

  /** The supervisor itself and the shell that guards it, the shell first. */
  List<ProcessId> supervisors() throws IOException {
    List<ProcessId> all = new ArrayList<>();
    for (Facts facts : ProcessId.all()) {
      try {
        String words = Files.readString(Path.of("/proc/" + facts.id().number() + "/cmdline"));
        if (words.endsWith("SupervisorProgram\0" + folder + "\0")) {
          all.add(words.startsWith("/bin/sh") ? 0 : all.size(), facts.id());
        }
      } catch (IOException gone) {
        // It is none.
      }
    }
    return all;
  }

  /** Changes what the last supervisor noted, with the right checksums. */
  void rewriteRecord(String from, String to) throws IOException {
    Path record = folder.resolve("record");
    StringBuilder text = new StringBuilder();
    for (String line : Files.readAllLines(record)) {
      String json = line.substring("1 00000000 ".length()).replace(from, to);
      CRC32C crc = new CRC32C();
      crc.update(Latin1.bytes(json));
      text.append("1 ").append(HexFormat.of().toHexDigits((int) crc.getValue()));
      text.append(' ').append(json).append('\n');
    }
    Files.writeString(record, text);
  }

  /** Kills the supervisor and its guard at once, and waits until they are gone. */
  void killSupervisors() throws Exception {
    List<ProcessId> killed = supervisors();
    for (ProcessId one : killed) {
      one.send(Signals.KILL);
    }
    await("they are gone", () -> killed.stream().noneMatch(ProcessId::isRunning));
  }

  /** Whether there is no supervisor. One that just comes back hears only later that it shall leave. */
  boolean isAlone() throws IOException {
    client.leave();
    return supervisors().isEmpty();
  }

  @Override
  public void close() {
    try {
      end();
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  private void end() throws Exception {
    List<Operation> stops = new ArrayList<>();
    for (ComponentPath path : driver.read(DEPLOYMENT).keySet()) {
      Component some = component(sleeper(path.names().getFirst()), "f");
      stops.add(new Operation(Verb.STOP, some, null));
    }
    List<Result> results = stops.isEmpty() ? List.of() : driver.transition(DEPLOYMENT, stops);
    await("the supervisor ends", this::isAlone);
    List<ProcessId> left = all();
    for (ProcessId one : left) {
      one.send(Signals.KILL);
    }
    if (!left.isEmpty() || results.stream().anyMatch(result -> !result.equals(Result.DONE))) {
      throw new IllegalStateException("these processes were left: " + left + ", " + results);
    }
  }
}
