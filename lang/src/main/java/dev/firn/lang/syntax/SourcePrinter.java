package dev.firn.lang.syntax;

import dev.firn.lang.syntax.Expr.Attr;
import dev.firn.lang.syntax.Expr.AttrKind;
import dev.firn.lang.syntax.Expr.AttrName;
import dev.firn.lang.syntax.Expr.Attrs;
import dev.firn.lang.syntax.Expr.Call;
import dev.firn.lang.syntax.Expr.Concat;
import dev.firn.lang.syntax.Expr.DynamicAttr;
import dev.firn.lang.syntax.Expr.Formal;
import dev.firn.lang.syntax.Expr.Formals;
import dev.firn.lang.syntax.Expr.InheritFrom;
import dev.firn.lang.syntax.Expr.Part;
import dev.firn.lang.syntax.Expr.Select;
import dev.firn.lang.syntax.Expr.Str;
import dev.firn.lang.syntax.Expr.Var;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * Prints trees as Nix expressions that the parser reads as the same trees, positions apart.
 *
 * <p>Only a path with bytes that no path literal may have comes back as something else that means the same: a sum.
 */
public final class SourcePrinter {
  private final StringBuilder out = new StringBuilder();

  private SourcePrinter() {}

  /** The text of an expression, in bytes (a {@code char} each). */
  public static String print(Expr expr) {
    SourcePrinter printer = new SourcePrinter();
    printer.expr(expr);
    return printer.out.toString();
  }

  /** Prints an expression so that it may stand anywhere but in front of a dot. */
  private void expr(Expr expr) {
    switch (expr) {
      case Expr.Int e -> out.append(e.value());
      case Expr.Real e -> real(e.value());
      case Str e -> string(e.value());
      case Expr.Path e -> path(e.value());
      case Var e -> out.append(e.name().name());
      case InheritFrom e ->
          throw new IllegalArgumentException("the source of an inherit by itself");
      case Attrs e -> attrs(e);
      case Expr.ListOf e -> list(e);
      case Expr.CurPos e -> out.append("__curPos");
      case Concat e when e.forceString() -> interpolated(e.parts());
      default -> {
        out.append('(');
        operation(expr);
        out.append(')');
      }
    }
  }

  private void operation(Expr expr) {
    switch (expr) {
      case Select e -> select(e);
      case Expr.HasAttr e -> hasAttr(e);
      case Expr.Lambda e -> lambda(e);
      case Call e -> call(e);
      case Expr.Let e -> let(e);
      case Expr.With e -> prefixed("with ", e.scope(), e.body());
      case Expr.Assert e -> prefixed("assert ", e.condition(), e.body());
      case Expr.If e -> conditional(e);
      case Expr.Not e -> prefix('!', e.operand());
      case Expr.Binary e -> infix(e.left(), e.operator().sign(), e.right());
      case Concat e -> sum(e.parts());
      default -> throw new IllegalArgumentException("not an operation");
    }
  }

  /** Numbers so small that they have fewer digits are only read if they are written exactly. */
  private void real(double value) {
    if (value < Double.MIN_NORMAL && value > 0) {
      out.append(new BigDecimal(value));
    } else {
      out.append(value);
    }
  }

  // ---- text

  private void string(String value) {
    out.append('"');
    text(value);
    out.append('"');
  }

