package dev.firn.fuzz;

import dev.firn.lang.syntax.Expr;
import dev.firn.lang.syntax.Expr.Attr;
import dev.firn.lang.syntax.Expr.AttrKind;
import dev.firn.lang.syntax.Expr.AttrName;
import dev.firn.lang.syntax.Expr.Attrs;
import dev.firn.lang.syntax.Expr.DynamicAttr;
import dev.firn.lang.syntax.Expr.Formal;
import dev.firn.lang.syntax.Expr.Formals;
import dev.firn.lang.syntax.Expr.InheritFrom;
import dev.firn.lang.syntax.Expr.Part;
import dev.firn.lang.syntax.Expr.Path;
import dev.firn.lang.syntax.Expr.Select;
import dev.firn.lang.syntax.Expr.Str;
import dev.firn.lang.syntax.Expr.Var;
import dev.firn.lang.syntax.Identifiers;
import dev.firn.lang.syntax.Symbol;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Prints trees so that the parser makes the same tree of the text again, positions aside. The text is one for machines: everything
 * is in parentheses. (What {@code nix-instantiate --parse} prints does not always mean the same, or anything.)
 */
final class SourcePrinter {
  /** The home directory that trees must be read with. */
  static final String HOME = "/home/somebody";

  private final StringBuilder out = new StringBuilder();

  private SourcePrinter() {}

  /** The text of an expression, in bytes (a {@code char} each). */
  static String print(Expr expr) {
    SourcePrinter printer = new SourcePrinter();
    printer.expr(expr);
    return printer.out.toString();
  }

  private SourcePrinter put(String text) {
    out.append(text);
    return this;
  }

  /** An expression that stands where any may: in parentheses, unless it ends in a way that nothing behind it changes. */
  private SourcePrinter expr(Expr expr) {
    switch (expr) {
      case Str e -> put("\"").text(e.value()).put("\"");
      case Var e -> put(e.name().name());
      case Expr.CurPos e -> put("__curPos");
      case Attrs e -> put(e.recursive() ? "rec {" : "{").bindings(e).put(" }");
      case Expr.ListOf e -> list(e.elements());
      case Expr.Concat e when e.forceString() -> string(e.parts());
      case Expr.Concat e when isPath(e.parts()) -> path(e.parts());
      default -> put("(").open(expr).put(")");
    }
    return this;
  }

  /** An expression that has parentheses around it already. */
  private SourcePrinter open(Expr expr) {
    switch (expr) {
      case Expr.Int e -> out.append(e.value());
      case Expr.Real e -> put(real(e.value()));
      case Path e -> put(e.value().equals("/") ? "/." : path(e));
      case Select e -> select(e);
      case Expr.HasAttr e -> expr(e.subject()).put(" ? ").names(e.path());
      case Expr.Lambda e -> lambda(e);
      case Expr.Call e -> call(e);
      case Expr.Let e -> put("let").bindings(e.bindings()).put(" in ").expr(e.body());
      case Expr.With e -> put("with ").expr(e.scope()).put("; ").expr(e.body());
      case Expr.Assert e -> put("assert ").expr(e.condition()).put("; ").expr(e.body());
      case Expr.If e -> conditional(e);
      case Expr.Not e -> put("!").expr(e.operand());
      case Expr.Binary e -> expr(e.left()).put(" " + e.operator().sign() + " ").expr(e.right());
      case Expr.Concat e -> expr(e.parts().get(0).value()).put(" + ").expr(second(e));
      default -> throw new IllegalArgumentException("does not stand alone: " + expr);
    }
    return this;
  }

  private static Expr second(Expr.Concat sum) {
    if (sum.parts().size() != 2) {
      throw new IllegalArgumentException("a sum of " + sum.parts().size());
    }
    return sum.parts().get(1).value();
  }

  /** Numbers so small that they have fewer digits are only read when they are written exactly. */
  private static String real(double value) {
    return value != 0 && value < Double.MIN_NORMAL
        ? new BigDecimal(value).toString()
        : Double.toString(value);
  }

  private void list(List<Expr> elements) {
    put("[");
    for (Expr element : elements) {
      put(" ").expr(element);
    }
    put(" ]");
  }

  private void conditional(Expr.If e) {
    put("if ").expr(e.condition());
    put(" then ").expr(e.then());
    put(" else ").expr(e.otherwise());
  }

  private void select(Select e) {
    expr(e.subject()).put(".").names(e.path());
    if (e.fallback() != null) {
      put(" or ").expr(e.fallback());
    }
  }

