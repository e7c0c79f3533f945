package dev.firn.deploy.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every driver keeps that can be asked what is there. A test of a driver extends this. */
public abstract class DriverContract {
  /** The driver, in an empty world. */
  protected abstract Driver driver();

  /** Some component of that driver that runs, made of that. */
  protected abstract Component component(String name, int version);

  private static void assertDone(Driver driver, Operation operation) throws InterruptedException {
    assertEquals(List.of(Result.DONE), driver.transition("app", List.of(operation)));
  }

  private static Map<ComponentPath, Present> running(Component component) {
    return Map.of(component.path(), new Present(component.fingerprint(), true));
  }

  @Test
  void whatIsStartedIsThereAndWhatIsStoppedIsNot() throws Exception {
    Driver driver = driver();
    Component first = component("a", 1);
    Component second = component("a", 2);

    assertDone(driver, new Operation(Verb.START, null, first));
    assertEquals(running(first), driver.read("app"));
    assertDone(driver, new Operation(Verb.RELOAD, first, second));
    assertEquals(running(second), driver.read("app"));
    assertDone(driver, new Operation(Verb.STOP, second, null));
    assertDone(driver, new Operation(Verb.STOP, second, null));
    assertEquals(Map.of(), driver.read("app"));
  }

  @Test
  void deploymentsDoNotSeeOneAnother() throws Exception {
    Driver driver = driver();
    Component component = component("a", 1);

    assertDone(driver, new Operation(Verb.START, null, component));
    assertEquals(Map.of(), driver.read("other"));
    driver.transition("other", List.of(new Operation(Verb.STOP, component, null)));
    assertEquals(running(component), driver.read("app"));
  }
}
