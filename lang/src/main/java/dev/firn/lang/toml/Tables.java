package dev.firn.lang.toml;

import dev.firn.lang.toml.Node.Form;
import java.util.List;
import java.util.Map;

/** Puts what a document says into its tables. A table is defined once; what is closed may not be added to. */
final class Tables {
  private static final String INSERTING = "inserting this";
  private static final String WHILE_INSERTING = "while inserting this";
  private static final String NO_TABLE = "non-table value already exists";

  private Tables() {}

  /** Puts the value of a key. */
  static void putValue(Node.Table root, Key key, Node value) {
    Node.Table table = descend(root, key, true);
    Node found = table.entries.putIfAbsent(key.last(), value);
    if (found != null) {
      throw conflict(
          "failed to insert a value, value already exists",
          key,
          INSERTING,
          found,
          "but value already exists");
    }
  }

  /** Opens the table of a header. */
  static Node.Table openTable(Node.Table root, Key key) {
    Node.Table parent = descend(root, key, false);
    Node found = parent.entries.get(key.last());
    if (found == null) {
      Node.Table table = new Node.Table(Form.EXPLICIT, key.region());
      parent.entries.put(key.last(), table);
      return table;
    }
    if (!(found instanceof Node.Table table) || table.form != Form.IMPLICIT) {
      throw conflict(
          "failed to insert a table, table already defined",
          key,
          INSERTING,
          found,
          "this table is explicitly defined");
    }
    table.form = Form.EXPLICIT;
    table.region = key.region();
    return table;
  }

  /** Opens a new table in the array of tables of a header. */
  static Node.Table openArrayTable(Node.Table root, Key key) {
    Node.Table parent = descend(root, key, false);
    Node found = parent.entries.get(key.last());
    if (found == null) {
      found = new Node.Array(true, key.region());
      parent.entries.put(key.last(), found);
    } else if (!(found instanceof Node.Array existing) || !existing.isOfTables()) {
      throw conflict(
          "failed to insert an array of tables, value already exists",
          key,
          WHILE_INSERTING,
          found,
          NO_TABLE);
    }
    Node.Array array = (Node.Array) found;
    if (!array.ofHeaders) {
      throw conflict(
          "failed to insert a table, inline array of tables is immutable",
          key,
          WHILE_INSERTING,
          found,
          "this is inline array-of-tables");
    }
    Node.Table table = new Node.Table(Form.EXPLICIT, key.region());
    array.items.add(table);
    return table;
  }

  /** Goes down to the table that holds the last part of a key, and makes the tables on the way that are missing. */
  private static Node.Table descend(Node.Table root, Key key, boolean dotted) {
    Node.Table table = root;
    List<String> parts = key.parts();
    for (int i = 0; i + 1 < parts.size(); i++) {
      table = child(table.entries, parts.get(i), key, dotted);
    }
    return table;
  }

  private static Node.Table child(Map<String, Node> entries, String part, Key key, boolean dotted) {
    Node found = entries.get(part);
    if (found == null) {
      Node.Table made = new Node.Table(dotted ? Form.DOTTED : Form.IMPLICIT, key.region());
      entries.put(part, made);
      return made;
    }
    if (found instanceof Node.Table table) {
      return reopen(table, key, dotted);
    }
    if (found instanceof Node.Array array && array.isOfTables()) {
      return lastOf(array, key, dotted);
    }
    throw conflict(
        "failed to insert a value, value already exists", key, WHILE_INSERTING, found, NO_TABLE);
  }

  private static Node.Table reopen(Node.Table table, Key key, boolean dotted) {
    if (table.form == Form.INLINE) {
      throw conflict(
          "failed to insert a value: inline table is immutable",
          key,
          INSERTING,
          table,
          "to this table");
    }
    if (dotted && table.form != Form.DOTTED) {
      throw conflict(
          "reopening a table using dotted keys",
          key,
          "dotted key cannot reopen a table",
          table,
          "this table is already closed");
    }
    return table;
  }

  private static Node.Table lastOf(Node.Array array, Key key, boolean dotted) {
    if (!array.ofHeaders) {
      throw problem(
          "toml::insert_value:inline array of tables are immutable",
          key,
          INSERTING,
          array,
          "inline array of tables");
    }
    if (dotted) {
      throw problem(
          "toml::insert_value:dotted key cannot reopen an array-of-tables",
          key,
          INSERTING,
          array,
          "to this array-of-tables.");
    }
    return (Node.Table) array.items.get(array.items.size() - 1);
  }

  private static Problem conflict(
      String title, Key key, String keyNote, Node found, String foundNote) {
    return problem("toml::insert_value: " + title, key, keyNote, found, foundNote);
  }

  private static Problem problem(
      String title, Key key, String keyNote, Node found, String foundNote) {
    return new Problem(
        title,
        List.of(
            new Problem.Note(key.region(), keyNote), new Problem.Note(found.region(), foundNote)),
        "");
  }
}
