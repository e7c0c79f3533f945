package dev.firn.lang.syntax;

import dev.firn.lang.syntax.Expr.Attr;
import dev.firn.lang.syntax.Expr.AttrKind;
import dev.firn.lang.syntax.Expr.AttrName;
import dev.firn.lang.syntax.Expr.Attrs;
import dev.firn.lang.syntax.Expr.DynamicAttr;
import dev.firn.lang.syntax.Expr.Formal;
import dev.firn.lang.syntax.Expr.Formals;
import dev.firn.lang.syntax.Expr.InheritFrom;
import dev.firn.lang.syntax.Expr.Operator;
import dev.firn.lang.syntax.Expr.Part;
import dev.firn.lang.syntax.Expr.Select;
import dev.firn.lang.syntax.Expr.Str;
import dev.firn.lang.syntax.Expr.Var;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Makes trees of all shapes that the parser can give, without positions, the same ones for the same seed. */
final class RandomTrees {
  private static final int NONE = Positions.NONE;
  private static final String[] NAMES = {"a", "b", "c-d", "e'", "_f", "lib", "true"};
  private static final String[] ODD_NAMES = {"x y", "", "if", "or", "1z", "${", "\"", "\u00e9\n"};
  private static final String[] TEXTS = {
    "t", "", "$", "${", "$${x}", "\\", "\"", "''", "\r\n", "\t", " ", "\0", "\u00c3\u00a9", "a\nb"
  };
  private static final String[] PATHS = {"/", "/a", "/a.b/c-d", "/base/_+"};

  private final SplittableRandom random;

  RandomTrees(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** A tree of at most that height, about. */
  Expr expr(int height) {
    if (height <= 0) {
      return leaf();
    }
    int less = height - 1;
    return switch (random.nextInt(18)) {
      case 0, 1 -> leaf();
      case 2 -> select(less);
      case 3 -> new Expr.HasAttr(NONE, expr(less), path(less));
      case 4, 5 -> attrs(less, random.nextBoolean(), true);
      case 6 -> new Expr.ListOf(NONE, exprs(random.nextInt(4), less));
      case 7, 8 -> lambda(less);
      case 9 -> call(less);
      case 10 -> new Expr.Let(NONE, attrs(less, false, false), expr(less));
      case 11 -> new Expr.With(NONE, expr(less), expr(less));
      case 12 -> new Expr.If(NONE, expr(less), expr(less), expr(less));
      case 13 -> new Expr.Assert(NONE, expr(less), expr(less));
      case 14 -> new Expr.Not(NONE, expr(less));
      case 15 -> new Expr.Binary(NONE, pick(Operator.values()), expr(less), expr(less));
      case 16 -> string(less);
      default -> sum(less);
    };
  }

  private Expr leaf() {
    return switch (random.nextInt(7)) {
      case 0 -> new Expr.Int(NONE, random.nextLong(0, Long.MAX_VALUE));
      case 1 -> new Expr.Real(NONE, Math.scalb(random.nextDouble(), random.nextInt(-300, 300)));
      case 2 -> new Str(NONE, text());
      case 3 -> new Expr.Path(NONE, pick(PATHS));
      case 4 -> new Expr.CurPos(NONE);
      default -> new Var(NONE, Symbol.of(pick(NAMES)));
    };
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(4); i > 0; i--) {
      text.append(pick(TEXTS));
    }
    return text.toString();
  }

  private <T> T pick(T[] values) {
    return values[random.nextInt(values.length)];
  }

