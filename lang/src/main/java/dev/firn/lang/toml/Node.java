package dev.firn.lang.toml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A value while its document is read: with where it is, and how it came to be, which decides what may be added to it.
 */
sealed interface Node {
  Region region();

  TomlValue value();

  /** How a table came to be. */
  enum Form {
    /** By a header of a table inside it. */
    IMPLICIT,
    /** By its own header, or as the document. */
    EXPLICIT,
    /** By keys with dots. */
    DOTTED,
    /** In braces. */
    INLINE
  }

  /** Anything but tables and arrays. */
  record Leaf(TomlValue value, Region region) implements Node {}

  /** A table. */
  final class Table implements Node {
    final Map<String, Node> entries = new LinkedHashMap<>();
    Form form;
    Region region;

    Table(Form form, Region region) {
      this.form = form;
      this.region = region;
    }

    @Override
    public Region region() {
      return region;
    }

    @Override
    public TomlValue.Table value() {
      Map<String, TomlValue> values = new LinkedHashMap<>();
      for (Map.Entry<String, Node> entry : entries.entrySet()) {
        values.put(entry.getKey(), entry.getValue().value());
      }
      return new TomlValue.Table(values);
    }
  }

  /** An array in brackets, or an array of tables. */
  final class Array implements Node {
    final List<Node> items = new ArrayList<>();

    /** Whether it was made by headers in double brackets. */
    final boolean ofHeaders;

    final Region region;

    Array(boolean ofHeaders, Region region) {
      this.ofHeaders = ofHeaders;
      this.region = region;
    }

    boolean isOfTables() {
      for (Node item : items) {
        if (!(item instanceof Table)) {
          return false;
        }
      }
      return !items.isEmpty();
    }

    @Override
    public Region region() {
      return region;
    }

    @Override
    public TomlValue value() {
      List<TomlValue> values = new ArrayList<>(items.size());
      for (Node item : items) {
        values.add(item.value());
      }
      return new TomlValue.Array(values);
    }
  }
}