  private void text(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"', '\\', '$', '\0' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> out.append(c);
      }
    }
  }

  /** Prints a string of parts. Of texts that follow each other every second one is interpolated, else they were one. */
  private void interpolated(List<Part> parts) {
    out.append('"');
    boolean text = parts.size() == 1;
    for (Part part : parts) {
      text = !text && part.value() instanceof Str string && !string.value().isEmpty();
      textOrInterpolation(part.value(), text);
    }
    out.append('"');
  }

  private void textOrInterpolation(Expr value, boolean text) {
    if (text && value instanceof Str string) {
      text(string.value());
    } else {
      interpolation(value);
    }
  }

  private void interpolation(Expr value) {
    out.append("${");
    expr(value);
    out.append('}');
  }

  private void path(String value) {
    if (isLiteral(value)) {
      out.append(value.equals("/") ? "/." : value);
    } else {
      out.append("(/. + ");
      string(value);
      out.append(')');
    }
  }

  /** Whether a path may be written as it is; {@code /} may be only in front of an interpolation. */
  private static boolean isLiteral(String path) {
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c != '/' && (c > 0xff || !Bytes.is(Bytes.PATH, (byte) c))) {
        return false;
      }
    }
    return !path.contains("//");
  }

  private void sum(List<Part> parts) {
    Expr first = parts.get(0).value();
    if (first instanceof Expr.Path path && (path.value().endsWith("/") || parts.size() > 2)) {
      interpolatedPath(path.value(), parts.subList(1, parts.size()));
    } else {
      infix(first, "+", parts.get(1).value());
    }
  }

  private void interpolatedPath(String first, List<Part> more) {
    // In the root directory, ./ is the path //.
    String start = first.equals("//") ? "/./" : first;
    boolean literal = isLiteral(start);
    if (literal) {
      out.append(start);
    } else {
      out.append("/. + \"");
      text(first);
    }
    for (Part part : more) {
      interpolation(part.value());
    }
    out.append(literal ? "" : "\"");
  }

  // ---- sets

  private void attrs(Attrs e) {
    out.append(e.recursive() ? "rec { " : "{ ");
    bindings(e);
    out.append('}');
  }

  private void bindings(Attrs e) {
    for (Map.Entry<Symbol, Attr> entry : e.attrs().entrySet()) {
      if (entry.getValue().kind() == AttrKind.INHERITED) {
        out.append("inherit");
        inherited(entry.getKey());
        out.append("; ");
      }
    }
    List<List<Symbol>> inherited = AstPrinter.inheritedFrom(e, e.attrs().entrySet());
    for (int i = 0; i < inherited.size(); i++) {
      out.append("inherit ");
      inParentheses(e.inheritFrom().get(i));
      inherited.get(i).forEach(this::inherited);
      out.append("; ");
    }
    for (Map.Entry<Symbol, Attr> entry : e.attrs().entrySet()) {
      if (entry.getValue().kind() == AttrKind.PLAIN) {
        name(entry.getKey());
        binding(entry.getValue().value());
      }
    }
    for (DynamicAttr attr : e.dynamic()) {
      interpolation(attr.name());
      binding(attr.value());
    }
  }

  private void binding(Expr value) {
    out.append(" = ");
    expr(value);
    out.append("; ");
  }

  private void inherited(Symbol name) {
    out.append(' ');
    name(name);
  }

  private void name(Symbol name) {
    if (Identifiers.isPlain(name.name())) {
      out.append(name.name());
    } else {
      string(name.name());
    }
  }

  private void list(Expr.ListOf e) {
    out.append("[ ");
    for (Expr element : e.elements()) {
      expr(element);
      out.append(' ');
    }
    out.append(']');
  }

  // ---- operations

  private void attrPath(List<AttrName> path) {
    String separator = "";
    for (AttrName name : path) {
      out.append(separator);
      separator = ".";
      if (name.name() != null) {
        name(name.name());
      } else if (name.computed() != null) {
        interpolation(name.computed());
      }
    }
  }

  private void inParentheses(Expr e) {
    out.append('(');
    expr(e);
    out.append(')');
  }

  private void select(Select e) {
    inParentheses(e.subject());
    out.append('.');
    attrPath(e.path());
    if (e.fallback() != null) {
      out.append(" or ");
      expr(e.fallback());
    }
  }

  private void hasAttr(Expr.HasAttr e) {
    expr(e.subject());
    out.append(" ? ");
    attrPath(e.path());
  }

  private void lambda(Expr.Lambda e) {
    if (e.formals() != null) {
      formals(e.formals());
    }
    if (e.arg() != null) {
      out.append(e.formals() == null ? "" : "@").append(e.arg().name());
    }
    out.append(": ");
    expr(e.body());
  }

  private void formals(Formals formals) {
    String separator = "{ ";
    for (Formal formal : formals.formals()) {
      out.append(separator).append(formal.name().name());
      separator = ", ";
      if (formal.fallback() != null) {
        out.append(" ? ");
        expr(formal.fallback());
      }
    }
    out.append(separator).append(formals.ellipsis() ? "... }" : "}");
  }

  private void call(Call e) {
    boolean or = isOr(e.arguments().get(0));
    if (or) {
      out.append('(');
      inParentheses(e.function());
      out.append(" or)");
    } else {
      expr(e.function());
    }
    for (Expr argument : e.arguments().subList(or ? 1 : 0, e.arguments().size())) {
      out.append(' ');
      expr(argument);
    }
  }

  /** Whether that is the variable {@code or}, which only stands as the first argument of a call. */
  private static boolean isOr(Expr argument) {
    return argument instanceof Var variable && variable.name().name().equals("or");
  }

  private void let(Expr.Let e) {
    out.append("let ");
    bindings(e.bindings());
    out.append("in ");
    expr(e.body());
  }

  private void prefixed(String keyword, Expr first, Expr body) {
    out.append(keyword);
    expr(first);
    out.append("; ");
    expr(body);
  }

  private void conditional(Expr.If e) {
    out.append("if ");
    expr(e.condition());
    out.append(" then ");
    expr(e.then());
    out.append(" else ");
    expr(e.otherwise());
  }

  private void prefix(char sign, Expr operand) {
    out.append(sign);
    expr(operand);
  }

  private void infix(Expr left, String sign, Expr right) {
    expr(left);
    out.append(' ').append(sign).append(' ');
    expr(right);
  }
}
