package dev.firn.process.manager.embedded;

import dev.firn.deploy.component.Component;
import dev.firn.deploy.driver.Driver;
import dev.firn.deploy.driver.DriverContract;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedContractTest extends DriverContract {
  @TempDir private Path temporary;
  private World world;

  @BeforeEach
  void begin() throws IOException {
    world = new World(temporary);
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Override
  protected Driver driver() {
    return world.driver;
  }

  @Override
  protected Component component(String name, int version) {
    return world.component(
        world
            .process(name)
            .foreground("/bin/sh", "-c", "trap 'echo again' HUP; while :; do sleep 0.1; done")
            .reloadable(world.state + "/link", "/file" + version)
            .build(),
        "f" + version);
  }
}
