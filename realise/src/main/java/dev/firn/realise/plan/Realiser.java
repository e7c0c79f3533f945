package dev.firn.realise.plan;

import dev.firn.store.DerivedPath;
import dev.firn.store.derivation.Derivation;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.BuildMode;
import dev.firn.store.protocol.BuildResult;
import dev.firn.store.protocol.Missing;
import java.util.Collection;

/**
 * Makes paths valid, by whatever means there are. May be called by several threads at once.
 *
 * <p>All methods throw {@link dev.firn.store.StoreException} if the store fails, and {@link RealiseException} if nothing can be
 * done at all.
 */
public interface Realiser {
  /**
   * Realises what is asked for, with all that it needs. What cannot be realised is a result, not an exception.
   *
   * @param mode why; what is needed besides is realised as usual
   * @throws InterruptedException if the thread is interrupted; all builders are gone then
   */
  RealiseOutcome realise(Collection<DerivedPath> wanted, BuildMode mode)
      throws InterruptedException;

  /**
   * Realises all outputs of a derivation that need not be in the store.
   *
   * @param path the path that it has, or would have
   * @throws InterruptedException if the thread is interrupted; all builders are gone then
   */
  BuildResult realise(StorePath path, Derivation derivation, BuildMode mode)
      throws InterruptedException;

  /** What would have to be done to realise what is asked for, as far as that is known before anything is done. */
  Missing missing(Collection<DerivedPath> wanted);
}
