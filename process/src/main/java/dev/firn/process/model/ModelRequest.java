package dev.firn.process.model;

import dev.firn.lang.value.Attrs;
import org.jspecify.annotations.Nullable;

/**
 * Which model shall be loaded, and for whom. What is null is taken from {@code firn.toml} beside the model, or else from the defaults.
 *
 * @param path the absolute path of a model, or of a directory with {@code processes.nix}
 * @param name the name of the deployment; by default that of the directory
 * @param user who deploys
 * @param group the first group of who deploys
 * @param root whether that is root
 * @param manager a process manager, {@code NAME} or {@code NAME:SCOPE}
 * @param stateDir where processes keep what they change
 * @param privileged whether root's processes may have users of their own, and may use the folders of the machine
 * @param arguments what the user gives the model, by name
 * @param deployments the absolute path of the directory in which Firn keeps what it knows of deployments
 */
public record ModelRequest(
    String path,
    @Nullable String name,
    String user,
    String group,
    boolean root,
    @Nullable String manager,
    @Nullable String stateDir,
    @Nullable Boolean privileged,
    Attrs arguments,
    String deployments) {}
