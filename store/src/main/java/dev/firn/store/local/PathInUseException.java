package dev.firn.store.local;

import dev.firn.store.StoreException;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.util.SortedSet;

/** A path cannot be made invalid, because valid paths refer to it. */
public final class PathInUseException extends StoreException {
  private static final long serialVersionUID = 1;

  private final transient StorePath path;

  PathInUseException(StorePath path, SortedSet<StorePath> referrers, StoreDir dir) {
    super(message(path, referrers, dir));
    this.path = path;
  }

  private static String message(StorePath path, SortedSet<StorePath> referrers, StoreDir dir) {
    StringBuilder text = new StringBuilder("cannot delete path '").append(dir.print(path));
    text.append("' because it is in use by ");
    String separator = "";
    for (StorePath referrer : referrers) {
      text.append(separator).append('\'').append(dir.print(referrer)).append('\'');
      separator = ", ";
    }
    return text.toString();
  }

  /** The path that is in use. */
  public StorePath path() {
    return path;
  }
}
