package dev.firn.store.local;

import dev.firn.base.sys.LockFile;
import dev.firn.store.StoreException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Properties;

/**
 * The database that tells which paths are valid: Nix's, which Nix may use at the same time. Its class loads SQLite, which costs a tenth
 * of a second: whoever can do without does not touch it.
 *
 * <p>Text in it is ASCII. Methods may be called by several threads, one at a time goes on.
 */
final class Database implements AutoCloseable {
  private static final int BUSY_TIMEOUT_MS = 3_600_000;
  private static final int RESERVED = 8 << 20;
  private static final String RESERVED_NAME = "reserved";

  private final LockFile schemaLock;
  private final Sql sql;
  private final PathTable paths;
  private final RealisationTable realisations;

  private Database(StoreLocation location, LockFile schemaLock, Sql sql) {
    this.schemaLock = schemaLock;
    this.sql = sql;
    this.paths = new PathTable(location.dir(), sql);
    this.realisations = new RealisationTable(location.dir(), sql);
  }

  /** Whether there is a database at that place. */
  static boolean exists(StoreLocation location) {
    return Files.exists(location.database().resolve("schema"));
  }

  /**
   * Opens the database, and makes it if there is none.
   *
   * @param durable whether a commit outlives a power failure
   */
  static Database open(StoreLocation location, boolean durable) {
    Path directory = location.database();
    try {
      Files.createDirectories(directory);
      // People make links there themselves.
      Files.createDirectories(location.roots());
      LockFile lock = LockFile.open(directory.resolve("big-lock"));
      try {
        // Held as long as the database is open: whoever changes the tables takes it for himself
        // alone.
        lock.lock(LockFile.Mode.SHARED);
        return new Database(location, lock, open(directory, durable));
      } catch (IOException | SQLException | RuntimeException failed) {
        lock.close();
        throw failed;
      }
    } catch (IOException | SQLException failed) {
      throw new StoreException(
          "cannot open the database in " + directory + ": " + failed.getMessage(), failed);
    }
  }

  private static Sql open(Path directory, boolean durable) throws IOException, SQLException {
    int version = Schema.supportedVersion(directory);
    Connection connection = connect(directory.resolve("db.sqlite"), durable);
    if (version == 0) {
      Schema.create(connection, directory);
    }
    return new Sql(connection);
  }

  private static Connection connect(Path file, boolean durable) throws SQLException {
    Connection connection =
        org.sqlite.JDBC.createConnection("jdbc:sqlite:" + file, new Properties());
    try (Statement statement = connection.createStatement()) {
      statement.execute("pragma busy_timeout = " + BUSY_TIMEOUT_MS);
      statement.execute("pragma foreign_keys = 1");
      statement.execute("pragma journal_mode = wal");
      // A power failure must not forget what was told to be registered.
      statement.execute("pragma synchronous = " + (durable ? "full" : "off"));
      statement.execute("pragma wal_autocheckpoint = 40000");
    }
    return connection;
  }

  /** The valid paths and their references. */
  PathTable paths() {
    return paths;
  }

  /** What was built of derivations whose outputs are not known before. */
  RealisationTable realisations() {
    return realisations;
  }

  /** The file that takes room on the disk, to be deleted when a collection needs it: without room no row can be removed. */
  static Path reserved(StoreLocation location) {
    return location.database().resolve(RESERVED_NAME);
  }

  /** Takes the room that a collection may need, if nobody did. That it cannot be had is no failure. */
  static void reserve(StoreLocation location) {
    Path file = reserved(location);
    try {
      if (Files.exists(file) && Files.size(file) == RESERVED) {
        return;
      }
      if (Files.getFileStore(location.database()).getUsableSpace() < 2 * RESERVED) {
        // What is left is needed for the paths themselves.
        return;
      }
      byte[] block = new byte[1 << 16];
      Arrays.fill(block, (byte) 'X');
      try (OutputStream stream = Files.newOutputStream(file, StandardOpenOption.CREATE)) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        for (int written = 0; written < RESERVED; written += block.length) {
          stream.write(block);
        }
      }
    } catch (IOException full) {
      // The disk is nearly full. Nix does not mind either.
    }
  }

  @Override
  public void close() {
    try (schemaLock) {
      sql.close();
    } catch (SQLException | IOException failed) {
      throw new StoreException(
          "cannot close the database of the store: " + failed.getMessage(), failed);
    }
  }
}
