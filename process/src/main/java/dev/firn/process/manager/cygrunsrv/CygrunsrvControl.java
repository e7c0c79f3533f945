package dev.firn.process.manager.cygrunsrv;

import dev.firn.base.text.Latin1;
import dev.firn.deploy.driver.Health;
import dev.firn.process.manager.Mark;
import dev.firn.process.manager.Programs;
import dev.firn.process.manager.single.Calls;
import dev.firn.process.manager.single.FileName;
import dev.firn.process.manager.single.Service;
import dev.firn.process.manager.single.ServiceControl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Installs, starts, stops and removes services of Windows. What is installed there starts at boot. */
final class CygrunsrvControl implements ServiceControl {
  private static final String PREFIX = Parameters.serviceName("");
  private static final FileName FILE = new FileName(PREFIX, "-cygrunsrvparams");

  private final Calls calls;

  CygrunsrvControl(Calls calls) {
    this.calls = calls;
  }

  /** The file with the parameters of a process. */
  static String file(String name) {
    return FILE.of(name);
  }

  @Override
  public String packageFolder() {
    return "";
  }

  @Override
  public @Nullable String nameOf(String file) {
    return FILE.nameOf(file);
  }

  @Override
  public Mark.Comment comment() {
    return Mark.Comment.HASH;
  }

  @Override
  public void start(Service service) throws IOException, InterruptedException {
    if (query(service) == null) {
      List<String> command = new ArrayList<>(List.of("cygrunsrv", "--install"));
      command.add(PREFIX + service.name());
      command.addAll(parameters(service.file()));
      calls.tell(command);
    }
    calls.tell("cygrunsrv", "--start", PREFIX + service.name());
  }

  /** The lines of a file but those that Firn added. */
  private static List<String> parameters(Path file) throws IOException {
    String text = Latin1.string(Files.readAllBytes(file));
    return text.lines().filter(line -> !line.startsWith("# " + Mark.LABEL)).toList();
  }

  @Override
  public void stop(Service service) throws IOException, InterruptedException {
    String state = query(service);
    if (state != null && !state.contains("Stopped")) {
      calls.tell("cygrunsrv", "--stop", PREFIX + service.name());
    }
  }

  @Override
  public void forget(Service service) throws IOException, InterruptedException {
    if (query(service) != null) {
      calls.tell("cygrunsrv", "--remove", PREFIX + service.name());
    }
  }

  @Override
  public void signal(Service service, String signal) throws IOException {
    throw new IOException("cygrunsrv cannot send signals to " + service.name());
  }

  /** What Windows says about a service; null if it knows none of that name. */
  private @Nullable String query(Service service) throws IOException, InterruptedException {
    Programs.Output output = calls.ask("cygrunsrv", "--query", PREFIX + service.name());
    return output.isSuccess() ? output.out() : null;
  }

  @Override
  public Health health(Service service) throws IOException, InterruptedException {
    String state = query(service);
    if (state == null) {
      return new Health(Health.State.STOPPED, null, null, -1, "not installed");
    }
    Health.State known =
        state.contains("Running")
            ? Health.State.RUNNING
            : state.contains("Start Pending") ? Health.State.STARTING : Health.State.STOPPED;
    return new Health(known, null, null, -1, "");
  }
}
