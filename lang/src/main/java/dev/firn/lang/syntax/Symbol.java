package dev.firn.lang.syntax;

import dev.firn.base.text.Latin1;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * An interned name: a variable or an attribute. Two symbols are the same name exactly if they are the same object.
 *
 * <p>Names are bytes, one {@code char} a byte (Latin-1), as every string of the language. Symbols live as long as the
 * process; interning is thread-safe.
 */
public final class Symbol {
  /** How many slots a symbol may be away from the one that its hash gives. */
  private static final int MAX_DISTANCE = 64;

  /**
   * The symbols, each in or behind (with wrapping) the slot that its hash gives, without an empty slot between. Slots are read
   * without a lock: who misses a symbol that is just being put there asks again under the lock.
   */
  private static volatile @Nullable Symbol[] table = new Symbol[1 << 13];

  /** The symbols for which there was no slot near enough: many names with one hash, which only a malicious text has. */
  private static final ConcurrentHashMap<String, Symbol> FAR = new ConcurrentHashMap<>();

  private static int created;

  /** How many names every program knows before it begins; their ids come first. */
  static final int KNOWN;

  static {
    KnownNames.load();
    KNOWN = created;
  }

  private final String name;
  private final byte[] bytes;
  private final int hash;

  /** The order of creation in this process. Attribute sets are sorted by it; programs see a {@link NameOrder} instead. */
  public final int id;

  private Symbol(String name, int hash, int id) {
    this.name = name;
    this.bytes = Latin1.bytes(name);
    this.hash = hash;
    this.id = id;
  }

  /** The symbol of that name. */
  public static Symbol of(String name) {
    int hash = name.hashCode();
    Symbol known = find(table, name, hash);
    return known != null ? known : create(name, hash);
  }

  /** How many symbols there are. */
  public static synchronized int count() {
    return created;
  }

  /** The bytes of the names of all symbols. */
  public static synchronized long totalLength() {
    long length = 0;
    for (Symbol symbol : table) {
      length += symbol == null ? 0 : symbol.bytes.length;
    }
    return length;
  }

  /**
   * The symbol whose name is a part of a text.
   *
   * @param hash the hash code of the name as a string
   */
  static Symbol of(byte[] text, int begin, int end, int hash) {
    Symbol known = known(text, begin, end, hash);
    return known != null ? known : of(Latin1.string(text, begin, end - begin));
  }

  /** The same if there is one already; of many names with one hash code, some may be missed. */
  private static @Nullable Symbol known(byte[] text, int begin, int end, int hash) {
    @Nullable Symbol[] symbols = table;
    int mask = symbols.length - 1;
    int first = slot(hash, mask);
    for (int i = 0; i < MAX_DISTANCE; i++) {
      Symbol symbol = symbols[(first + i) & mask];
      if (symbol == null) {
        break;
      }
      if (symbol.hash == hash && symbol.isNamed(text, begin, end)) {
        return symbol;
      }
    }
    return null;
  }

  private static @Nullable Symbol find(@Nullable Symbol[] symbols, String name, int hash) {
    int mask = symbols.length - 1;
    int first = slot(hash, mask);
    for (int i = 0; i < MAX_DISTANCE; i++) {
      Symbol symbol = symbols[(first + i) & mask];
      if (symbol == null) {
        return null;
      }
      if (symbol.hash == hash && symbol.name.equals(name)) {
        return symbol;
      }
    }
    return FAR.get(name);
  }

  /** The slot for a hash code; codes that follow each other, as those of {@code a1} and {@code a2} do, lie far apart. */
  private static int slot(int hash, int mask) {
    return (hash * 0x9E3779B9) >>> Integer.numberOfLeadingZeros(mask);
  }

  private boolean isNamed(byte[] text, int begin, int end) {
    byte[] own = bytes;
    if (own.length != end - begin) {
      return false;
    }
    for (int i = 0; i < own.length; i++) {
      if (own[i] != text[begin + i]) {
        return false;
      }
    }
    return true;
  }

  private static synchronized Symbol create(String name, int hash) {
    Symbol known = find(table, name, hash);
    if (known != null) {
      return known;
    }
    if (2 * created >= table.length) {
      table = grown(table);
    }
    Symbol symbol = new Symbol(name, hash, created++);
    put(table, symbol);
    return symbol;
  }

  private static @Nullable Symbol[] grown(@Nullable Symbol[] symbols) {
    @Nullable Symbol[] grown = new Symbol[2 * symbols.length];
    for (Symbol symbol : symbols) {
      if (symbol != null) {
        put(grown, symbol);
      }
    }
    // They may have slots now, and are searched for there first.
    for (Symbol symbol : FAR.values()) {
      put(grown, symbol);
    }
    return grown;
  }

  private static void put(@Nullable Symbol[] symbols, Symbol symbol) {
    int mask = symbols.length - 1;
    int first = slot(symbol.hash, mask);
    for (int i = 0; i < MAX_DISTANCE; i++) {
      int slot = (first + i) & mask;
      if (symbols[slot] == null) {
        symbols[slot] = symbol;
        return;
      }
    }
    FAR.put(symbol.name, symbol);
  }

  /** The name, a {@code char} for each byte. */
  public String name() {
    return name;
  }

  /** The name as messages show it: in quotes if it is no identifier. */
  public String shown() {
    if (Identifiers.isPlain(name)) {
      return name;
    }
    StringBuilder out = new StringBuilder();
    Identifiers.appendString(out, name);
    return out.toString();
  }

  /** The name's hash code; there is no need to compare, symbols are the same or not. */
  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public String toString() {
    return name;
  }
}
