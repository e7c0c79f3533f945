package dev.firn.store.gc;

import dev.firn.store.Closures;
import dev.firn.store.path.StorePath;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * What to collect.
 *
 * @param action what to do
 * @param paths the paths that it is about; null for the whole store
 * @param ignoreRoots whether links and processes keep nothing; references and temporary roots always count
 * @param maxFreed stop when more than that many bytes were freed
 * @param keep what paths that stay keep besides what they refer to: their derivers, the outputs of derivations. Not asked about single
 *     paths
 */
public record CollectionRequest(
    Action action,
    @Nullable SortedSet<StorePath> paths,
    boolean ignoreRoots,
    long maxFreed,
    Closures.Following keep) {
  /** What paths that stay keep in Nix, unless it is told otherwise: their derivers. */
  public static final Closures.Following DEFAULT_KEEP = new Closures.Following(false, true);

  /** What to do. */
  public enum Action {
    /** Tell what must stay. */
    RETURN_LIVE,
    /** Tell what could be deleted. */
    RETURN_DEAD,
    /** Delete what need not stay. */
    DELETE_DEAD,
    /** Delete certain paths; that one of them must stay is an error. */
    DELETE_SPECIFIC
  }

  /** About the whole store, without limit. */
  public static CollectionRequest whole(Action action, Closures.Following keep) {
    return new CollectionRequest(action, null, false, Long.MAX_VALUE, keep);
  }

  /** To delete certain paths. */
  public static CollectionRequest delete(SortedSet<StorePath> paths, boolean ignoreRoots) {
    return new CollectionRequest(
        Action.DELETE_SPECIFIC, paths, ignoreRoots, Long.MAX_VALUE, Closures.Following.REFERENCES);
  }

  /** The same with another action. */
  public CollectionRequest withAction(Action newAction) {
    return new CollectionRequest(newAction, paths, ignoreRoots, maxFreed, keep);
  }

  /** The same with a limit. */
  public CollectionRequest withMaxFreed(long newMaxFreed) {
    return new CollectionRequest(action, paths, ignoreRoots, newMaxFreed, keep);
  }

  /** Whether anything is deleted. */
  public boolean deletes() {
    return action == Action.DELETE_DEAD || action == Action.DELETE_SPECIFIC;
  }
}
