package dev.firn.store.protocol;

import dev.firn.base.activity.ActivitySink;
import dev.firn.store.gc.CollectionRequest;
import dev.firn.store.gc.CollectionResult;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.io.InputStream;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a store in order: roots, garbage, files. For a store on this machine or on the other side of a connection.
 *
 * <p>All methods throw {@link dev.firn.store.StoreException} if it cannot be done.
 */
public interface Maintenance {
  /** Keeps a path from being collected as long as the store is open. */
  void addTempRoot(StorePath path);

  /**
   * Keeps from being collected what a link that somebody made leads to, as long as it does.
   *
   * @param link where the link is: absolute, bytes
   */
  void addIndirectRoot(String link);

  /**
   * Makes a link to a path, and with it a root.
   *
   * @param link where the link shall be: absolute, bytes
   */
  void addPermanentRoot(StorePath path, String link);

  /**
   * The paths that are kept, and by what: names of files, or words in braces.
   *
   * @param censored whether to leave out what an ordinary user may not know about others
   */
  SortedMap<StorePath, SortedSet<String>> roots(boolean censored);

  /** Collects garbage. */
  CollectionResult collect(CollectionRequest request, ActivitySink sink);

  /** Makes equal files one. */
  void optimise(ActivitySink sink);

  /**
   * Checks whether paths are as they should be.
   *
   * @param contents whether to read all of their content
   * @param repair whether to repair what is wrong
   * @return whether something is wrong and was not repaired
   */
  boolean verify(boolean contents, boolean repair, ActivitySink sink);

  /** Keeps the log of a build. */
  void addBuildLog(StorePath derivation, InputStream log);

  /**
   * What the build of a derivation printed; null if nobody here knows. The caller closes it.
   *
   * @throws IOException if it cannot be read
   */
  @Nullable InputStream buildLog(StorePath derivation) throws IOException;
}
