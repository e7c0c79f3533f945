package dev.firn.store.local;

import dev.firn.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The tables of the database. They are those of Nix, which opens what Firn made and the other way round. */
final class Schema {
  /** The version of Nix's schema. It has not changed since 2015; additions have names instead. */
  static final int VERSION = 10;

  private static final List<String> TABLES =
      List.of(
          """
          create table if not exists ValidPaths (
            id integer primary key autoincrement not null,
            path text unique not null,
            hash text not null,
            registrationTime integer not null,
            deriver text,
            narSize integer,
            ultimate integer,
            sigs text,
            ca text
          )\
          """,
          """
          create table if not exists Refs (
            referrer integer not null,
            reference integer not null,
            primary key (referrer, reference),
            foreign key (referrer) references ValidPaths(id) on delete cascade,
            foreign key (reference) references ValidPaths(id) on delete restrict
          )\
          """,
          "create index if not exists IndexReference on Refs(reference)",
          """
          create trigger if not exists DeleteSelfRefs before delete on ValidPaths
          begin
            delete from Refs where referrer = old.id and reference = old.id;
          end\
          """,
          """
          create table if not exists DerivationOutputs (
            drv integer not null,
            id text not null,
            path text not null,
            primary key (drv, id),
            foreign key (drv) references ValidPaths(id) on delete cascade
          )\
          """,
          "create index if not exists IndexDerivationOutputs on DerivationOutputs(path)",
          // What Nix since 2.35 would do with older databases, alone: it need not wait for us.
          "create table if not exists SchemaMigrations (migration text primary key not null)",
          "insert or ignore into SchemaMigrations values ('20260309-drop-redundant-indexreferrer')");

  private Schema() {}

  /**
   * The version that a database directory has; 0 if there is no database. While Nix makes one, the file is empty for
   * a moment; if Nix is killed then, for ever.
   */
  private static int version(Path directory) throws IOException {
    Path file = directory.resolve("schema");
    if (!Files.exists(file)) {
      return 0;
    }
    String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
    if (text.isEmpty()) {
      return 0;
    }
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException _) {
      throw new IOException(file + " is corrupt");
    }
  }

  /**
   * The version that a database directory has; 0 if there is no database.
   *
   * @throws StoreException if it is one that must not be touched
   */
  static int supportedVersion(Path directory) throws IOException {
    int version = version(directory);
    if (version > VERSION) {
      throw new StoreException(
          "current Nix store schema is version " + version + ", but I only support " + VERSION);
    }
    if (version != 0 && version < VERSION) {
      throw new StoreException(
          "the database in "
              + directory
              + " has the schema "
              + version
              + " of an old Nix: let Nix upgrade it");
    }
    return version;
  }

  /** Makes the tables, and then the file that tells the version: whoever sees it finds all tables. */
  static void create(Connection connection, Path directory) throws SQLException, IOException {
    try (Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        statement.execute(table);
      }
    }
    writeVersion(directory);
  }

  /** Puts the whole file in its place at once: Nix takes an empty one for a corrupt one. */
  private static void writeVersion(Path directory) throws IOException {
    Path draft =
        directory.resolve("schema." + ProcessHandle.current().pid() + "." + System.nanoTime());
    ByteBuffer version =
        ByteBuffer.wrap(Integer.toString(VERSION).getBytes(StandardCharsets.US_ASCII));
    try {
      try (FileChannel file =
          FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        file.write(version);
        file.force(true);
      }
      Files.move(draft, directory.resolve("schema"), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
