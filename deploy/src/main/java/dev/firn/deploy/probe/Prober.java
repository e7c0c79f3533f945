package dev.firn.deploy.probe;

import dev.firn.deploy.component.Component;

/** Asks components whether they are ready. */
public interface Prober {
  /** Asks the probe of a component once. A question that takes longer than {@link dev.firn.deploy.component.Probe#patience} is interrupted. Called from several threads. */
  Answer ask(String deployment, Component component) throws InterruptedException;
}
