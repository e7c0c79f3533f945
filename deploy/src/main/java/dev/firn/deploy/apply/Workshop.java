package dev.firn.deploy.apply;

import dev.firn.deploy.driver.Drivers;
import dev.firn.deploy.log.EventLog;
import dev.firn.deploy.probe.Prober;
import dev.firn.deploy.target.Locks;

/** All that is needed to change a deployment. */
public record Workshop(
    EventLog log,
    Drivers drivers,
    Prober prober,
    Crew crew,
    Locks locks,
    Settings settings,
    Progress progress,
    Cancellation cancellation) {}
