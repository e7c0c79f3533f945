package dev.firn.lang.eval;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.syntax.Expr;
import dev.firn.lang.syntax.Symbol;
import dev.firn.lang.value.Builtin;
import dev.firn.lang.value.Code;
import dev.firn.lang.value.Counters;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.FloatValue;
import dev.firn.lang.value.IntValue;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.PathValue;
import dev.firn.lang.value.Shape;
import dev.firn.lang.value.StringValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes code of syntax: resolves every name to a slot, so that evaluation never looks a name up that it could index. */
final class Compiler {
  private final Evaluation ev;
  private int nesting;

  private Compiler(Evaluation ev) {
    this.ev = ev;
  }

  /**
   * Compiles an expression.
   *
   * @param globals the names that it can see
   * @param ev the evaluation that needs the code, and has met the names in it
   * @throws EvalError if it uses a name that nothing defines
   */
  static Code compile(Expr expr, Scope.Globals globals, Evaluation ev) {
    return new Compiler(ev).code(expr, globals);
  }

  private Code code(Expr expr, Scope scope) {
    nesting++;
    if (Counters.ON) {
      Counters.expressions++;
    }
    Code code = node(expr, scope);
    nesting--;
    return nesting % DepthGuard.EVERY == DepthGuard.EVERY - 1 ? new DepthGuard(code) : code;
  }

  // No switch over types here and in ValuePrinter: the first in a process took 5 of the 80 ms of
  // processor time of `1 + 1`.

  private Code node(Expr expr, Scope scope) {
    if (expr instanceof Expr.Var e) {
      return variable(e, scope);
    } else if (expr instanceof Expr.Select e) {
      return select(e, scope);
    } else if (expr instanceof Expr.Call e) {
      return call(e, scope);
    } else if (expr instanceof Expr.Concat e) {
      return concat(e, scope);
    } else if (expr instanceof Expr.Attrs e) {
      return attrs(e, scope);
    } else if (expr instanceof Expr.Lambda e) {
      return lambda(e, scope);
    } else if (expr instanceof Expr.ListOf e) {
      return new ListNode(codes(e.elements(), scope));
    } else if (expr instanceof Expr.Let e) {
      return let(e, scope);
    } else if (expr instanceof Expr.If e) {
      Code condition = code(e.condition(), scope);
      return new IfNode(condition, code(e.then(), scope), code(e.otherwise(), scope), e.position());
    } else if (expr instanceof Expr.Binary e) {
      return binary(e, scope);
    } else if (expr instanceof Expr.InheritFrom e) {
      return new Local(0, e.index(), e.position());
    } else if (expr instanceof Expr.HasAttr e) {
      return new HasAttrNode(code(e.subject(), scope), path(e.path(), scope));
    } else if (expr instanceof Expr.With e) {
      return with(e, scope);
    } else if (expr instanceof Expr.Assert e) {
      return new AssertNode(e, code(e.condition(), scope), code(e.body(), scope));
    } else if (expr instanceof Expr.Not e) {
      return new NotNode(code(e.operand(), scope));
    } else {
      return literal(expr);
    }
  }

  private static Code literal(Expr expr) {
    if (expr instanceof Expr.Str e) {
      return new Constant(new StringValue(e.value()), e.position());
    } else if (expr instanceof Expr.Int e) {
      return new Constant(IntValue.of(e.value()), e.position());
    } else if (expr instanceof Expr.Real e) {
      return new Constant(new FloatValue(e.value()), e.position());
    } else if (expr instanceof Expr.Path e) {
      return new Constant(new PathValue(e.value()), e.position());
    } else {
      return new CurPosNode(((Expr.CurPos) expr).position());
    }
  }

  private Code call(Expr.Call call, Scope scope) {
    Code function = code(call.function(), scope);
    Code[] arguments = codes(call.arguments(), scope);
    if (arguments.length == 2
        && function instanceof Global global
        && global.slot() instanceof Builtin builtin) {
      StrictCallNode.Kind kind = StrictCallNode.Kind.of(builtin.name());
      if (kind != null) {
        return new StrictCallNode(builtin, kind, arguments[0], arguments[1], call.position());
      }
    }
    return new CallNode(function, arguments, call.position());
  }

