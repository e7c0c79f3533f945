package dev.firn.app.deploy;

import dev.firn.app.command.DeployOptions;
import dev.firn.deploy.apply.Cancellation;
import dev.firn.deploy.apply.Crew;
import dev.firn.deploy.apply.Engine;
import dev.firn.deploy.apply.Outcome;
import dev.firn.deploy.apply.Report;
import dev.firn.deploy.apply.Settings;
import dev.firn.deploy.apply.ThreadCrew;
import dev.firn.deploy.apply.Workshop;
import dev.firn.deploy.driver.Drivers;
import dev.firn.deploy.log.EventLog;
import dev.firn.deploy.log.LogDirectory;
import dev.firn.deploy.log.LogException;
import dev.firn.deploy.probe.Probes;
import dev.firn.deploy.target.Locks;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Changes one deployment: takes its lock, opens its log, hears signals, tells what happens. */
final class Changing {
  /** How many generations stay if nobody says. */
  private static final int KEPT = 10;

  private final DeployCall call;
  private final String name;
  private final ChangeProgress progress;

  /** What opens a log. */
  interface Opener {
    /** Opens it; null if there is none. Whoever calls this holds the lock. */
    @Nullable EventLog open(LogDirectory directory) throws LogException;
  }

  /** Changes the deployment of that name. */
  Changing(DeployCall call, String name) {
    this.call = call;
    this.name = name;
    this.progress =
        new SteadyProgress(
            call.json() ? new JsonProgress(call, name) : new TextProgress(call, name));
  }

  /**
   * Does that with the engine of a deployment.
   *
   * @return the exit status; what happened was told
   */
  int run(Opener opener, Function<Engine, Report> work) {
    return call.locked(
        name,
        locks -> {
          EventLog log = opener.open(call.deployments().directory(name));
          if (log == null) {
            throw new DeployFailure("there is no deployment '" + name + "'");
          }
          // Before, not after: what a change that was undone left in its logs can still be asked
          // for.
          if (log.isLong()) {
            log.compact();
          }
          return run(log, locks, work).exitStatus();
        });
  }

  private Outcome run(EventLog log, Locks locks, Function<Engine, Report> work) throws IOException {
    Cancellation cancellation = new Cancellation();
    Drivers drivers = call.door().drivers();
    try (Crew crew = new ThreadCrew();
        Signals _ = Signals.hear(() -> cancel(cancellation, crew))) {
      Workshop shop =
          new Workshop(
              log, drivers, new Probes(drivers), crew, locks, settings(), progress, cancellation);
      Engine engine = new Engine(shop);
      Report report = work.apply(engine);
      progress.finished(report, engine.history().current());
      if (report.outcome() == Outcome.DONE) {
        if (!call.json()) {
          call.print(Addresses.lines(engine.history().currentComponents().values()));
        }
        tidy(engine);
      }
      return report.outcome();
    }
  }

  private static void cancel(Cancellation cancellation, Crew crew) {
    cancellation.request();
    crew.wake();
  }

  private void tidy(Engine engine) throws IOException {
    int kept = call.number(DeployOptions.KEEP, 1, KEPT);
    if (!engine.history().beyond(kept).isEmpty()) {
      engine.retain(kept);
      StoreRoots.giveUp(call.deployments().folder(name), engine.history());
    }
  }

  private Settings settings() {
    Settings settings = Settings.DEFAULT;
    if (call.line().has(DeployOptions.NO_ROLLBACK)) {
      settings = settings.withoutRollback();
    }
    if (call.line().has(DeployOptions.KEEP_GOING)) {
      settings = settings.withKeepGoing();
    }
    int seconds = call.number(DeployOptions.TIMEOUT, 1, 0);
    return seconds == 0 ? settings : settings.withDeadline(Duration.ofSeconds(seconds));
  }
}
