package dev.firn.deploy.apply;

import dev.firn.deploy.component.Deployment;
import dev.firn.deploy.component.ModelException;
import dev.firn.deploy.log.Event;
import dev.firn.deploy.log.EventLog;
import dev.firn.deploy.log.LogDirectory;
import dev.firn.deploy.log.LogException;

/** Binds the name of a deployment to where its declaration stands and to who applies it. */
public final class Binding {
  private Binding() {}

  /**
   * The log of a deployment, made if there is none. Who calls this holds the lock of the deployment.
   *
   * @throws ModelException if the name belongs to another declaration or user
   */
  public static EventLog open(LogDirectory directory, Deployment deployment) throws LogException {
    EventLog log = EventLog.open(directory);
    if (log == null) {
      return EventLog.create(
          directory, new Event.Opened(deployment.name(), deployment.source(), deployment.user()));
    }
    check(log.state().opened(), deployment);
    return log;
  }

  /**
   * Accepts a deployment that the name belongs to.
   *
   * @throws ModelException for any other
   */
  public static void check(Event.Opened opened, Deployment deployment) {
    if (!opened.source().equals(deployment.source()) || !opened.user().equals(deployment.user())) {
      throw new ModelException(
          "the name '"
              + opened.name()
              + "' belongs to "
              + opened.source()
              + ", applied by "
              + opened.user()
              + ": choose another name for "
              + deployment.source()
              + " with --name, or give this one up with firn destroy --purge "
              + opened.name());
    }
  }
}
