package dev.firn.process.model;

import org.jspecify.annotations.Nullable;

/**
 * Which ids shall be assigned.
 *
 * @param model the model that needs them
 * @param resources the absolute path of the file with the resources; null for {@code idresources.nix} beside the model
 * @param ids the absolute path of the file with the assignment so far; null for {@code ids.nix} beside the model, if it is there
 * @param property the attribute of instances that names the resources
 */
public record IdRequest(
    ModelRequest model, @Nullable String resources, @Nullable String ids, String property) {
  /** The attribute that instances usually have. */
  public static final String PROPERTY = "requiresUniqueIdsFor";
}