  private Code[] codes(List<Expr> exprs, Scope scope) {
    Code[] codes = new Code[exprs.size()];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = code(exprs.get(i), scope);
    }
    return codes;
  }

  private Code variable(Expr.Var variable, Scope scope) {
    Symbol name = variable.name();
    int level = 0;
    List<Integer> withs = List.of();
    List<Integer> positions = List.of();
    for (Scope at = scope; at != null; at = at.up()) {
      if (at instanceof Scope.One one) {
        if (one.name() == name) {
          return new Argument(level, variable.position());
        }
      } else if (at instanceof Scope.Two two) {
        if (two.second() == name) {
          return new Argument(level, variable.position());
        } else if (two.first() == name) {
          return new OuterArgument(level, variable.position());
        }
      } else if (at instanceof Scope.Many many) {
        Integer slot = many.slots().get(name);
        if (slot != null) {
          return new Local(level, slot, variable.position());
        }
      } else if (at instanceof Scope.With with) {
        withs = withs.isEmpty() ? new ArrayList<>() : withs;
        positions = positions.isEmpty() ? new ArrayList<>() : positions;
        withs.add(level);
        positions.add(with.position());
      } else if (at instanceof Scope.Globals globals) {
        Lazy slot = globals.slots().get(name);
        if (slot != null) {
          return new Global(slot, variable.position());
        }
        continue;
      }
      level++;
    }
    if (withs.isEmpty()) {
      throw new EvalError("undefined variable '" + name.name() + "'", variable.position());
    }
    return new FromWith(name, ints(withs), ints(positions), variable.position());
  }

  private static int[] ints(List<Integer> boxed) {
    int[] ints = new int[boxed.size()];
    for (int i = 0; i < ints.length; i++) {
      ints[i] = boxed.get(i);
    }
    return ints;
  }

  private Code select(Expr.Select select, Scope scope) {
    Expr fallback = select.fallback();
    return new SelectNode(
        code(select.subject(), scope),
        path(select.path(), scope),
        fallback == null ? null : code(fallback, scope),
        select.position());
  }

  private AttrPath path(List<Expr.AttrName> names, Scope scope) {
    @Nullable Code[] computed = new Code[names.size()];
    for (int i = 0; i < computed.length; i++) {
      Expr name = names.get(i).computed();
      computed[i] = name == null ? null : code(name, scope);
    }
    return new AttrPath(names, computed);
  }

  private Code concat(Expr.Concat concat, Scope scope) {
    int size = concat.parts().size();
    Code[] parts = new Code[size];
    int[] positions = new int[size];
    for (int i = 0; i < size; i++) {
      parts[i] = code(concat.parts().get(i).value(), scope);
      positions[i] = concat.parts().get(i).position();
    }
    return new ConcatNode(parts, positions, concat.forceString(), concat.position());
  }

  private Code binary(Expr.Binary binary, Scope scope) {
    Code left = code(binary.left(), scope);
    Code right = code(binary.right(), scope);
    int position = binary.position();
    return switch (binary.operator()) {
      case EQ -> new EqualNode(left, right, false, position);
      case NEQ -> new EqualNode(left, right, true, position);
      case AND, OR, IMPL -> new LogicNode(binary.operator(), left, right, position);
      case UPDATE -> new UpdateNode(left, right, position);
      case CONCAT_LISTS -> new ConcatListsNode(left, right, position);
    };
  }

  private Code with(Expr.With with, Scope scope) {
    return new WithNode(
        code(with.scope(), scope),
        code(with.body(), new Scope.With(scope, with.position())),
        with.position());
  }

  private Code lambda(Expr.Lambda lambda, Scope scope) {
    Expr.Formals formals = lambda.formals();
    Symbol arg = lambda.arg();
    if (formals == null) {
      return plain(lambda, java.util.Objects.requireNonNull(arg), scope);
    }
    Map<Symbol, Integer> slots = new HashMap<>();
    if (arg != null) {
      slots.put(arg, 0);
    }
    List<Expr.Formal> sorted = sorted(formals);
    int size = sorted.size();
    Symbol[] names = new Symbol[size];
    for (int i = 0; i < size; i++) {
      names[i] = sorted.get(i).name();
      slots.put(names[i], slots.size());
    }
    Scope inner = new Scope.Many(scope, slots);
    @Nullable Code[] fallbacks = new Code[size];
    for (int i = 0; i < size; i++) {
      Expr fallback = sorted.get(i).fallback();
      fallbacks[i] = fallback == null ? null : code(fallback, inner);
    }
    return new FormalsNode(
        lambda, names, fallbacks, formals.ellipsis(), code(lambda.body(), inner));
  }

  private LambdaNode plain(Expr.Lambda lambda, Symbol name, Scope scope) {
    if (lambda.body() instanceof Expr.Lambda inner && inner.formals() == null) {
      Symbol second = java.util.Objects.requireNonNull(inner.arg());
      Code body = code(inner.body(), new Scope.Two(scope, name, second));
      return new LambdaNode.Plain(lambda, new LambdaNode.Plain(inner, body, true), false);
    }
    return new LambdaNode.Plain(lambda, code(lambda.body(), new Scope.One(scope, name)), false);
  }

  private Code let(Expr.Let let, Scope scope) {
    List<Map.Entry<Symbol, Expr.Attr>> attrs = sorted(let.bindings());
    Scope inner = new Scope.Many(scope, slots(attrs));
    return new LetNode(bindings(let.bindings(), attrs, inner, scope), code(let.body(), inner));
  }

  private Code attrs(Expr.Attrs set, Scope scope) {
    List<Map.Entry<Symbol, Expr.Attr>> attrs = sorted(set);
    Scope inner = set.recursive() ? new Scope.Many(scope, slots(attrs)) : scope;
    Bindings bindings = bindings(set, attrs, inner, scope);
    RecNode rec = set.recursive() ? new RecNode(bindings, set.position()) : null;
    if (!set.dynamic().isEmpty()) {
      return dynamic(set, bindings, rec, inner);
    }
    return rec != null ? rec : new AttrsNode(bindings, set.position());
  }

  private Code dynamic(Expr.Attrs set, Bindings bindings, @Nullable RecNode rec, Scope inner) {
    int size = set.dynamic().size();
    Code[] names = new Code[size];
    Code[] values = new Code[size];
    int[] positions = new int[size];
    for (int i = 0; i < size; i++) {
      Expr.DynamicAttr attr = set.dynamic().get(i);
      names[i] = code(attr.name(), inner);
      values[i] = code(attr.value(), inner);
      positions[i] = attr.position();
    }
    return new DynamicAttrsNode(bindings, rec, names, values, positions, set.position());
  }

  private static List<Map.Entry<Symbol, Expr.Attr>> sorted(Expr.Attrs set) {
    List<Map.Entry<Symbol, Expr.Attr>> attrs = new ArrayList<>(set.attrs().entrySet());
    attrs.sort(Comparator.comparingInt(entry -> entry.getKey().id));
    return attrs;
  }

  /** What a function takes, in the order in which the program met the names. */
  private List<Expr.Formal> sorted(Expr.Formals formals) {
    Symbol[] names = formals.names();
    List<Symbol> all = Arrays.asList(names);
    boolean aliased = false;
    for (Expr.Formal formal : formals.formals()) {
      aliased |= formal.fallback() instanceof Expr.Var other && all.contains(other.name());
    }
    int[] order = order(names, aliased);
    List<Expr.Formal> sorted = new ArrayList<>(names.length);
    for (int i = 0; i < names.length; i++) {
      sorted.add(formals.formals().get(order[i]));
    }
    return sorted;
  }

  /** Whether an attribute is only another name of an attribute. */
  private static boolean isAliased(Expr.Attrs set) {
    for (Expr.Attr attr : set.attrs().values()) {
      if (attr.kind() == Expr.AttrKind.PLAIN
          && attr.value() instanceof Expr.Var other
          && set.attrs().containsKey(other.name())) {
        return true;
      }
    }
    return false;
  }

  /**
   * The indices of names in the order in which the program met them.
   *
   * @param aliased whether more depends on it than which error is found first
   */
  private int[] order(Symbol[] names, boolean aliased) {
    return aliased ? ev.order(names) : ev.names().guess(names);
  }

  private static Map<Symbol, Integer> slots(List<Map.Entry<Symbol, Expr.Attr>> attrs) {
    Map<Symbol, Integer> slots = HashMap.newHashMap(attrs.size());
    for (int i = 0; i < attrs.size(); i++) {
      slots.put(attrs.get(i).getKey(), i);
    }
    return slots;
  }

  private Bindings bindings(
      Expr.Attrs set, List<Map.Entry<Symbol, Expr.Attr>> attrs, Scope inner, Scope outer) {
    int size = attrs.size();
    Symbol[] names = new Symbol[size];
    int[] positions = new int[size];
    Expr.AttrKind[] kinds = new Expr.AttrKind[size];
    Code[] values = new Code[size];
    Code[] sources = codes(set.inheritFrom(), inner);
    Scope fromSources = sources.length == 0 ? inner : new Scope.Many(inner, Map.of());
    for (int i = 0; i < size; i++) {
      names[i] = attrs.get(i).getKey();
    }
    int[] order = order(names, inner != outer && isAliased(set));
    for (int n = 0; n < size; n++) {
      int i = order[n];
      Expr.Attr attr = attrs.get(i).getValue();
      positions[i] = attr.position();
      kinds[i] = attr.kind();
      Scope scope =
          switch (attr.kind()) {
            case PLAIN -> inner;
            case INHERITED -> outer;
            case INHERITED_FROM -> fromSources;
          };
      values[i] = code(attr.value(), scope);
    }
    return new Bindings(new Shape(names, positions), kinds, values, sources, order);
  }
}
