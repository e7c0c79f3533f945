package dev.firn.process.host;

import dev.firn.base.json.Json;
import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.driver.Present;
import dev.firn.process.manager.Mark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps which numbers were assigned to the processes of a deployment. The scope of its place is the folder in which Firn keeps what it knows
 * of deployments.
 */
public final class IdsDriver extends RecordsDriver {
  /** The type of its places. */
  public static final String TYPE = "ids";

  /** The assignments of deployments that are kept below that folder. */
  public IdsDriver(Path deployments) {
    super(deployments.resolve(".ids"));
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
  Present look(String deployment, Mark mark) {
    return new Present(mark.fingerprint(), true);
  }

  @Override
  void make(String deployment, Component component) throws IOException {
    records.write(deployment, component, List.of(Json.object(component.inputs()).print()));
  }

  @Override
  void remove(String deployment, Component component) throws IOException {
    records.remove(deployment, component.path());
  }
}
