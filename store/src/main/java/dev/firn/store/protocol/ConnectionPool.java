package dev.firn.store.protocol;

import dev.firn.store.StoreException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Lends connections to threads, and keeps those that are given back. A thread that has one already gets another at once: it may need it
 * to be done with the first.
 *
 * @param <C> the connections
 */
public final class ConnectionPool<C extends ConnectionPool.Pooled> implements AutoCloseable {
  /** A connection that can be lent. */
  public interface Pooled {
    /** Whether another can use it. */
    boolean isUsable();

    /** Remembers that nobody can. */
    void spoil();

    /** Ends it. */
    void close();
  }

  /**
   * Makes connections.
   *
   * @param <C> the connections
   */
  @FunctionalInterface
  public interface Opener<C> {
    /** A new connection. */
    C open() throws IOException;
  }

  /**
   * Something that is done with a connection.
   *
   * @param <C> the connection
   * @param <R> what it gives
   */
  @FunctionalInterface
  public interface Use<C, R extends @Nullable Object> {
    /** Does it. */
    R with(C connection) throws IOException;
  }

  private final Opener<C> opener;
  private final int limit;
  private final String uri;
  private final ArrayDeque<C> idle = new ArrayDeque<>();
  private final Set<Thread> owners = new HashSet<>();
  private int lent;
  private boolean closed;

  /**
   * An empty pool.
   *
   * @param limit how many threads may have connections at once
   * @param uri where connections lead to, for messages
   */
  public ConnectionPool(Opener<C> opener, int limit, String uri) {
    this.opener = opener;
    this.limit = limit;
    this.uri = uri;
  }

  /**
   * Does something with a connection.
   *
   * @param harmless tells which exceptions leave the connection as it was; any other spoils it
   */
  public <R extends @Nullable Object> R use(Predicate<RuntimeException> harmless, Use<C, R> use) {
    boolean first = enter();
    try {
      C connection = take();
      try {
        return use.with(connection);
      } catch (IOException broken) {
        connection.spoil();
        throw failure(broken);
      } catch (RuntimeException failed) {
        if (!harmless.test(failed)) {
          connection.spoil();
        }
        throw failed;
      } catch (Error failed) {
        connection.spoil();
        throw failed;
      } finally {
        giveBack(connection);
      }
    } finally {
      leave(first);
    }
  }

  private StoreException failure(IOException broken) {
    return new StoreException("store '" + uri + "': " + broken.getMessage(), broken);
  }

  /** Waits for a turn. Gives whether the thread had none before. */
  private synchronized boolean enter() {
    if (owners.contains(Thread.currentThread())) {
      return false;
    }
    try {
      while (lent >= limit) {
        wait();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StoreException("interrupted while waiting for store '" + uri + "'", interrupted);
    }
    lent++;
    owners.add(Thread.currentThread());
    return true;
  }

  private synchronized void leave(boolean first) {
    if (first) {
      lent--;
      owners.remove(Thread.currentThread());
      notifyAll();
    }
  }

  private C take() {
    synchronized (this) {
      if (closed) {
        throw new StoreException("store '" + uri + "' is closed");
      }
      C connection = idle.poll();
      if (connection != null) {
        return connection;
      }
    }
    try {
      return opener.open();
    } catch (IOException failed) {
      throw new StoreException(
          "cannot open connection to remote store '" + uri + "': " + failed.getMessage(), failed);
    }
  }

  private void giveBack(C connection) {
    synchronized (this) {
      if (connection.isUsable() && !closed) {
        idle.push(connection);
        return;
      }
    }
    connection.close();
  }

  /** Ends the connections that nobody uses, and those that are used when they are given back. */
  @Override
  public void close() {
    ArrayDeque<C> all;
    synchronized (this) {
      closed = true;
      all = new ArrayDeque<>(idle);
      idle.clear();
    }
    for (C connection : all) {
      connection.close();
    }
  }
}
