package dev.firn.app.deploy;

import dev.firn.deploy.apply.Outcome;
import dev.firn.deploy.apply.Settings;
import dev.firn.deploy.apply.Surveyor;
import dev.firn.deploy.apply.ThreadCrew;
import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.component.Deployment;
import dev.firn.deploy.component.ModelException;
import dev.firn.deploy.component.Place;
import dev.firn.deploy.driver.DriverException;
import dev.firn.deploy.driver.Drivers;
import dev.firn.deploy.driver.Health;
import dev.firn.deploy.log.Event;
import dev.firn.deploy.log.State;
import dev.firn.deploy.plan.Action;
import dev.firn.deploy.plan.Change;
import dev.firn.deploy.plan.Plan;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is there of a deployment, and what of that is not as it should be. Made by looking; nothing is changed.
 *
 * @param state what the log says
 * @param components what there is, or should be, by path
 * @param health what drivers tell of them
 * @param drift what would have to be done to make all as the current generation has it, by path; without what is as it should be
 * @param uncertain of which nobody knows what is there
 */
record Survey(
    State state,
    SortedMap<ComponentPath, Component> components,
    Map<ComponentPath, Health> health,
    SortedMap<ComponentPath, Change> drift,
    SortedSet<ComponentPath> uncertain) {

  /** Looks at a deployment. */
  static Survey of(Drivers drivers, State state) {
    Event.Opened opened = state.opened();
    Deployment wanted =
        new Deployment(
            opened.name(), opened.source(), opened.user(), state.history().currentComponents());
    Plan plan = plan(drivers, state, wanted);
    SortedMap<ComponentPath, Change> drift = new TreeMap<>();
    for (Change change : plan.changes()) {
      if (change.action() != Action.KEEP) {
        drift.put(change.path(), change);
      }
    }
    SortedMap<ComponentPath, Component> components = new TreeMap<>();
    state.standings().forEach((path, standing) -> components.put(path, standing.component()));
    components.putAll(wanted.components());
    return new Survey(
        state, components, health(drivers, opened.name(), components), drift, plan.uncertain());
  }

  /** The plan from what is to what shall be, made by looking. */
  static Plan plan(Drivers drivers, State state, Deployment wanted) {
    try (ThreadCrew crew = new ThreadCrew()) {
      Surveyor surveyor = new Surveyor(drivers, crew, Settings.DEFAULT.longestCall());
      return surveyor.plan(state, wanted, surveyor.observe(state, wanted));
    } catch (InterruptedException given) {
      throw new DeployFailure(Outcome.INTERRUPTED, "interrupted");
    }
  }

  private static Map<ComponentPath, Health> health(
      Drivers drivers, String deployment, SortedMap<ComponentPath, Component> components) {
    SortedSet<Place> places = new TreeSet<>();
    components.values().forEach(component -> places.add(component.place()));
    Map<ComponentPath, Health> health = new TreeMap<>();
    for (Place place : places) {
      try {
        health.putAll(drivers.at(place).health(deployment));
      } catch (DriverException | ModelException _) {
        // What cannot be asked is told by what is missing.
      } catch (InterruptedException given) {
        throw new DeployFailure(Outcome.INTERRUPTED, "interrupted");
      }
    }
    return health;
  }

  /** The same about one component. */
  Survey of(Component component) {
    SortedMap<ComponentPath, Component> one = new TreeMap<>();
    one.put(component.path(), component);
    return new Survey(state, one, health, drift, uncertain);
  }
}
