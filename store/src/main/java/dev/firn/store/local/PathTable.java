package dev.firn.store.local;

import dev.firn.base.hash.BadHashException;
import dev.firn.base.hash.Hash;
import dev.firn.store.PathInfo;
import dev.firn.store.StoreException;
import dev.firn.store.path.ContentAddress;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The tables of valid paths, of their references, and of the outputs of derivations. */
final class PathTable {
  private static final String SELECT_PATH =
      "select id, hash, registrationTime, deriver, narSize, ultimate, sigs, ca"
          + " from ValidPaths where path = ?";
  private static final String SELECT_ID = "select id from ValidPaths where path = ?";
  private static final String SELECT_REFERENCES =
      "select path from Refs join ValidPaths on reference = id where referrer = ?";
  private static final String SELECT_REFERRERS =
      "select path from Refs join ValidPaths on referrer = id"
          + " where reference = (select id from ValidPaths where path = ?)";
  private static final String SELECT_DERIVERS =
      "select v.path from DerivationOutputs d join ValidPaths v on d.drv = v.id where d.path = ?";
  private static final String SELECT_OUTPUTS =
      "select d.id, d.path from DerivationOutputs d join ValidPaths v on d.drv = v.id"
          + " where v.path = ?";
  // Not "like": that would read the whole table.
  private static final String SELECT_FROM = "select path from ValidPaths where path >= ? limit 1";
  private static final String SELECT_ALL = "select path from ValidPaths";
  private static final String SELECT_ARCHIVES =
      "select path, hash, narSize from ValidPaths order by path";
  private static final String INSERT_PATH =
      "insert into ValidPaths (path, hash, registrationTime, deriver, narSize, ultimate, sigs, ca)"
          + " values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (path) do nothing";
  private static final String UPDATE_PATH =
      "update ValidPaths set narSize = ?, hash = ?, ultimate = ?, sigs = ?, ca = ? where path = ?";
  private static final String INSERT_REFERENCE =
      "insert or replace into Refs (referrer, reference) values (?, ?)";
  private static final String INSERT_OUTPUT =
      "insert or replace into DerivationOutputs (drv, id, path) values (?, ?, ?)";
  private static final String DELETE_PATH = "delete from ValidPaths where path = ?";

  private final StoreDir dir;
  private final Sql sql;

  PathTable(StoreDir dir, Sql sql) {
    this.dir = dir;
    this.sql = sql;
  }

  /** Whether a path is valid. */
  boolean isValid(StorePath path) {
    return sql.read(() -> id(path) >= 0);
  }

  /** What is known about a path; null if it is not valid. */
  @Nullable PathInfo find(StorePath path) {
    return sql.read(() -> select(path));
  }

  private @Nullable PathInfo select(StorePath path) throws SQLException {
    PreparedStatement select = sql.prepared(SELECT_PATH);
    select.setString(1, dir.print(path));
    try (ResultSet row = select.executeQuery()) {
      return row.next() ? info(path, row) : null;
    }
  }

  private PathInfo info(StorePath path, ResultSet row) throws SQLException {
    String deriver = row.getString(4);
    String signatures = row.getString(7);
    String address = row.getString(8);
    return new PathInfo(
        path,
        hash(path, row.getString(2)),
        row.getLong(5),
        references(row.getLong(1)),
        deriver == null ? null : dir.parse(deriver),
        row.getLong(3),
        row.getInt(6) == 1,
        signatures == null ? new TreeSet<>() : new TreeSet<>(Arrays.asList(signatures.split(" "))),
        address == null || address.isEmpty() ? null : ContentAddress.parse(address));
  }

  private Hash hash(StorePath path, String text) {
    try {
      return Hash.parsePrefixed(text);
    } catch (BadHashException bad) {
      throw new StoreException(
          "invalid-path entry for '" + dir.print(path) + "': " + bad.getMessage(), bad);
    }
  }

  private SortedSet<StorePath> references(long id) throws SQLException {
    PreparedStatement select = sql.prepared(SELECT_REFERENCES);
    select.setLong(1, id);
    return paths(select);
  }

