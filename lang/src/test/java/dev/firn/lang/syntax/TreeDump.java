package dev.firn.lang.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes trees down with everything that they hold, so that tests can compare them: each node in parentheses, behind its kind
 * its position (1 is the first byte, 0 is none), unless positions, names of functions and documentation are left out.
 */
final class TreeDump {
  private final StringBuilder out = new StringBuilder();
  private final boolean positions;

  private TreeDump(boolean positions) {
    this.positions = positions;
  }

  /** The tree of the only text that was parsed with its positions. */
  static String withPositions(Expr expr) {
    TreeDump dump = new TreeDump(true);
    dump.expr(expr);
    return dump.out.toString();
  }

  /** What makes the tree mean what it means. */
  static String meaning(Expr expr) {
    TreeDump dump = new TreeDump(false);
    dump.expr(expr);
    return dump.out.toString();
  }

  private void expr(Expr expr) {
    out.append('(');
    switch (expr) {
      case Expr.Int e -> out.append("int ").append(e.value());
      case Expr.Real e -> out.append("real ").append(e.value());
      case Expr.Str e -> string("str ", e.value());
      case Expr.Path e -> out.append("path ").append(e.value());
      case Expr.Var e -> name("var", e.position(), e.name());
      case Expr.InheritFrom e -> at("source", e.position()).append(' ').append(e.index());
      case Expr.Select e -> select(e);
      case Expr.HasAttr e -> {
        all(at("has", e.position()), List.of(e.subject()));
        path(e.path());
      }
      case Expr.Attrs e -> attrs(e);
      case Expr.ListOf e -> all(at("list", e.position()), e.elements());
      case Expr.Lambda e -> lambda(e);
      case Expr.Call e -> {
        all(at("call", e.position()), List.of(e.function()));
        all(out, e.arguments());
      }
      case Expr.Let e -> all(at("let", e.position()), List.of(e.bindings(), e.body()));
      case Expr.With e -> all(at("with", e.position()), List.of(e.scope(), e.body()));
      case Expr.If e ->
          all(at("if", e.position()), List.of(e.condition(), e.then(), e.otherwise()));
      case Expr.Assert e -> all(at("assert", e.position()), List.of(e.condition(), e.body()));
      case Expr.Not e -> all(at("not", e.position()), List.of(e.operand()));
      case Expr.Binary e ->
          all(at(e.operator().sign(), e.position()), List.of(e.left(), e.right()));
      case Expr.Concat e -> concat(e);
      case Expr.CurPos e -> at("curpos", e.position());
    }
    out.append(')');
  }

  private StringBuilder at(String kind, int position) {
    out.append(kind);
    return positions ? out.append('@').append(position) : out;
  }

  private void string(String kind, String value) {
    out.append(kind);
    Identifiers.appendString(out, value);
  }

  private void name(String kind, int position, Symbol name) {
    at(kind, position).append(' ');
    Identifiers.appendName(out, name.name());
  }

  private void all(StringBuilder start, List<? extends Expr> exprs) {
    for (Expr expr : exprs) {
      start.append(' ');
      expr(expr);
    }
  }

  private void path(List<Expr.AttrName> path) {
    for (Expr.AttrName name : path) {
      out.append(" .");
      if (name.name() != null) {
        Identifiers.appendName(out, name.name().name());
      } else {
        expr(name.computed());
      }
    }
  }

  private void select(Expr.Select e) {
    all(at("select", e.position()), List.of(e.subject()));
    path(e.path());
    if (e.fallback() != null) {
      out.append(" or ");
      expr(e.fallback());
    }
  }

  private void attrs(Expr.Attrs e) {
    at(e.recursive() ? "rec" : "attrs", e.position());
    List<Map.Entry<Symbol, Expr.Attr>> sorted = new ArrayList<>(e.attrs().entrySet());
    sorted.sort((a, b) -> a.getKey().name().compareTo(b.getKey().name()));
    for (Map.Entry<Symbol, Expr.Attr> entry : sorted) {
      out.append(' ');
      at(entry.getKey().name(), entry.getValue().position());
      out.append('=');
      expr(entry.getValue().value());
    }
    for (Expr source : e.inheritFrom()) {
      out.append(" from ");
      expr(source);
    }
    for (Expr.DynamicAttr attr : e.dynamic()) {
      out.append(' ');
      at("dynamic", attr.position());
      expr(attr.name());
      out.append('=');
      expr(attr.value());
    }
  }

  private void lambda(Expr.Lambda e) {
    at("lambda", e.position());
    if (positions && e.name() != null) {
      out.append(" name:").append(e.name());
    }
    if (e.arg() != null) {
      out.append(" arg:").append(e.arg());
    }
    if (positions && e.doc() != Positions.NONE) {
      at(" doc", e.doc());
    }
    if (e.formals() != null) {
      formals(e.formals());
    }
    all(out, List.of(e.body()));
  }

  private void formals(Expr.Formals formals) {
    List<Expr.Formal> sorted = new ArrayList<>(formals.formals());
    sorted.sort((a, b) -> a.name().name().compareTo(b.name().name()));
    out.append(" {");
    for (Expr.Formal formal : sorted) {
      out.append(' ');
      at(formal.name().name(), formal.position());
      if (formal.fallback() != null) {
        out.append('?');
        expr(formal.fallback());
      }
    }
    out.append(formals.ellipsis() ? " ...}" : "}");
  }

  private void concat(Expr.Concat e) {
    at(e.forceString() ? "string" : "sum", e.position());
    for (Expr.Part part : e.parts()) {
      out.append(' ');
      at("", part.position());
      expr(part.value());
    }
  }
}