  /** A call. The variable {@code or} can only be written as in {@code f or}. */
  private void call(Expr.Call e) {
    List<Expr> arguments = e.arguments();
    boolean or = arguments.get(0) instanceof Var first && first.name().name().equals("or");
    if (or) {
      put("(").expr(e.function()).put(" or)");
    } else {
      expr(e.function());
    }
    for (Expr argument : or ? arguments.subList(1, arguments.size()) : arguments) {
      put(" ").expr(argument);
    }
  }

  private void lambda(Expr.Lambda e) {
    if (e.formals() != null) {
      formals(e.formals());
    }
    if (e.arg() != null) {
      put(e.formals() != null ? " @ " : "").put(e.arg().name());
    }
    put(": ").expr(e.body());
  }

  private void formals(Formals formals) {
    String separator = "{ ";
    for (Formal formal : formals.formals()) {
      put(separator).put(formal.name().name());
      if (formal.fallback() != null) {
        put(" ? ").expr(formal.fallback());
      }
      separator = ", ";
    }
    put(formals.ellipsis() ? separator + "... }" : formals.formals().isEmpty() ? "{ }" : " }");
  }

  // ---- strings and paths

  /** Whether this is an interpolated path; the sum of a path literal and something else is the same tree. */
  private static boolean isPath(List<Part> parts) {
    return parts.get(0).value() instanceof Path;
  }

  /** Two texts side by side would read as one, and one alone as no interpolation: such are interpolated, as is an empty text. */
  private void string(List<Part> parts) {
    put("\"");
    boolean afterText = parts.size() == 1;
    for (Part part : parts) {
      afterText = !afterText && part.value() instanceof Str text && !text.value().isEmpty();
      if (afterText && part.value() instanceof Str text) {
        text(text.value());
      } else {
        put("${").expr(part.value()).put("}");
      }
    }
    put("\"");
  }

  /** What stands between quotes. A zero byte is read only behind a backslash. */
  private SourcePrinter text(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\', '$', 0 -> out.append('\\').append(c);
        case '\r' -> put("\\r");
        default -> out.append(c);
      }
    }
    return this;
  }

  /** Only paths below the home directory may have {@code ..} in them; {@code //} is what the parser makes of the start of an interpolated {@code /../}. */
  private static String path(Path path) {
    String value = path.value();
    if (value.equals("//")) {
      return "/../";
    }
    return value.startsWith(HOME + "/") ? "~" + value.substring(HOME.length()) : value;
  }

  private void path(List<Part> parts) {
    put(path((Path) parts.get(0).value()));
    for (Part part : parts.subList(1, parts.size())) {
      put("${").expr(part.value()).put("}");
    }
  }

  // ---- bindings

  private SourcePrinter bindings(Attrs e) {
    for (int i = 0; i < e.inheritFrom().size(); i++) {
      inherit(e, e.inheritFrom().get(i), i);
    }
    inherit(e, null, -1);
    for (Map.Entry<Symbol, Attr> entry : e.attrs().entrySet()) {
      if (entry.getValue().kind() == AttrKind.PLAIN) {
        put(" ").name(entry.getKey().name()).put(" = ").expr(entry.getValue().value()).put(";");
      }
    }
    for (DynamicAttr attr : e.dynamic()) {
      put(" ${").expr(attr.name()).put("} = ").expr(attr.value()).put(";");
    }
    return this;
  }

  /** What is inherited from one source: from the scope if {@code index} is -1. */
  private void inherit(Attrs e, @Nullable Expr source, int index) {
    put(" inherit");
    if (source != null) {
      put(" (").expr(source).put(")");
    }
    for (Map.Entry<Symbol, Attr> entry : e.attrs().entrySet()) {
      if (source(entry.getValue()) == index) {
        put(" ").name(entry.getKey().name());
      }
    }
    put(";");
  }

  private static int source(Attr attr) {
    if (attr.kind() == AttrKind.INHERITED_FROM
        && attr.value() instanceof Select select
        && select.subject() instanceof InheritFrom from) {
      return from.index();
    }
    return attr.kind() == AttrKind.INHERITED ? -1 : -2;
  }

  private SourcePrinter names(List<AttrName> path) {
    String separator = "";
    for (AttrName name : path) {
      put(separator);
      separator = ".";
      if (name.name() != null) {
        name(name.name().name());
      } else if (name.computed() != null) {
        put("${").expr(name.computed()).put("}");
      }
    }
    return this;
  }

  private SourcePrinter name(String name) {
    return Identifiers.isPlain(name) ? put(name) : put("\"").text(name).put("\"");
  }
}