  private List<Expr> exprs(int count, int height) {
    List<Expr> exprs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      exprs.add(expr(height));
    }
    return exprs;
  }

  private Symbol name() {
    return Symbol.of(random.nextInt(3) == 0 ? pick(ODD_NAMES) : pick(NAMES));
  }

  /** An expression that is no string literal: such a name would not be a computed one. */
  private Expr computed(int height) {
    Expr expr = expr(height);
    return expr instanceof Str ? new Var(NONE, Symbol.of("n")) : expr;
  }

  private List<AttrName> path(int height) {
    List<AttrName> path = new ArrayList<>();
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      path.add(
          random.nextInt(4) == 0
              ? new AttrName(null, computed(height))
              : new AttrName(name(), null));
    }
    return path;
  }

  private Expr select(int height) {
    @Nullable Expr fallback = random.nextBoolean() ? expr(height) : null;
    return new Select(NONE, expr(height), path(height), fallback);
  }

  private Attrs attrs(int height, boolean recursive, boolean withDynamic) {
    List<Expr> sources = exprs(random.nextInt(3), height);
    Map<Symbol, Attr> attrs = new LinkedHashMap<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      Symbol name = name();
      attrs.put(name, attr(name, sources.size(), height));
    }
    List<DynamicAttr> dynamic = new ArrayList<>();
    for (int i = withDynamic ? random.nextInt(3) : 0; i > 0; i--) {
      dynamic.add(new DynamicAttr(NONE, computed(height), expr(height)));
    }
    return new Attrs(NONE, recursive, attrs, sources, dynamic);
  }

  private Attr attr(Symbol name, int sources, int height) {
    int kind = random.nextInt(4);
    if (kind == 0) {
      return new Attr(AttrKind.INHERITED, new Var(NONE, name), NONE);
    }
    if (kind == 1 && sources > 0) {
      Expr source = new InheritFrom(NONE, random.nextInt(sources));
      List<AttrName> path = List.of(new AttrName(name, null));
      return new Attr(AttrKind.INHERITED_FROM, new Select(NONE, source, path, null), NONE);
    }
    return new Attr(AttrKind.PLAIN, expr(height), NONE);
  }

  private Expr lambda(int height) {
    boolean both = random.nextInt(3) == 0;
    boolean plain = random.nextBoolean();
    Symbol arg = both || plain ? Symbol.of("arg") : null;
    Formals formals = both || !plain ? formals(height) : null;
    return new Expr.Lambda(NONE, null, arg, formals, expr(height), NONE);
  }

  private Formals formals(int height) {
    Map<Symbol, Formal> formals = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      Symbol name = Symbol.of(pick(NAMES));
      formals.put(name, new Formal(NONE, name, random.nextBoolean() ? expr(height) : null));
    }
    List<Formal> sorted = new ArrayList<>(formals.values());
    sorted.sort(Comparator.comparingInt(formal -> formal.name().id));
    return new Formals(sorted, random.nextBoolean());
  }

  /** A call; a call of a call is only what {@code (f x) or} gives. */
  private Expr call(int height) {
    Expr function = expr(height);
    List<Expr> arguments = exprs(random.nextInt(1, 4), height);
    if (function instanceof Expr.Call || random.nextInt(8) == 0) {
      arguments.set(0, new Var(NONE, Symbol.of("or")));
    }
    return new Expr.Call(NONE, function, arguments);
  }

  private Expr string(int height) {
    List<Part> parts = new ArrayList<>();
    for (int i = random.nextInt(1, 5); i > 0; i--) {
      Expr value = random.nextBoolean() ? expr(height) : new Str(NONE, text());
      parts.add(new Part(NONE, value));
    }
    return new Expr.Concat(NONE, true, parts);
  }

  /** A sum of two, or a path with interpolations. */
  private Expr sum(int height) {
    List<Part> parts = new ArrayList<>();
    int count = random.nextInt(2, 5);
    Expr.Path path = new Expr.Path(NONE, pick(PATHS) + (random.nextBoolean() ? "/" : ""));
    parts.add(new Part(NONE, count > 2 || random.nextBoolean() ? path : expr(height)));
    while (parts.size() < count) {
      parts.add(new Part(NONE, expr(height)));
    }
    return new Expr.Concat(NONE, false, parts);
  }
}
