package dev.firn.store.local;

import dev.firn.base.hash.Hash;
import dev.firn.base.sys.LockFile;
import dev.firn.store.PathInfo;
import dev.firn.store.StoreException;
import dev.firn.store.path.ContentAddress;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Properties;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The database that tells which paths are valid. Its class loads SQLite, which costs a tenth of a second: whoever can do without
 * does not touch it.
 *
 * <p>Text in it is ASCII. Methods may be called by several threads, one at a time goes on.
 */
final class Database implements AutoCloseable {
  private static final int BUSY_TIMEOUT_MS = 3_600_000;

  private final StoreDir dir;
  private final LockFile schemaLock;
  private final Connection connection;
  private final PreparedStatement selectPath;
  private final PreparedStatement selectId;
  private final PreparedStatement selectReferences;
  private final PreparedStatement insertPath;
  private final PreparedStatement insertReference;
  private final PreparedStatement insertOutput;

  private Database(StoreDir dir, LockFile schemaLock, Connection connection) throws SQLException {
    this.dir = dir;
    this.schemaLock = schemaLock;
    this.connection = connection;
    selectPath =
        connection.prepareStatement(
            "select id, hash, registrationTime, deriver, narSize, ultimate, sigs, ca"
                + " from ValidPaths where path = ?");
    selectId = connection.prepareStatement("select id from ValidPaths where path = ?");
    selectReferences =
        connection.prepareStatement(
            "select path from Refs join ValidPaths on reference = id where referrer = ?");
    insertPath =
        connection.prepareStatement(
            "insert into ValidPaths (path, hash, registrationTime, deriver, narSize, ultimate, sigs, ca)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (path) do nothing");
    insertReference =
        connection.prepareStatement(
            "insert or replace into Refs (referrer, reference) values (?, ?)");
    insertOutput =
        connection.prepareStatement(
            "insert or replace into DerivationOutputs (drv, id, path) values (?, ?, ?)");
  }

  /** Whether there is a database at that place. */
  static boolean exists(StoreLocation location) {
    return Files.exists(location.database().resolve("schema"));
  }

  /** Opens the database, and makes it if there is none. */
  static Database open(StoreLocation location) {
    Path directory = location.database();
    try {
      Files.createDirectories(directory);
      LockFile lock = LockFile.open(directory.resolve("big-lock"));
      try {
        // Held as long as the database is open: whoever changes the tables takes it for himself
        // alone.
        lock.lock(LockFile.Mode.SHARED);
        return open(location.dir(), directory, lock);
      } catch (IOException | SQLException | RuntimeException failed) {
        lock.close();
        throw failed;
      }
    } catch (IOException | SQLException failed) {
      throw new StoreException(
          "cannot open the database in " + directory + ": " + failed.getMessage(), failed);
    }
  }

  private static Database open(StoreDir dir, Path directory, LockFile lock)
      throws IOException, SQLException {
    int version = Schema.version(directory);
    if (version > Schema.VERSION) {
      throw new StoreException(
          "current Nix store schema is version "
              + version
              + ", but I only support "
              + Schema.VERSION);
    }
    if (version != 0 && version < Schema.VERSION) {
      throw new StoreException(
          "the database in "
              + directory
              + " has the schema "
              + version
              + " of an old Nix: let Nix upgrade it");
    }
    Connection connection = connect(directory.resolve("db.sqlite"));
    if (version == 0) {
      Schema.create(connection, directory);
    }
    return new Database(dir, lock, connection);
  }

  private static Connection connect(Path file) throws SQLException {
    Connection connection =
        org.sqlite.JDBC.createConnection("jdbc:sqlite:" + file, new Properties());
    try (Statement statement = connection.createStatement()) {
      statement.execute("pragma busy_timeout = " + BUSY_TIMEOUT_MS);
      statement.execute("pragma foreign_keys = 1");
      statement.execute("pragma journal_mode = wal");
      // A power failure must not forget what was told to be registered.
      statement.execute("pragma synchronous = full");
      statement.execute("pragma wal_autocheckpoint = 40000");
    }
    return connection;
  }

  /** Whether a path is valid. */
  synchronized boolean isValid(StorePath path) {
    try {
      return id(path) >= 0;
    } catch (SQLException failed) {
      throw failure(failed);
    }
  }

