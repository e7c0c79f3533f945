package dev.firn.lang.syntax;

import java.util.concurrent.ConcurrentHashMap;

/**
 * An interned name: a variable or an attribute. Two symbols are the same name exactly if they are the same object.
 *
 * <p>Names are bytes, one {@code char} a byte (Latin-1), as every string of the language. Symbols live as long as the
 * process; interning is thread-safe.
 */
public final class Symbol {
  private static final ConcurrentHashMap<String, Symbol> TABLE = new ConcurrentHashMap<>(4096);
  private static int created;

  private final String name;

  /** The order of creation. Attribute sets are sorted by it; it means nothing beyond this process. */
  public final int id;

  private Symbol(String name, int id) {
    this.name = name;
    this.id = id;
  }

  /** The symbol of that name. */
  public static Symbol of(String name) {
    Symbol known = TABLE.get(name);
    return known != null ? known : create(name);
  }

  private static synchronized Symbol create(String name) {
    return TABLE.computeIfAbsent(name, key -> new Symbol(key, created++));
  }

  /** The name, a {@code char} for each byte. */
  public String name() {
    return name;
  }

  @Override
  public String toString() {
    return name;
  }
}
