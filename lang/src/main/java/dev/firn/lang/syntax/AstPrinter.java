package dev.firn.lang.syntax;

import dev.firn.lang.syntax.Expr.Attr;
import dev.firn.lang.syntax.Expr.AttrKind;
import dev.firn.lang.syntax.Expr.AttrName;
import dev.firn.lang.syntax.Expr.Attrs;
import dev.firn.lang.syntax.Expr.DynamicAttr;
import dev.firn.lang.syntax.Expr.Formal;
import dev.firn.lang.syntax.Expr.Formals;
import dev.firn.lang.syntax.Expr.InheritFrom;
import dev.firn.lang.syntax.Expr.Part;
import dev.firn.lang.syntax.Expr.Select;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Prints trees as {@code nix-instantiate --parse} does: everything in parentheses, attributes sorted by name. Messages about
 * failed assertions show the same text.
 */
public final class AstPrinter {
  private final StringBuilder out;

  private AstPrinter(StringBuilder out) {
    this.out = out;
  }

  /** The text of an expression, in bytes (a {@code char} each). */
  public static String print(Expr expr) {
    StringBuilder out = new StringBuilder();
    new AstPrinter(out).expr(expr);
    return out.toString();
  }

  /** Appends an attribute path: names as they need to be quoted, computed ones as {@code "${e}"}. */
  public static void appendPath(StringBuilder out, List<AttrName> path) {
    new AstPrinter(out).path(path);
  }

  // Not a switch over patterns: the first of those costs ten milliseconds.
  private void expr(Expr expr) {
    if (expr instanceof Expr.Var e) {
      name(e.name());
    } else if (expr instanceof Expr.Str e) {
      Identifiers.appendString(out, e.value());
    } else if (expr instanceof Expr.Path e) {
      out.append(e.value());
    } else if (expr instanceof Expr.Int e) {
      out.append(e.value());
    } else if (expr instanceof Expr.Real e) {
      out.append(Reals.general(e.value()));
    } else if (expr instanceof Attrs e) {
      attrs(e);
    } else if (expr instanceof Expr.ListOf e) {
      list(e);
    } else if (expr instanceof Expr.CurPos) {
      out.append("__curPos");
    } else {
      operation(expr);
    }
  }

  private void operation(Expr expr) {
    if (expr instanceof Select e) {
      select(e);
    } else if (expr instanceof Expr.Call e) {
      call(e);
    } else if (expr instanceof Expr.Binary e) {
      binary(e);
    } else if (expr instanceof Expr.Concat e) {
      concat(e);
    } else if (expr instanceof Expr.HasAttr e) {
      hasAttr(e);
    } else if (expr instanceof Expr.Not e) {
      not(e);
    } else {
      statement(expr);
    }
  }

  private void statement(Expr expr) {
    if (expr instanceof Expr.Lambda e) {
      lambda(e);
    } else if (expr instanceof Expr.Let e) {
      let(e);
    } else if (expr instanceof Expr.If e) {
      conditional(e);
    } else if (expr instanceof Expr.With e) {
      with(e);
    } else if (expr instanceof Expr.Assert e) {
      assertion(e);
    } else {
      throw new IllegalArgumentException("the source of an inherit by itself");
    }
  }

  private void name(Symbol symbol) {
    Identifiers.appendName(out, symbol.name());
  }

  private void path(List<AttrName> path) {
    for (int i = 0; i < path.size(); i++) {
      if (i > 0) {
        out.append('.');
      }
      AttrName name = path.get(i);
      if (name.name() != null) {
        name(name.name());
      } else if (name.computed() != null) {
        computed(name.computed());
      }
    }
  }

  private void computed(Expr name) {
    out.append("\"${");
    expr(name);
    out.append("}\"");
  }

  private void select(Select e) {
    out.append('(');
    expr(e.subject());
    out.append(").");
    path(e.path());
    if (e.fallback() != null) {
      out.append(" or (");
      expr(e.fallback());
      out.append(')');
    }
  }

  private void hasAttr(Expr.HasAttr e) {
    out.append("((");
    expr(e.subject());
    out.append(") ? ");
    path(e.path());
    out.append(')');
  }

  private void attrs(Attrs e) {
    out.append(e.recursive() ? "rec { " : "{ ");
    bindings(e);
    out.append('}');
  }

