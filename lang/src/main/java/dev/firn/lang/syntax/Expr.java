package dev.firn.lang.syntax;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The abstract syntax of the Nix language, as the parser leaves it: names are not resolved, sugar is gone where Nix's own
 * parser removes it ({@code -e}, {@code <}, {@code <=}, {@code *}, {@code <path>} are calls of variables, {@code |>} and {@code <|} are
 * calls, {@code let { }} is a selection).
 *
 * <p>Every {@code position} is a number of {@link Positions}, {@link Positions#NONE} where Nix has none. Trees are immutable.
 */
public sealed interface Expr {
  /** Where messages say that the expression is. */
  int position();

  /** An integer literal. */
  record Int(int position, long value) implements Expr {}

  /** A floating-point literal. */
  record Real(int position, double value) implements Expr {}

  /** A string without interpolation: its bytes, one {@code char} a byte. */
  record Str(int position, String value) implements Expr {}

  /** A path literal: absolute and canonical. */
  record Path(int position, String value) implements Expr {}

  /** A variable. */
  record Var(int position, Symbol name) implements Expr {}

  /**
   * The value of the n-th {@code inherit (e)} expression of the enclosing set or {@code let}; stands only as the value of an
   * {@link Attr} of kind {@link AttrKind#INHERITED_FROM}.
   */
  record InheritFrom(int position, int index) implements Expr {}

  /** {@code subject.path}, {@code subject.path or fallback}. */
  record Select(int position, Expr subject, List<AttrName> path, @Nullable Expr fallback)
      implements Expr {}

  /** {@code subject ? path}. */
  record HasAttr(int position, Expr subject, List<AttrName> path) implements Expr {}

  /**
   * A set, also the bindings of a {@code let}.
   *
   * @param recursive whether it was written {@code rec}
   * @param attrs the static attributes in the order of the text
   * @param inheritFrom the expressions {@code e} of {@code inherit (e) ...}
   * @param dynamic the attributes whose names are computed, in the order of the text
   */
  record Attrs(
      int position,
      boolean recursive,
      Map<Symbol, Attr> attrs,
      List<Expr> inheritFrom,
      List<DynamicAttr> dynamic)
      implements Expr {}

  /** {@code [ ... ]}. */
  record ListOf(int position, List<Expr> elements) implements Expr {}

  /**
   * A function.
   *
   * @param name what it is bound to ({@code name = x: ...}), for messages; passed on to the bodies of curried functions
   * @param arg the variable of the whole argument, if there is one
   * @param formals the attributes that it takes, if it is written with braces
   * @param doc the position of the documentation comment's first byte, or {@link Positions#NONE}
   */
  record Lambda(
      int position,
      @Nullable Symbol name,
      @Nullable Symbol arg,
      @Nullable Formals formals,
      Expr body,
      int doc)
      implements Expr {}

  /** A call with one or more arguments. */
  record Call(int position, Expr function, List<Expr> arguments) implements Expr {}

  /** {@code let ... in body}. */
  record Let(int position, Attrs bindings, Expr body) implements Expr {}

  /** {@code with scope; body}. */
  record With(int position, Expr scope, Expr body) implements Expr {}

  /** {@code if condition then ... else ...}. */
  record If(int position, Expr condition, Expr then, Expr otherwise) implements Expr {}

  /** {@code assert condition; body}. */
  record Assert(int position, Expr condition, Expr body) implements Expr {}

  /** {@code !operand}. */
  record Not(int position, Expr operand) implements Expr {}

  /** One of the operators that are not calls. */
  record Binary(int position, Operator operator, Expr left, Expr right) implements Expr {}

  /**
   * A sum ({@code forceString} false, two parts), an interpolated string ({@code forceString} true) or an interpolated path
   * ({@code forceString} false, the first part a {@link Path}).
   */
  record Concat(int position, boolean forceString, List<Part> parts) implements Expr {}

  /** {@code __curPos}. */
  record CurPos(int position) implements Expr {}

  /** An element of a {@link Concat}, with the position that messages about it give. */
  record Part(int position, Expr value) {}

  /** One name of an attribute path: known ({@code name}) or computed ({@code computed}); exactly one of them is null. */
  record AttrName(@Nullable Symbol name, @Nullable Expr computed) {}

  /** How an attribute came to be. */
  enum AttrKind {
    /** {@code name = value;}. */
    PLAIN,
    /** {@code inherit name;}: the value is a {@link Var} of the enclosing scope. */
    INHERITED,
    /** {@code inherit (e) name;}: the value is a {@link Select} on an {@link InheritFrom}. */
    INHERITED_FROM
  }

  /** The definition of a static attribute. */
  record Attr(AttrKind kind, Expr value, int position) {}

  /** The definition of an attribute whose name is computed. */
  record DynamicAttr(int position, Expr name, Expr value) {}

  /** The attributes that a function takes, in an order that means nothing, and whether it takes others too. */
  record Formals(List<Formal> formals, boolean ellipsis) {
    /** The names of the attributes, in the order of {@link #formals}. */
    public Symbol[] names() {
      Symbol[] names = new Symbol[formals.size()];
      for (int i = 0; i < names.length; i++) {
        names[i] = formals.get(i).name();
      }
      return names;
    }
  }

  /** One attribute that a function takes. */
  record Formal(int position, Symbol name, @Nullable Expr fallback) {}

  /** The operators of {@link Binary}. */
  enum Operator {
    EQ("=="),
    NEQ("!="),
    AND("&&"),
    OR("||"),
    IMPL("->"),
    UPDATE("//"),
    CONCAT_LISTS("++");

    private final String sign;

    Operator(String sign) {
      this.sign = sign;
    }

    /** How the operator is written. */
    public String sign() {
      return sign;
    }
  }
}
