package dev.firn.store.protocol;

import dev.firn.base.activity.ActivitySink;
import dev.firn.store.DerivedPath;
import dev.firn.store.derivation.Derivation;
import dev.firn.store.path.StorePath;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;

/**
 * Realises what a store lacks: on this machine, or on the other side of a connection. A thread that is interrupted while it builds gives
 * up as soon as it can.
 *
 * <p>All methods throw {@link dev.firn.store.StoreException} if it cannot be asked; that something fails to build is told by outcomes.
 */
public interface BuildService {
  /**
   * Makes valid what is asked for. What can be realised is, if told so, also if something else fails.
   *
   * @return what came of each, in the same order
   */
  List<BuildResult> build(List<DerivedPath> wanted, BuildMode mode, ActivitySink sink);

  /**
   * Builds a derivation whose file need not be in the store, but all of whose inputs are.
   *
   * @param path what its path would be
   * @param derivation its inputs are all sources
   */
  BuildResult buildDerivation(
      StorePath path, Derivation derivation, BuildMode mode, ActivitySink sink);

  /**
   * Makes a path valid by substituting it.
   *
   * @throws dev.firn.store.StoreException if it cannot be
   */
  void ensure(StorePath path, ActivitySink sink);

  /** Tells what {@link #build} would do. */
  Missing missing(List<DerivedPath> wanted);

  /** Which of some paths can be substituted, and what is known about them. */
  List<SubstitutablePath> substitutable(Collection<StorePath> paths);

  /** Substitutes those of some paths that are not valid, as far as that is possible. */
  void substitute(SortedSet<StorePath> paths, ActivitySink sink);
}