  private void bindings(Attrs e) {
    List<Map.Entry<Symbol, Attr>> sorted = new ArrayList<>(e.attrs().entrySet());
    sorted.sort((a, b) -> a.getKey().name().compareTo(b.getKey().name()));
    inherits(sorted);
    List<List<Symbol>> inherited = inheritedFrom(e, sorted);
    for (int i = 0; i < inherited.size(); i++) {
      inherits(e.inheritFrom().get(i), inherited.get(i));
    }
    for (Map.Entry<Symbol, Attr> entry : sorted) {
      if (entry.getValue().kind() == AttrKind.PLAIN) {
        name(entry.getKey());
        binding(entry.getValue().value());
      }
    }
    for (DynamicAttr attr : e.dynamic()) {
      computed(attr.name());
      binding(attr.value());
    }
  }

  private void binding(Expr value) {
    out.append(" = ");
    expr(value);
    out.append("; ");
  }

  private void inherits(List<Map.Entry<Symbol, Attr>> attrs) {
    String start = "inherit ";
    for (Map.Entry<Symbol, Attr> entry : attrs) {
      if (entry.getValue().kind() == AttrKind.INHERITED) {
        out.append(start);
        start = " ";
        name(entry.getKey());
      }
    }
    out.append(start.equals(" ") ? "; " : "");
  }

  private void inherits(Expr source, List<Symbol> names) {
    if (names.isEmpty()) {
      return;
    }
    out.append("inherit (");
    expr(source);
    out.append(')');
    for (Symbol name : names) {
      out.append(' ');
      name(name);
    }
    out.append("; ");
  }

  /** Which attributes each of the sources of a set gives, in the order of the attributes given. */
  static List<List<Symbol>> inheritedFrom(Attrs e, Collection<Map.Entry<Symbol, Attr>> attrs) {
    List<List<Symbol>> names = new ArrayList<>();
    for (int i = 0; i < e.inheritFrom().size(); i++) {
      names.add(new ArrayList<>());
    }
    for (Map.Entry<Symbol, Attr> entry : attrs) {
      if (entry.getValue().value() instanceof Select select
          && select.subject() instanceof InheritFrom source) {
        names.get(source.index()).add(entry.getKey());
      }
    }
    return names;
  }

  private void list(Expr.ListOf e) {
    out.append("[ ");
    for (Expr element : e.elements()) {
      out.append('(');
      expr(element);
      out.append(") ");
    }
    out.append(']');
  }

  private void lambda(Expr.Lambda e) {
    out.append('(');
    if (e.formals() != null) {
      formals(e.formals());
      if (e.arg() != null) {
        out.append(" @ ");
      }
    }
    if (e.arg() != null) {
      name(e.arg());
    }
    out.append(": ");
    expr(e.body());
    out.append(')');
  }

  private void formals(Formals formals) {
    List<Formal> sorted = new ArrayList<>(formals.formals());
    sorted.sort((a, b) -> a.name().name().compareTo(b.name().name()));
    out.append("{ ");
    String separator = "";
    for (Formal formal : sorted) {
      out.append(separator);
      separator = ", ";
      name(formal.name());
      if (formal.fallback() != null) {
        out.append(" ? ");
        expr(formal.fallback());
      }
    }
    if (formals.ellipsis()) {
      out.append(separator).append("...");
    }
    out.append(" }");
  }

  private void call(Expr.Call e) {
    out.append('(');
    expr(e.function());
    for (Expr argument : e.arguments()) {
      out.append(' ');
      expr(argument);
    }
    out.append(')');
  }

  private void let(Expr.Let e) {
    out.append("(let ");
    bindings(e.bindings());
    out.append("in ");
    expr(e.body());
    out.append(')');
  }

  private void with(Expr.With e) {
    out.append("(with ");
    expr(e.scope());
    out.append("; ");
    expr(e.body());
    out.append(')');
  }

  private void conditional(Expr.If e) {
    out.append("(if ");
    expr(e.condition());
    out.append(" then ");
    expr(e.then());
    out.append(" else ");
    expr(e.otherwise());
    out.append(')');
  }

  private void assertion(Expr.Assert e) {
    out.append("assert ");
    expr(e.condition());
    out.append("; ");
    expr(e.body());
  }

  private void not(Expr.Not e) {
    out.append("(! ");
    expr(e.operand());
    out.append(')');
  }

  private void binary(Expr.Binary e) {
    out.append('(');
    expr(e.left());
    out.append(' ').append(e.operator().sign()).append(' ');
    expr(e.right());
    out.append(')');
  }

  private void concat(Expr.Concat e) {
    String separator = "(";
    for (Part part : e.parts()) {
      out.append(separator);
      separator = " + ";
      expr(part.value());
    }
    out.append(')');
  }
}
