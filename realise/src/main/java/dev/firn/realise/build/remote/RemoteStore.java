package dev.firn.realise.build.remote;

import dev.firn.store.Store;
import dev.firn.store.protocol.BuildService;

/**
 * The store of a machine that builds, for one build.
 *
 * @param store the paths
 * @param builds what builds there
 * @param hangUp ends all connections, also those that somebody waits for
 */
public record RemoteStore(Store store, BuildService builds, Runnable hangUp)
    implements AutoCloseable {
  /** Opens stores. */
  @FunctionalInterface
  public interface Opener {
    /**
     * Opens a store. Nobody need be reached yet.
     *
     * @param errors gets what is written to standard error there, in lines
     */
    RemoteStore open(ErrorLines errors);
  }

  /** Takes lines. */
  @FunctionalInterface
  public interface ErrorLines {
    /** A line, without its end. */
    void line(String text);
  }

  @Override
  public void close() {
    store.close();
  }
}
