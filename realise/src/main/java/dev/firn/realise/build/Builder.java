package dev.firn.realise.build;

import dev.firn.store.protocol.BuildResult;
import dev.firn.store.protocol.BuildStatus;
import org.jspecify.annotations.Nullable;

/**
 * Builds derivations, here or elsewhere, into a store. May be called by several threads at once. Whoever calls decides how many builds
 * run at the same time.
 */
public interface Builder {
  /**
   * Why it cannot build a derivation, as the message of a result of {@link BuildStatus#INPUT_REJECTED}; null if it can. Looks at the
   * system and the features that the derivation needs, not at its inputs.
   */
  @Nullable String refusal(BuildRequest request);

  /**
   * Builds a derivation, and registers its outputs in the store. Waits for others who build the same; if their outputs are the wanted
   * ones, nothing is built. What goes wrong with the build is a result, not an exception.
   *
   * @param log is told what happens meanwhile
   * @throws InterruptedException if the thread is interrupted; all processes of the build are gone then
   * @throws dev.firn.store.StoreException if the store fails
   */
  BuildResult build(BuildRequest request, BuildLog log) throws InterruptedException;
}
