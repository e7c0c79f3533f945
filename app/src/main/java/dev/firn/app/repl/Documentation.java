package dev.firn.app.repl;

import dev.firn.app.eval.Session;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.eval.Force;
import dev.firn.lang.syntax.Expr;
import dev.firn.lang.syntax.Position;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.syntax.Symbol;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.Builtin;
import dev.firn.lang.value.Calls;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lambda;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what is written about a value: the comments of functions and attributes, the table of builtins. */
final class Documentation {
  private static final Symbol FUNCTOR = Symbol.of("__functor");

  private final Evaluator evaluator;
  private final Evaluation ev;
  private final Variables variables;
  private final Reader reader;

  Documentation(Session session, Variables variables, Reader reader) {
    this.evaluator = session.evaluator();
    this.ev = session.evaluation();
    this.variables = variables;
    this.reader = reader;
  }

  /**
   * What is written about the value of an expression.
   *
   * @throws EvalError if it cannot be evaluated, or nothing is known about it
   */
  String of(String text) {
    Expr expr = reader.expression(text);
    // First what holds the attribute, as errors then tell the way in two steps.
    String attribute =
        expr instanceof Expr.Select select && select.fallback() == null ? attribute(select) : null;
    Value value = evaluator.eval(evaluator.compile(expr, variables.snapshot()), ev);
    String about = about(value);
    if (about == null) {
      about = attribute;
    }
    if (about == null) {
      throw new EvalError("value does not have documentation");
    }
    return about;
  }

  private @Nullable String about(Value value) {
    if (value instanceof Builtin builtin) {
      return BuiltinDocs.of(builtin.name());
    }
    if (value instanceof Lambda lambda) {
      return function(lambda);
    }
    if (value instanceof Attrs attrs) {
      Lazy functor = attrs.get(FUNCTOR);
      return functor == null ? null : functor(functor, attrs);
    }
    return null;
  }

  private @Nullable String functor(Lazy functor, Attrs self) {
    try {
      ev.enter(Positions.NONE);
      Value function = functor.force(ev, Positions.NONE);
      Value inner = Calls.call(function, self, ev, Positions.NONE);
      String about = about(inner);
      ev.leave();
      return about;
    } catch (EvalError error) {
      throw error.trace(
          Positions.NONE, "while partially calling '__functor' to retrieve documentation");
    }
  }

  private String function(Lambda lambda) {
    Expr.Lambda syntax = lambda.code.syntax();
    Symbol name = lambda.code.name();
    StringBuilder out = new StringBuilder("Function ");
    Position place = evaluator.positions().resolve(syntax.position());
    if (name != null) {
      out.append('`').append(name.name()).append('`').append("\n  \u00e2\u0080\u00a6 ");
    }
    if (place != null) {
      out.append("defined at ").append(place.shown());
    }
    return out.append(comment(syntax.doc())).toString();
  }

  private @Nullable String attribute(Expr.Select select) {
    List<Expr.AttrName> path = select.path();
    Symbol name = path.getLast().name();
    if (name == null) {
      return null;
    }
    Expr subject =
        path.size() == 1
            ? select.subject()
            : new Expr.Select(
                select.position(), select.subject(), path.subList(0, path.size() - 1), null);
    Value value = evaluator.eval(evaluator.compile(subject, variables.snapshot()), ev);
    Attrs attrs =
        Force.asAttrs(
            value,
            ev,
            Positions.NONE,
            "while evaluating an attribute set to look for documentation");
    int position = attrs.positionOf(name);
    Position place = evaluator.positions().resolve(position);
    return place == null
        ? null
        : "Attribute `"
            + name.name()
            + "`\n\n  \u00e2\u0080\u00a6 defined at "
            + place.shown()
            + attributeComment(place);
  }

  private static String attributeComment(Position place) {
    String comment = DocComment.before(place.source().text(), place.offset());
    return comment == null ? "\n\nNo documentation found." : "\n\n" + comment;
  }

  private String comment(int position) {
    Position place = evaluator.positions().resolve(position);
    return place == null ? "" : "\n\n" + DocComment.at(place.source().text(), place.offset());
  }
}
