package dev.firn.app.deploy;

import dev.firn.deploy.component.Deployment;

/**
 * A declaration that was read.
 *
 * @param deployment what shall be
 * @param roots keeps what the deployment needs of the store
 */
public record Declared(Deployment deployment, StoreRoots roots) {}
