package dev.firn.app.deploy;

import dev.firn.app.command.DeployOptions;
import dev.firn.base.disk.Disk;
import dev.firn.deploy.apply.Engine;
import dev.firn.deploy.apply.Outcome;
import dev.firn.deploy.component.Component;
import dev.firn.deploy.driver.Driver;
import dev.firn.deploy.driver.Ending;
import dev.firn.deploy.driver.Result;
import dev.firn.deploy.log.EventLog;
import dev.firn.deploy.log.State;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** {@code firn destroy}. */
final class DestroyCommand {
  private final DeployCall call;
  private final String name;
  private final List<Component> components = new ArrayList<>();
  private final SortedSet<String> data = new TreeSet<>();

  private DestroyCommand(DeployCall call, String name) {
    this.call = call;
    this.name = name;
  }

  static int run(DeployCall call) {
    return new DestroyCommand(call, Selection.name(call, call.operand(0))).run();
  }

  private int run() {
    State state = call.state(name);
    for (Component component : Components.known(state).values()) {
      components.add(component);
      data.addAll(driver(component).data(component));
    }
    boolean purge = call.line().has(DeployOptions.PURGE);
    if (purge && !isSure()) {
      throw new DeployFailure("nothing was done");
    }
    int status = new Changing(call, name).run(EventLog::open, Engine::destroy);
    if (status == 0 && purge) {
      return call.locked(name, _ -> purge());
    }
    if (status == 0 && !data.isEmpty() && !call.json()) {
      call.print(
          "data stays in " + String.join(", ", data) + " (firn destroy --purge removes it)\n");
    }
    return status;
  }

  private Driver driver(Component component) {
    return call.door().drivers().at(component.place());
  }

  private boolean isSure() {
    if (call.line().has(DeployOptions.YES)) {
      return true;
    }
    if (!call.surroundings().isInteractive()) {
      throw new DeployFailure("--purge removes data: say --yes too where nobody can be asked");
    }
    String what =
        data.isEmpty() ? "the history of " + name : "what Firn made of " + String.join(", ", data);
    call.print("This removes " + what + " for good. Type yes to go on: ");
    return answer().equals("yes");
  }

  private String answer() {
    StringBuilder line = new StringBuilder();
    try {
      for (int next = call.surroundings().input().read();
          next >= 0 && next != '\n';
          next = call.surroundings().input().read()) {
        line.append((char) next);
      }
    } catch (IOException _) {
      return "";
    }
    return line.toString().strip();
  }

  private int purge() throws IOException, InterruptedException {
    for (Component component : components) {
      Result result = driver(component).purge(name, component);
      if (result.ending() != Ending.DONE) {
        call.error(component.path() + ": " + result.message());
        return Outcome.INCOMPLETE.exitStatus();
      }
    }
    Disk.REAL.deleteTree(call.deployments().folder(name));
    return 0;
  }
}
