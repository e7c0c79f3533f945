package dev.firn.store.local;

import dev.firn.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;

/** A connection to a database that threads take turns with. Whole transactions are tried again when another process is in the way. */
final class Sql implements AutoCloseable {
  private static final int BUSY = 5;
  private static final int PROTOCOL = 15;
  private static final int PRIMARY_CODE = 255;
  private static final int LONGEST_WAIT_MS = 100;

  private final Connection connection;
  private final Map<String, PreparedStatement> statements = new HashMap<>();
  private final ReentrantLock turn = new ReentrantLock();

  Sql(Connection connection) {
    this.connection = connection;
  }

  /** Asks the database. */
  @FunctionalInterface
  interface Query<T extends @org.jspecify.annotations.Nullable Object> {
    /** Gives the answer. */
    T run() throws SQLException;
  }

  /** Changes the database. */
  @FunctionalInterface
  interface Update {
    /** Makes the changes. */
    void run() throws SQLException;
  }

  /** Runs a query alone. */
  <T extends @org.jspecify.annotations.Nullable Object> T read(Query<T> query) {
    return attempt(query);
  }

  /** Runs several queries that all tell of the same moment. */
  <T extends @org.jspecify.annotations.Nullable Object> T snapshot(Query<T> queries) {
    return attempt(() -> {
      execute("begin");
      try {
        return queries.run();
      } finally {
        execute("rollback");
      }
    });
  }

  /** Makes all changes or none, durably. Whoever else changes the database is waited for. */
  void write(Update update) {
    attempt(() -> {
      execute("begin immediate");
      boolean done = false;
      try {
        update.run();
        execute("commit");
        done = true;
      } finally {
        if (!done) {
          rollBack();
        }
      }
      return done;
    });
  }

  private void rollBack() {
    try {
      execute("rollback");
    } catch (SQLException failed) {
      // SQLite rolled back already; what led here is thrown.
    }
  }

  private <T extends @org.jspecify.annotations.Nullable Object> T attempt(Query<T> query) {
    turn.lock();
    try {
      while (true) {
        try {
          return query.run();
        } catch (SQLException failed) {
          if (!isBusy(failed)) {
            throw failure(failed);
          }
          pause();
        }
      }
    } finally {
      turn.unlock();
    }
  }

  private static boolean isBusy(SQLException failed) {
    int code = failed.getErrorCode() & PRIMARY_CODE;
    return code == BUSY || code == PROTOCOL;
  }

  private static void pause() {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextInt(1, LONGEST_WAIT_MS));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StoreException("interrupted while waiting for the database of the store");
    }
  }

  static StoreException failure(SQLException failed) {
    return new StoreException("the database of the store failed: " + failed.getMessage(), failed);
  }

  /** The prepared form of a command; the same one for the same command. Only inside of reads and writes. */
  PreparedStatement prepared(String command) throws SQLException {
    PreparedStatement statement = statements.get(command);
    if (statement == null) {
      statement = connection.prepareStatement(command);
      statements.put(command, statement);
    }
    return statement;
  }

  /** Runs a command that gives nothing. */
  void execute(String command) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(command);
    }
  }

  @Override
  public void close() throws SQLException {
    turn.lock();
    try {
      connection.close();
    } finally {
      turn.unlock();
    }
  }
}
