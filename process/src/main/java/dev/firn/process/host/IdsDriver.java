package dev.firn.process.host;

import dev.firn.base.json.Json;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.driver.Capabilities;
import dev.firn.deploy.driver.Driver;
import dev.firn.deploy.driver.DriverException;
import dev.firn.deploy.driver.Operation;
import dev.firn.deploy.driver.Present;
import dev.firn.deploy.driver.Result;
import dev.firn.deploy.driver.Verb;
import dev.firn.process.manager.Mark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps which numbers were assigned to the processes of a deployment. The scope of its place is the folder in which Firn keeps what it knows
 * of deployments.
 */
public final class IdsDriver implements Driver {
  /** The type of its places. */
  public static final String TYPE = "ids";

  private final Records records;

  /** The assignments of deployments that are kept below that folder. */
  public IdsDriver(Path deployments) {
    this.records = new Records(deployments.resolve(".ids"));
  }

  /**
   * The inputs of the component that was deployed last.
   *
   * @return null if there is none
   * @throws IOException if that cannot be read
   */
  public @Nullable Json kept(String deployment, ComponentPath path) throws IOException {
    List<String> lines = records.made(deployment, path);
    return lines.isEmpty() ? null : Json.parse(lines.getFirst());
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.PLAIN;
  }

  @Override
  public Map<ComponentPath, Present> read(String deployment) throws DriverException {
    SortedMap<ComponentPath, Present> found = new TreeMap<>();
    try {
      for (Mark mark : records.of(deployment).values()) {
        found.put(mark.path(), new Present(mark.fingerprint(), true));
      }
    } catch (IOException failed) {
      throw new DriverException(String.valueOf(failed.getMessage()));
    }
    return found;
  }

  @Override
  public List<Result> transition(String deployment, List<Operation> batch) {
    List<Result> results = new ArrayList<>();
    for (Operation operation : batch) {
      try {
        if (operation.verb() == Verb.STOP) {
          records.remove(deployment, operation.path());
        } else {
          String text = Json.object(operation.component().inputs()).print();
          records.write(deployment, operation.component(), List.of(text));
        }
        results.add(Result.DONE);
      } catch (IOException failed) {
        results.add(Result.failed("cannot keep the assignment of ids: " + failed.getMessage()));
      }
    }
    return results;
  }
}
