package dev.firn.realise.plan;

import dev.firn.base.activity.ActivitySink;
import dev.firn.base.activity.Level;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.store.IndexedStore;
import dev.firn.store.PathInfo;
import dev.firn.store.StoreException;
import dev.firn.store.nar.HashingStream;
import dev.firn.store.path.StorePath;
import java.io.IOException;

/** Compares the content of a path with what it should be. */
final class PathVerification {
  private PathVerification() {}

  /** Whether a path is valid and its content has the hash that it had when it became valid. */
  static boolean isGood(IndexedStore store, StorePath path, ActivitySink sink) {
    PathInfo info = store.find(path);
    String name = store.dir().print(path);
    sink.message(Level.INFO, "checking path '" + name + "'...");
    boolean good = info != null && hasHash(store, info);
    if (!good) {
      sink.message(Level.ERROR, "path '" + name + "' is corrupted or missing!");
    }
    return good;
  }

  private static boolean hasHash(IndexedStore store, PathInfo info) {
    try (HashingStream stream = new HashingStream(HashAlgorithm.SHA256)) {
      store.writeArchive(info.path(), stream);
      return stream.finish().equals(info.narHash());
    } catch (IOException | StoreException unreadable) {
      return false;
    }
  }
}