  private SortedSet<StorePath> paths(PreparedStatement select) throws SQLException {
    SortedSet<StorePath> paths = new TreeSet<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        paths.add(dir.parse(row.getString(1)));
      }
    }
    return paths;
  }

  /** The valid paths that refer to a path, with itself if it does. */
  SortedSet<StorePath> referrers(StorePath path) {
    return sql.read(() -> paths(SELECT_REFERRERS, dir.print(path)));
  }

  /** The valid derivations that have a path as an output. */
  SortedSet<StorePath> derivers(StorePath path) {
    return sql.read(() -> paths(SELECT_DERIVERS, dir.print(path)));
  }

  private SortedSet<StorePath> paths(String query, String path) throws SQLException {
    PreparedStatement select = sql.prepared(query);
    select.setString(1, path);
    return paths(select);
  }

  /** All valid paths. */
  SortedSet<StorePath> all() {
    return sql.read(() -> paths(sql.prepared(SELECT_ALL)));
  }

  /** All valid paths and what connects them. */
  StoreGraph graph() {
    return sql.snapshot(() -> new GraphReader(dir, sql).read());
  }

  /** Valid paths and all that they refer to, see {@link dev.firn.store.Store#closure}. */
  SortedMap<StorePath, SortedSet<StorePath>> closure(Collection<StorePath> paths) {
    return sql.snapshot(() -> new ClosureReader(dir, sql).references(requireIds(paths)));
  }

  /** The valid ones among paths and all that refers to them, see {@link dev.firn.store.IndexedStore#referrersClosure}. */
  SortedMap<StorePath, SortedSet<StorePath>> referrersClosure(Collection<StorePath> paths) {
    return sql.snapshot(() -> {
      List<Long> ids = new ArrayList<>();
      for (StorePath path : paths) {
        ids.add(id(path));
      }
      return new ClosureReader(dir, sql).referrers(ids);
    });
  }

  /** What is registered about the archives of all valid paths, in the order of paths. */
  List<RegisteredArchive> archives() {
    return sql.read(() -> {
      List<RegisteredArchive> archives = new ArrayList<>();
      try (ResultSet row = sql.prepared(SELECT_ARCHIVES).executeQuery()) {
        while (row.next()) {
          StorePath path = dir.parse(row.getString(1));
          archives.add(new RegisteredArchive(path, hash(path, row.getString(2)), row.getLong(3)));
        }
      }
      return archives;
    });
  }

  /** The known outputs of a valid derivation, by name. */
  SortedMap<String, StorePath> outputs(StorePath derivation) {
    return sql.read(() -> {
      PreparedStatement select = sql.prepared(SELECT_OUTPUTS);
      select.setString(1, dir.print(derivation));
      SortedMap<String, StorePath> outputs = new TreeMap<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          outputs.put(row.getString(1), dir.parse(row.getString(2)));
        }
      }
      return outputs;
    });
  }

  /** The valid path that begins with those digits; null if there is none. */
  @Nullable StorePath withHashPart(String hashPart) {
    String prefix = dir.path() + "/" + hashPart;
    return sql.read(() -> {
      PreparedStatement select = sql.prepared(SELECT_FROM);
      select.setString(1, prefix);
      try (ResultSet row = select.executeQuery()) {
        String path = row.next() ? row.getString(1) : "";
        return path.startsWith(prefix) ? dir.parse(path) : null;
      }
    });
  }

  /** A path to register, and the known paths of the outputs if it is a derivation. */
  record Registration(PathInfo info, Map<String, StorePath> outputs) {}

  /**
   * Makes paths valid, all or none.
   *
   * @param update whether those that are valid already get the hash, size, signatures and address that are given; else they stay as they
   *     are
   * @throws StoreException if some reference is neither valid nor among them
   */
  void register(Collection<Registration> registrations, boolean update) {
    sql.write(() -> {
      for (Registration registration : registrations) {
        if (!insert(registration.info()) && update) {
          update(registration.info());
        }
      }
      for (Registration registration : registrations) {
        relate(registration);
      }
    });
  }

  private void relate(Registration registration) throws SQLException {
    long id = requireId(registration.info().path());
    PreparedStatement insert = sql.prepared(INSERT_REFERENCE);
    for (StorePath reference : registration.info().references()) {
      insert.setLong(1, id);
      insert.setLong(2, requireId(reference));
      insert.executeUpdate();
    }
    for (Map.Entry<String, StorePath> output : registration.outputs().entrySet()) {
      output(id, output.getKey(), output.getValue());
    }
  }

  private void output(long derivation, String name, StorePath path) throws SQLException {
    PreparedStatement insert = sql.prepared(INSERT_OUTPUT);
    insert.setLong(1, derivation);
    insert.setString(2, name);
    insert.setString(3, dir.print(path));
    insert.executeUpdate();
  }

  private boolean insert(PathInfo info) throws SQLException {
    PreparedStatement insert = sql.prepared(INSERT_PATH);
    insert.setString(1, dir.print(info.path()));
    insert.setString(2, "sha256:" + info.narHash().base16());
    long time = info.registrationTime();
    insert.setLong(3, time == 0 ? System.currentTimeMillis() / 1000 : time);
    insert.setString(4, info.deriver() == null ? null : dir.print(info.deriver()));
    setUnlessZero(insert, 5, info.narSize());
    setUnlessZero(insert, 6, info.ultimate() ? 1 : 0);
    insert.setString(7, signatures(info));
    insert.setString(8, address(info));
    return insert.executeUpdate() == 1;
  }

  private void update(PathInfo info) throws SQLException {
    PreparedStatement update = sql.prepared(UPDATE_PATH);
    setUnlessZero(update, 1, info.narSize());
    update.setString(2, "sha256:" + info.narHash().base16());
    setUnlessZero(update, 3, info.ultimate() ? 1 : 0);
    update.setString(4, signatures(info));
    update.setString(5, address(info));
    update.setString(6, dir.print(info.path()));
    update.executeUpdate();
  }

  private static @Nullable String signatures(PathInfo info) {
    return info.signatures().isEmpty() ? null : String.join(" ", info.signatures());
  }

  private static @Nullable String address(PathInfo info) {
    return info.contentAddress() == null ? null : info.contentAddress().text();
  }

  private static void setUnlessZero(PreparedStatement statement, int index, long value)
      throws SQLException {
    if (value == 0) {
      statement.setNull(index, Types.INTEGER);
    } else {
      statement.setLong(index, value);
    }
  }

  /** Adds signatures to those that a valid path has. */
  void addSignatures(StorePath path, Collection<String> signatures) {
    sql.write(() -> {
      PathInfo info = select(path);
      if (info == null) {
        throw invalid(path);
      }
      SortedSet<String> all = new TreeSet<>(info.signatures());
      all.addAll(signatures);
      update(info.withSignatures(all));
    });
  }

  /**
   * Makes paths invalid, all or none; those that are not valid count as done. Each must come after those that refer to it.
   *
   * @throws PathInUseException if a valid path that is not among them refers to one
   */
  void invalidate(Collection<StorePath> paths) {
    try {
      sql.write(() -> delete(paths));
    } catch (StoreException failed) {
      // The database refuses to delete what is referred to; this finds out what that was.
      sql.write(() -> {
        requireUnused(paths);
        delete(paths);
      });
    }
  }

  private void delete(Collection<StorePath> paths) throws SQLException {
    PreparedStatement delete = sql.prepared(DELETE_PATH);
    for (StorePath path : paths) {
      delete.setString(1, dir.print(path));
      delete.executeUpdate();
    }
  }

  private void requireUnused(Collection<StorePath> paths) throws SQLException {
    for (StorePath path : paths) {
      SortedSet<StorePath> referrers = paths(SELECT_REFERRERS, dir.print(path));
      referrers.removeAll(paths);
      if (!referrers.isEmpty()) {
        throw new PathInUseException(path, referrers, dir);
      }
    }
  }

  private List<Long> requireIds(Collection<StorePath> paths) throws SQLException {
    List<Long> ids = new ArrayList<>();
    for (StorePath path : paths) {
      ids.add(requireId(path));
    }
    return ids;
  }

  private long requireId(StorePath path) throws SQLException {
    long id = id(path);
    if (id < 0) {
      throw invalid(path);
    }
    return id;
  }

  private StoreException invalid(StorePath path) {
    return new StoreException("path '" + dir.print(path) + "' is not valid");
  }

  private long id(StorePath path) throws SQLException {
    PreparedStatement select = sql.prepared(SELECT_ID);
    select.setString(1, dir.print(path));
    try (ResultSet row = select.executeQuery()) {
      return row.next() ? row.getLong(1) : -1;
    }
  }
}
