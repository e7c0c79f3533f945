package dev.firn.deploy.apply;

import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.component.Deployment;
import dev.firn.deploy.component.ModelException;
import dev.firn.deploy.component.Place;
import dev.firn.deploy.component.Standing;
import dev.firn.deploy.driver.Driver;
import dev.firn.deploy.driver.DriverException;
import dev.firn.deploy.driver.Drivers;
import dev.firn.deploy.driver.Present;
import dev.firn.deploy.log.Event;
import dev.firn.deploy.log.State;
import dev.firn.deploy.log.Transaction;
import dev.firn.deploy.plan.Finding;
import dev.firn.deploy.plan.Observed;
import dev.firn.deploy.plan.Plan;
import dev.firn.deploy.plan.Planner;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Looks what is there and makes plans. Changes nothing. For one thread. */
public final class Surveyor {
  private final Drivers drivers;
  private final Crew crew;
  private final Duration longest;

  /**
   * A surveyor that asks those drivers.
   *
   * @param longest how long a driver may take to answer
   */
  public Surveyor(Drivers drivers, Crew crew, Duration longest) {
    this.drivers = drivers;
    this.crew = crew;
    this.longest = longest;
  }

  /** Asks all drivers that know, or shall know, components of a deployment. What cannot be asked is missing in the answer. */
  public Observed observe(State state, Deployment wanted) throws InterruptedException {
    Set<Place> places = new TreeSet<>();
    state.standings().values().forEach(standing -> places.add(standing.component().place()));
    wanted.components().values().forEach(component -> places.add(component.place()));
    Survey survey = new Survey(wanted.name());
    places.forEach(survey::ask);
    while (survey.open > 0) {
      crew.next(Instant.MAX);
    }
    return new Observed(survey.found);
  }

  /** The plan from what is to what shall be. */
  public Plan plan(State state, Deployment wanted, Observed observed) {
    return plan(state, wanted, observed, state.unready());
  }

  /** The plan back to what was before the open change: what it did not touch is left alone, ready or not. */
  Plan planBack(State state, Transaction open, Observed observed) {
    Event.Opened opened = state.opened();
    Deployment before =
        new Deployment(opened.name(), opened.source(), opened.user(), open.before());
    SortedSet<ComponentPath> unready = new TreeSet<>(state.unready());
    unready.retainAll(open.touched());
    return plan(state, before, observed.of(open.touched(), state.standings()), unready);
  }

  private Plan plan(
      State state, Deployment wanted, Observed observed, SortedSet<ComponentPath> unready) {
    return Planner.plan(
        state.standings(), wanted, observed, unready, place -> drivers.at(place).capabilities());
  }

  /** The doubts that what was found settles, among those components: what is there, or null. */
  static SortedMap<ComponentPath, @Nullable Component> settled(
      Map<ComponentPath, Standing> standings, Observed observed) {
    SortedMap<ComponentPath, @Nullable Component> settled = new TreeMap<>();
    standings.forEach((path, standing) -> {
      if (standing instanceof Standing.Doubtful) {
        switch (Finding.of(standing, observed)) {
          case Finding.AsLeft found -> settled.put(path, found.component());
          case Finding.Gone _ -> settled.put(path, null);
          default -> {}
        }
      }
    });
    return settled;
  }

  /** Questions to several drivers at once. */
  private final class Survey {
    private final String deployment;
    private final SortedMap<Place, SortedMap<ComponentPath, Present>> found = new TreeMap<>();
    private int open;

    Survey(String deployment) {
      this.deployment = deployment;
    }

    void ask(Place place) {
      Driver driver;
      try {
        driver = drivers.at(place);
      } catch (ModelException unknown) {
        return;
      }
      if (driver.capabilities().keyed()) {
        open++;
        crew.start("look at " + place, longest, question(place, driver));
      }
    }

    private Crew.Task<Map<ComponentPath, Present>> question(Place place, Driver driver) {
      return new Crew.Task<>() {
        private boolean known = true;

        @Override
        public Map<ComponentPath, Present> run() throws InterruptedException {
          try {
            return driver.read(deployment);
          } catch (DriverException | RuntimeException cannotTell) {
            known = false;
            return Map.of();
          }
        }

        @Override
        public void done(Map<ComponentPath, Present> present) {
          open--;
          if (known) {
            found.put(place, new TreeMap<>(present));
          }
        }

        @Override
        public void late() {
          open--;
        }
      };
    }
  }
}
