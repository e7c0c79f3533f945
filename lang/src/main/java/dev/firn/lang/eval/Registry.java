package dev.firn.lang.eval;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.syntax.Symbol;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.AttrsBuilder;
import dev.firn.lang.value.Builtin;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lazy;
import java.util.LinkedHashMap;
import java.util.Map;

/** Collects the global variables and the members of {@code builtins}. */
public final class Registry {
  private static final String HIDDEN = "__";

  private final Map<Symbol, Lazy> globals = new LinkedHashMap<>();
  private final Map<Symbol, Lazy> members = new LinkedHashMap<>();
  private final Evaluation ev;

  /** For an evaluation, which comes to know the names as they are added. */
  Registry(Evaluation ev) {
    this.ev = ev;
  }

  /**
   * Adds a builtin.
   *
   * @param name the global variable; a member of {@code builtins} is called the same without the leading {@code __}
   */
  public Registry add(String name, int arity, Builtin.Body body) {
    return constant(name, new Builtin(memberName(name), arity, body));
  }

  /** Adds a builtin of which errors do not speak when they pass. */
  public Registry addUntraced(String name, int arity, Builtin.Body body) {
    return constant(name, new Builtin(memberName(name), arity, false, body));
  }

  /** Adds a constant, named in the same way. */
  public Registry constant(String name, Lazy value) {
    globals.put(ev.symbol(name), value);
    members.put(ev.symbol(memberName(name)), value);
    return this;
  }

  /** A member of {@code builtins} that was added. */
  public Lazy member(String name) {
    Lazy found = members.get(Symbol.of(name));
    if (found == null) {
      throw new EvalError("builtin '" + name + "' not found");
    }
    return found;
  }

  private static String memberName(String name) {
    return name.startsWith(HIDDEN) ? name.substring(HIDDEN.length()) : name;
  }

  /** The names that every file sees; {@code builtins} is among them, and a member of itself. */
  Scope.Globals globals() {
    Symbol self = Symbol.of("builtins");
    AttrsBuilder all = new AttrsBuilder(members.size() + 1);
    members.forEach(all::add);
    // A set is immutable, and this one contains itself: its own slot is a thunk that finds it when
    // asked.
    SelfReference own = new SelfReference();
    all.add(self, own.slot());
    Attrs builtins = all.build();
    own.is(builtins);
    Map<Symbol, Lazy> names = new LinkedHashMap<>(globals);
    names.put(self, builtins);
    return new Scope.Globals(null, names);
  }
}
