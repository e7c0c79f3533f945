package dev.firn.store.local;

import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads what references connect with some paths, however far away: SQLite follows them, so that many paths take no more questions than
 * one. For use inside of one snapshot of the database; rows of paths are named by their numbers.
 */
final class ClosureReader {
  private static final String STARTS = "select value from json_each(?)";
  private static final String REFERRED =
      "with recursive reached (id) as ("
          + STARTS
          + " union select reference from reached join Refs on referrer = id) ";
  private static final String REFERRING =
      "with recursive reached (id) as ("
          + STARTS
          + " union select referrer from reached join Refs on reference = id) ";
  private static final String PATHS =
      "select v.id, v.path from reached r join ValidPaths v on v.id = r.id";
  private static final String EDGES = "select referrer, reference from reached join Refs on ";

  private final StoreDir dir;
  private final Sql sql;

  ClosureReader(StoreDir dir, Sql sql) {
    this.dir = dir;
    this.sql = sql;
  }

  /** Paths, what they refer to, and so on, each with what it refers to. */
  SortedMap<StorePath, SortedSet<StorePath>> references(Collection<Long> ids) throws SQLException {
    return references(REFERRED + PATHS, REFERRED + EDGES + "referrer = id", ids);
  }

  /** Paths, what refers to them, and so on, each with those among them that it refers to. */
  SortedMap<StorePath, SortedSet<StorePath>> referrers(Collection<Long> ids) throws SQLException {
    return references(REFERRING + PATHS, REFERRING + EDGES + "reference = id", ids);
  }

  private SortedMap<StorePath, SortedSet<StorePath>> references(
      String reached, String edges, Collection<Long> ids) throws SQLException {
    Map<Long, StorePath> paths = paths(reached, ids);
    SortedMap<StorePath, SortedSet<StorePath>> references = new TreeMap<>();
    paths.values().forEach(path -> references.put(path, new TreeSet<>()));
    try (ResultSet row = select(edges, ids).executeQuery()) {
      while (row.next()) {
        StorePath referrer = Objects.requireNonNull(paths.get(row.getLong(1)));
        StorePath reference = Objects.requireNonNull(paths.get(row.getLong(2)));
        Objects.requireNonNull(references.get(referrer)).add(reference);
      }
    }
    return references;
  }

  private Map<Long, StorePath> paths(String query, Collection<Long> ids) throws SQLException {
    Map<Long, StorePath> paths = new HashMap<>();
    try (ResultSet row = select(query, ids).executeQuery()) {
      while (row.next()) {
        paths.put(row.getLong(1), dir.parseCanonical(row.getString(2)));
      }
    }
    return paths;
  }

  private PreparedStatement select(String query, Collection<Long> ids) throws SQLException {
    PreparedStatement select = sql.prepared(query);
    select.setString(1, ids.toString());
    return select;
  }
}
