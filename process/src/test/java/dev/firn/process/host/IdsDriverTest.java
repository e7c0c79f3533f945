package dev.firn.process.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.firn.base.json.Json;
import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.component.Place;
import dev.firn.deploy.driver.Driver;
import dev.firn.deploy.driver.DriverContract;
import dev.firn.deploy.driver.Operation;
import dev.firn.deploy.driver.Verb;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdsDriverTest extends DriverContract {
  @TempDir private Path directory;

  @Override
  protected Driver driver() {
    return new IdsDriver(directory);
  }

  @Override
  protected Component component(String name, int version) {
    TreeMap<String, Json> inputs = new TreeMap<>(Map.of("ids", new Json.Int(version)));
    return Component.of(
            ComponentPath.of("host", name), new Place("ids", "localhost"), "v" + version)
        .withInputs(inputs, inputs.keySet());
  }

  @Test
  void whatWasAssignedIsKept() throws Exception {
    Component component = component("ids", 5);
    IdsDriver driver = new IdsDriver(directory);
    assertNull(driver.kept("app", component.path()));
    driver.transition("app", List.of(new Operation(Verb.START, null, component)));
    assertEquals(Json.object(component.inputs()), driver.kept("app", component.path()));
  }
}
