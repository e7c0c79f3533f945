package dev.firn.app.store;

import dev.firn.store.Store;
import dev.firn.store.StoreException;
import dev.firn.store.gc.CollectionRequest;
import dev.firn.store.gc.CollectionResult;
import dev.firn.store.local.LocalStore;
import dev.firn.store.path.StorePath;
import dev.firn.store.verify.Verifier;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What can be done with a store as a whole. Methods throw {@link StoreException} if the store cannot do it. */
public interface StoreTasks {
  /** All that keeps paths from being collected, sorted by links and then by paths. */
  List<RootLink> roots();

  /**
   * Collects garbage.
   *
   * @param messages gets what people may want to know, a line each
   */
  CollectionResult collect(CollectionRequest request, Consumer<String> messages);

  /**
   * Checks all paths.
   *
   * @param contents whether to read all content
   * @param repairer repairs what is wrong; null for telling it only
   * @return whether something is wrong and was not repaired
   */
  boolean verify(
      boolean contents, Verifier.@Nullable Repairer repairer, Verifier.Listener listener);

  /**
   * Shares files with the same content.
   *
   * @param messages gets what people may want to know, a line each
   */
  void optimise(Consumer<String> messages);

  /**
   * Makes a link that keeps a path.
   *
   * @param link absolute; bytes
   */
  void addRoot(String link, StorePath path);

  /** What the build of a derivation printed; null if nobody knows. */
  byte @Nullable [] log(StorePath derivation) throws IOException;

  /**
   * What can be done with a store.
   *
   * @throws StoreException with Nix's message, if it is no store on a disk of this machine
   */
  static StoreTasks of(Store store) {
    if (store instanceof LocalStore local) {
      return new LocalTasks(local);
    }
    throw new StoreException("you don't have sufficient rights to use this command");
  }
}