  /** What is known about a path; null if it is not valid. */
  synchronized @Nullable PathInfo find(StorePath path) {
    try {
      selectPath.setString(1, dir.print(path));
      try (ResultSet row = selectPath.executeQuery()) {
        return row.next() ? info(path, row) : null;
      }
    } catch (SQLException failed) {
      throw failure(failed);
    }
  }

  private PathInfo info(StorePath path, ResultSet row) throws SQLException {
    String deriver = row.getString(4);
    String signatures = row.getString(7);
    String address = row.getString(8);
    return new PathInfo(
        path,
        Hash.parsePrefixed(row.getString(2)),
        row.getLong(5),
        references(row.getLong(1)),
        deriver == null ? null : dir.parse(deriver),
        row.getLong(3),
        row.getInt(6) == 1,
        signatures == null ? new TreeSet<>() : new TreeSet<>(Arrays.asList(signatures.split(" "))),
        address == null || address.isEmpty() ? null : ContentAddress.parse(address));
  }

  private SortedSet<StorePath> references(long id) throws SQLException {
    SortedSet<StorePath> references = new TreeSet<>();
    selectReferences.setLong(1, id);
    try (ResultSet row = selectReferences.executeQuery()) {
      while (row.next()) {
        references.add(dir.parse(row.getString(1)));
      }
    }
    return references;
  }

  /** A path to register, and the known paths of the outputs if it is a derivation. */
  record Registration(PathInfo info, Map<String, StorePath> outputs) {}

  /**
   * Makes paths valid, all or none. Those that are valid already stay as they are.
   *
   * @throws StoreException if some reference is neither valid nor among them
   */
  synchronized void register(Collection<Registration> registrations) {
    try {
      execute("begin immediate");
      try {
        insert(registrations);
        execute("commit");
      } catch (SQLException | RuntimeException failed) {
        execute("rollback");
        throw failed;
      }
    } catch (SQLException failed) {
      throw failure(failed);
    }
  }

  private void insert(Collection<Registration> registrations) throws SQLException {
    for (Registration registration : registrations) {
      insertPath(registration.info());
    }
    for (Registration registration : registrations) {
      long id = requireId(registration.info().path());
      for (StorePath reference : registration.info().references()) {
        insertReference.setLong(1, id);
        insertReference.setLong(2, requireId(reference));
        insertReference.executeUpdate();
      }
      for (Map.Entry<String, StorePath> output : registration.outputs().entrySet()) {
        insertOutput.setLong(1, id);
        insertOutput.setString(2, output.getKey());
        insertOutput.setString(3, dir.print(output.getValue()));
        insertOutput.executeUpdate();
      }
    }
  }

  private void insertPath(PathInfo info) throws SQLException {
    insertPath.setString(1, dir.print(info.path()));
    insertPath.setString(2, "sha256:" + info.narHash().base16());
    insertPath.setLong(3, info.registrationTime());
    insertPath.setString(4, info.deriver() == null ? null : dir.print(info.deriver()));
    setUnlessZero(5, info.narSize());
    setUnlessZero(6, info.ultimate() ? 1 : 0);
    insertPath.setString(
        7, info.signatures().isEmpty() ? null : String.join(" ", info.signatures()));
    insertPath.setString(8, info.contentAddress() == null ? null : info.contentAddress().text());
    insertPath.executeUpdate();
  }

  private void setUnlessZero(int index, long value) throws SQLException {
    if (value == 0) {
      insertPath.setNull(index, Types.INTEGER);
    } else {
      insertPath.setLong(index, value);
    }
  }

  private long requireId(StorePath path) throws SQLException {
    long id = id(path);
    if (id < 0) {
      throw new StoreException("path '" + dir.print(path) + "' is not valid");
    }
    return id;
  }

  private long id(StorePath path) throws SQLException {
    selectId.setString(1, dir.print(path));
    try (ResultSet row = selectId.executeQuery()) {
      return row.next() ? row.getLong(1) : -1;
    }
  }

  private void execute(String command) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(command);
    }
  }

  private static StoreException failure(SQLException failed) {
    return new StoreException("the database of the store failed: " + failed.getMessage(), failed);
  }

  @Override
  public synchronized void close() {
    try (schemaLock) {
      connection.close();
    } catch (SQLException | IOException failed) {
      throw new StoreException(
          "cannot close the database of the store: " + failed.getMessage(), failed);
    }
  }
}
