package dev.firn.deploy.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.component.Place;
import dev.firn.deploy.driver.Faults.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryDriverTest extends DriverContract {
  private final MemoryDriver driver = new MemoryDriver(Capabilities.PLAIN);

  @Override
  protected Driver driver() {
    return driver;
  }

  @Override
  protected Component component(String name, int version) {
    return Component.of(ComponentPath.of(name), new Place("memory", "here"), "f" + version);
  }

  private Result start(Fault fault) throws InterruptedException {
    driver.setFaults(_ -> fault);
    Operation start = new Operation(Verb.START, null, component("a", 1));
    return driver.transition("app", List.of(start)).getFirst();
  }

  @Test
  void faultsAreWhatTheySay() throws Exception {
    assertEquals(Ending.FAILED, start(Fault.FAILS).ending());
    assertEquals(Ending.UNCERTAIN, start(Fault.LOST_BEFORE).ending());
    assertThrows(InterruptedException.class, () -> start(Fault.HANGS));
    assertEquals(List.of(), driver.journal());
    assertEquals(Ending.UNCERTAIN, start(Fault.HALF_DONE).ending());
    assertEquals(
        "[Present[fingerprint=f1, running=false]]", driver.read("app").values().toString());
    assertEquals(Ending.UNCERTAIN, start(Fault.LOST_AFTER).ending());
    assertEquals("[Present[fingerprint=f1, running=true]]", driver.read("app").values().toString());
    driver.setReachable(false);
    assertThrows(DriverException.class, () -> driver.read("app"));
  }
}
