package dev.firn.app.repl;

import dev.firn.lang.syntax.Symbol;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.Lazy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The variables of a REPL. */
final class Variables {
  private final Map<Symbol, Lazy> values = new LinkedHashMap<>();

  /** What expressions see. Later changes are not seen by what was compiled before. */
  Map<Symbol, Lazy> snapshot() {
    return new LinkedHashMap<>(values);
  }

  void put(Symbol name, Lazy value) {
    values.put(name, value);
  }

  /** Makes the attributes of a set variables. */
  void putAll(Attrs attrs) {
    for (int i = 0; i < attrs.size(); i++) {
      values.put(attrs.shape().name(i), attrs.value(i));
    }
  }

  void clear() {
    values.clear();
  }

  List<String> names() {
    List<String> names = new ArrayList<>(values.size());
    for (Symbol name : values.keySet()) {
      names.add(name.name());
    }
    return names;
  }
}
