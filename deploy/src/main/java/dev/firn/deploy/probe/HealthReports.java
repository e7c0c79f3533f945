package dev.firn.deploy.probe;

import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.component.Place;
import dev.firn.deploy.driver.DriverException;
import dev.firn.deploy.driver.Drivers;
import dev.firn.deploy.driver.Health;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What drivers say of their components. A report on all of a place is used by everybody who asked before it was begun, so that a thousand
 * questions are not a thousand reports on a thousand components, and no answer is older than its question. For many threads.
 */
final class HealthReports {
  private final Drivers drivers;
  private final Map<Place, Report> reports = new ConcurrentHashMap<>();

  /** The last report on a place. */
  private static final class Report {
    private long begun;
    private @Nullable Map<ComponentPath, Health> health;
  }

  HealthReports(Drivers drivers) {
    this.drivers = drivers;
  }

  /** How a component is; null if that cannot be told. */
  @Nullable Health of(String deployment, Component component) throws InterruptedException {
    long asked = System.nanoTime();
    Report report = reports.computeIfAbsent(component.place(), _ -> new Report());
    synchronized (report) {
      Map<ComponentPath, Health> health = report.health;
      if (health == null || report.begun - asked < 0) {
        report.begun = System.nanoTime();
        health = ask(deployment, component.place());
        report.health = health;
      }
      return health.get(component.path());
    }
  }

  private Map<ComponentPath, Health> ask(String deployment, Place place)
      throws InterruptedException {
    try {
      return drivers.at(place).health(deployment);
    } catch (DriverException cannotTell) {
      return Map.of();
    }
  }
}
