package dev.firn.store.local;

import dev.firn.store.Realisation;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The tables of realisations. Nix changed them: until 2.34 a hash stands for a derivation and the output must be valid, since then its
 * path does. Either is made when the first row goes into it.
 */
final class RealisationTable {
  private static final String PATH_TABLE = "BuildTraceV3";
  private static final String HASH_TABLE = "Realisations";
  private static final String MIGRATION = "20251017-ca-derivations";

  private final StoreDir dir;
  private final Sql sql;

  RealisationTable(StoreDir dir, Sql sql) {
    this.dir = dir;
    this.sql = sql;
  }

  /** What is known about an output; null if nothing is. */
  @Nullable Realisation find(String derivation, String output) {
    return sql.read(() -> select(derivation, output));
  }

  private @Nullable Realisation select(String derivation, String output) throws SQLException {
    boolean hashed = Realisation.isHashed(derivation);
    if (!exists(hashed ? HASH_TABLE : PATH_TABLE)) {
      return null;
    }
    PreparedStatement select =
        sql.prepared(
            hashed
                ? "select v.path, r.signatures from Realisations r join ValidPaths v"
                    + " on r.outputPath = v.id where r.drvPath = ? and r.outputName = ?"
                : "select outputPath, signatures from BuildTraceV3"
                    + " where drvPath = ? and outputName = ?");
    select.setString(1, derivation);
    select.setString(2, output);
    try (ResultSet row = select.executeQuery()) {
      return row.next()
          ? new Realisation(
              derivation, output, dir.parse(row.getString(1)), signatures(row.getString(2)))
          : null;
    }
  }

  private static SortedSet<String> signatures(@Nullable String text) {
    return text == null || text.isEmpty()
        ? new TreeSet<>()
        : new TreeSet<>(Arrays.asList(text.split(" ")));
  }

  private boolean exists(String table) throws SQLException {
    PreparedStatement select =
        sql.prepared("select 1 from sqlite_master where type = 'table' and name = ?");
    select.setString(1, table);
    try (ResultSet row = select.executeQuery()) {
      return row.next();
    }
  }

  /**
   * Adds what an output was found to be; if that is known already, the signatures.
   *
   * @throws dev.firn.store.StoreException if it is known to be something else
   */
  void register(Realisation realisation) {
    sql.write(() -> {
      Realisation known = select(realisation.derivation(), realisation.output());
      if (known == null) {
        insert(realisation);
      } else {
        known.requireSame(realisation, dir);
        SortedSet<String> all = new TreeSet<>(known.signatures());
        all.addAll(realisation.signatures());
        update(realisation.withSignatures(all));
      }
    });
  }

  private void insert(Realisation realisation) throws SQLException {
    boolean hashed = Realisation.isHashed(realisation.derivation());
    if (hashed) {
      createHashTable();
    } else {
      createPathTable();
    }
    PreparedStatement insert =
        sql.prepared(
            hashed
                ? "insert into Realisations (drvPath, outputName, outputPath, signatures)"
                    + " values (?, ?, (select id from ValidPaths where path = ?), ?)"
                : "insert into BuildTraceV3 (drvPath, outputName, outputPath, signatures)"
                    + " values (?, ?, ?, ?)");
    insert.setString(1, realisation.derivation());
    insert.setString(2, realisation.output());
    insert.setString(3, dir.print(realisation.path()));
    insert.setString(4, String.join(" ", realisation.signatures()));
    insert.executeUpdate();
  }

  private void update(Realisation realisation) throws SQLException {
    PreparedStatement update =
        sql.prepared(
            "update "
                + (Realisation.isHashed(realisation.derivation()) ? HASH_TABLE : PATH_TABLE)
                + " set signatures = ? where drvPath = ? and outputName = ?");
    update.setString(1, String.join(" ", realisation.signatures()));
    update.setString(2, realisation.derivation());
    update.setString(3, realisation.output());
    update.executeUpdate();
  }

  /** Forgets what an output was found to be. */
  void remove(String derivation, String output) {
    sql.write(() -> {
      String table = Realisation.isHashed(derivation) ? HASH_TABLE : PATH_TABLE;
      if (exists(table)) {
        PreparedStatement delete =
            sql.prepared("delete from " + table + " where drvPath = ? and outputName = ?");
        delete.setString(1, derivation);
        delete.setString(2, output);
        delete.executeUpdate();
      }
    });
  }

  /** The outputs that are known of the derivation at a path, by name. */
  SortedMap<String, StorePath> outputs(StorePath derivation) {
    return sql.read(() -> {
      SortedMap<String, StorePath> outputs = new TreeMap<>();
      if (exists(PATH_TABLE)) {
        PreparedStatement select =
            sql.prepared("select outputName, outputPath from BuildTraceV3 where drvPath = ?");
        select.setString(1, derivation.baseName());
        try (ResultSet row = select.executeQuery()) {
          while (row.next()) {
            outputs.put(row.getString(1), dir.parse(row.getString(2)));
          }
        }
      }
      return outputs;
    });
  }

  private void createPathTable() throws SQLException {
    sql.execute(
        """
        create table if not exists BuildTraceV3 (
          id integer primary key autoincrement not null,
          drvPath text not null,
          outputName text not null,
          outputPath text not null,
          signatures text
        )\
        """);
    sql.execute(
        "create index if not exists IndexBuildTraceV3 on BuildTraceV3(drvPath, outputName)");
    // Nix looks there for what it need not do.
    sql.execute(
        "create table if not exists SchemaMigrations (migration text primary key not null)");
    sql.execute("insert or ignore into SchemaMigrations values ('" + MIGRATION + "')");
  }

  private void createHashTable() throws SQLException {
    sql.execute(
        """
        create table if not exists Realisations (
          id integer primary key autoincrement not null,
          drvPath text not null,
          outputName text not null,
          outputPath integer not null,
          signatures text,
          foreign key (outputPath) references ValidPaths(id) on delete cascade
        )\
        """);
    sql.execute(
        "create index if not exists IndexRealisations on Realisations(drvPath, outputName)");
    sql.execute(
        """
        create table if not exists RealisationsRefs (
          referrer integer not null,
          realisationReference integer,
          foreign key (referrer) references Realisations(id) on delete cascade,
          foreign key (realisationReference) references Realisations(id) on delete restrict
        )\
        """);
    sql.execute("create index if not exists IndexRealisationsRefs on RealisationsRefs(referrer)");
    sql.execute(
        "create index if not exists IndexRealisationsRefsOnOutputPath on Realisations(outputPath)");
  }
}
