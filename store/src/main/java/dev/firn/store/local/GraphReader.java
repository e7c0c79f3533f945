package dev.firn.store.local;

import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads all valid paths and what connects them. For one use, inside of one snapshot of the database. */
final class GraphReader {
  private static final String PATHS = "select id, path, narSize, deriver from ValidPaths";
  private static final String REFERENCES = "select referrer, reference from Refs";
  private static final String OUTPUTS =
      "select d.drv, v.id from DerivationOutputs d join ValidPaths v on d.path = v.path";

  private final StoreDir dir;
  private final Sql sql;
  private final List<StorePath> paths = new ArrayList<>();
  private final Map<StorePath, Integer> numbers = new HashMap<>();
  private final Map<Long, Integer> byId = new HashMap<>();
  private final List<@Nullable String> deriverNames = new ArrayList<>();
  private long[] sizes = new long[1024];

  GraphReader(StoreDir dir, Sql sql) {
    this.dir = dir;
    this.sql = sql;
  }

  StoreGraph read() throws SQLException {
    readPaths();
    return new StoreGraph(paths, numbers, sizes, derivers(), pairs(REFERENCES), pairs(OUTPUTS));
  }

  private void readPaths() throws SQLException {
    try (ResultSet row = sql.prepared(PATHS).executeQuery()) {
      while (row.next()) {
        StorePath path = dir.parseCanonical(row.getString(2));
        int number = paths.size();
        paths.add(path);
        numbers.put(path, number);
        byId.put(row.getLong(1), number);
        if (number == sizes.length) {
          sizes = Arrays.copyOf(sizes, 2 * number);
        }
        sizes[number] = row.getLong(3);
        deriverNames.add(row.getString(4));
      }
    }
  }

  private int[] derivers() {
    int[] derivers = new int[paths.size()];
    for (int i = 0; i < derivers.length; i++) {
      String name = deriverNames.get(i);
      derivers[i] = name == null ? -1 : numbers.getOrDefault(dir.parse(name), -1);
    }
    return derivers;
  }

  private int[] @Nullable [] pairs(String query) throws SQLException {
    int[] @Nullable [] lists = new int[paths.size()][];
    int[] counts = new int[paths.size()];
    try (ResultSet row = sql.prepared(query).executeQuery()) {
      while (row.next()) {
        Integer from = byId.get(row.getLong(1));
        Integer to = byId.get(row.getLong(2));
        if (from != null && to != null) {
          int[] list = lists[from];
          if (list == null) {
            list = new int[4];
          } else if (list.length == counts[from]) {
            list = Arrays.copyOf(list, 2 * list.length);
          }
          list[counts[from]++] = to;
          lists[from] = list;
        }
      }
    }
    for (int i = 0; i < lists.length; i++) {
      int[] list = lists[i];
      lists[i] = list == null ? null : Arrays.copyOf(list, counts[i]);
    }
    return lists;
  }
}
