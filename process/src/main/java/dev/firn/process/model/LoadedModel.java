package dev.firn.process.model;

import dev.firn.deploy.component.Deployment;
import dev.firn.store.DerivedPath;
import java.util.Set;

/**
 * A model as a deployment.
 *
 * @param deployment what shall be
 * @param needed what has to be realised before anything is changed, in one batch: the packages and files that the processes are made of
 */
public record LoadedModel(Deployment deployment, Set<DerivedPath> needed) {}
