package dev.firn.lang.syntax;

import dev.firn.lang.syntax.Expr.Attr;
import dev.firn.lang.syntax.Expr.AttrKind;
import dev.firn.lang.syntax.Expr.AttrName;
import dev.firn.lang.syntax.Expr.Attrs;
import dev.firn.lang.syntax.Expr.DynamicAttr;
import dev.firn.lang.syntax.Expr.InheritFrom;
import dev.firn.lang.syntax.Expr.Lambda;
import dev.firn.lang.syntax.Expr.Select;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Adds bindings to attribute sets: nested paths make nested sets, sets that are written in several places become one, and
 * anything else that is defined twice is an error.
 *
 * <p>The collections of an {@link Attrs} grow until its set is read to the end.
 */
final class Bindings {
  private final Positions positions;

  /** @param positions says where earlier definitions are, for messages */
  Bindings(Positions positions) {
    this.positions = positions;
  }

  /** A set without attributes. */
  static Attrs empty(int position, boolean recursive) {
    return new Attrs(
        position, recursive, new LinkedHashMap<>(), new ArrayList<>(0), new ArrayList<>(0));
  }

  /**
   * Adds {@code path = value;}.
   *
   * @param position where the path is
   * @param doc the position of the documentation comment before the path, or {@link Positions#NONE}
   * @throws SyntaxError if the path is defined already
   */
  void add(Attrs attrs, List<AttrName> path, int position, Expr value, int doc) {
    Attrs set = attrs;
    int last = path.size() - 1;
    for (int i = 0; i < last; i++) {
      set = nested(set, path, i, position);
    }
    AttrName name = path.get(last);
    if (name.computed() != null) {
      set.dynamic().add(new DynamicAttr(position, name.computed(), documented(value, doc)));
    } else if (name.name() != null) {
      Attr attr = new Attr(AttrKind.PLAIN, documented(value, doc), position);
      add(set, new Prefix(path), name.name(), attr);
    }
  }

  /** Adds an attribute of an {@code inherit}; it may not be defined already. */
  void inherit(Attrs attrs, Symbol name, Attr attr) {
    Attr old = attrs.attrs().putIfAbsent(name, attr);
    if (old != null) {
      StringBuilder shown = new StringBuilder();
      Identifiers.appendName(shown, name.name());
      throw duplicate(shown, attr.position(), old.position());
    }
  }

  /** The set that the i-th name of a path denotes in a set. */
  private Attrs nested(Attrs set, List<AttrName> path, int i, int position) {
    AttrName name = path.get(i);
    Attr old = name.name() == null ? null : set.attrs().get(name.name());
    if (old != null) {
      if (old.value() instanceof Attrs attrs) {
        return attrs;
      }
      throw duplicate(shown(path.subList(0, i + 1)), position, old.position());
    }
    Attrs fresh = empty(Positions.NONE, false);
    if (name.name() != null) {
      set.attrs().put(name.name(), new Attr(AttrKind.PLAIN, fresh, position));
    } else if (name.computed() != null) {
      set.dynamic().add(new DynamicAttr(position, name.computed(), fresh));
    }
    return fresh;
  }

  private void add(Attrs set, Prefix path, Symbol name, Attr attr) {
    Attr old = set.attrs().get(name);
    if (old == null) {
      set.attrs().put(name, named(attr, name));
    } else if (old.value() instanceof Attrs into && attr.value() instanceof Attrs from) {
      merge(into, path, from);
    } else {
      throw duplicate(path.shown(), attr.position(), old.position());
    }
  }

  private void merge(Attrs into, Prefix path, Attrs from) {
    int shift = into.inheritFrom().size();
    List<Map.Entry<Symbol, Attr>> entries = new ArrayList<>(from.attrs().entrySet());
    // Nix goes through them in this order, so it decides which error is found.
    entries.sort((a, b) -> Integer.compare(a.getKey().id, b.getKey().id));
    for (Map.Entry<Symbol, Attr> entry : entries) {
      Symbol name = entry.getKey();
      add(into, new Prefix(path, name), name, shifted(entry.getValue(), shift));
    }
    into.dynamic().addAll(from.dynamic());
    into.inheritFrom().addAll(from.inheritFrom());
  }

  /** The attribute, if it is inherited, with the number that its source has in the merged set. */
  private static Attr shifted(Attr attr, int shift) {
    if (shift > 0
        && attr.kind() == AttrKind.INHERITED_FROM
        && attr.value() instanceof Select select
        && select.subject() instanceof InheritFrom from) {
      Expr source = new InheritFrom(from.position(), from.index() + shift);
      Select moved = new Select(select.position(), source, select.path(), null);
      return new Attr(attr.kind(), moved, attr.position());
    }
    return attr;
  }

  private static Attr named(Attr attr, Symbol name) {
    return attr.value() instanceof Lambda lambda
        ? new Attr(attr.kind(), named(lambda, name), attr.position())
        : attr;
  }

  /** The function, and the functions that it is curried of, with a name. */
  private static Lambda named(Lambda lambda, Symbol name) {
    Expr body = lambda.body() instanceof Lambda inner ? named(inner, name) : lambda.body();
    return new Lambda(lambda.position(), name, lambda.arg(), lambda.formals(), body, lambda.doc());
  }

  /** The expression, with the documentation comment if it is a function that has none; so for the functions it is curried of. */
  static Expr documented(Expr value, int doc) {
    if (doc == Positions.NONE
        || !(value instanceof Lambda lambda)
        || lambda.doc() != Positions.NONE) {
      return value;
    }
    return new Lambda(
        lambda.position(),
        lambda.name(),
        lambda.arg(),
        lambda.formals(),
        documented(lambda.body(), doc),
        doc);
  }

  private SyntaxError duplicate(CharSequence name, int position, int previous) {
    StringBuilder message =
        new StringBuilder("attribute '").append(name).append("' already defined at ");
    Position at = positions.resolve(previous);
    if (at != null) {
      message.append(at.shown());
    }
    return new SyntaxError(message.toString(), position);
  }

  private static StringBuilder shown(List<AttrName> path) {
    StringBuilder out = new StringBuilder();
    AstPrinter.appendPath(out, path);
    return out;
  }

  /** The path of an attribute, for messages: what was written, and the names within merged sets. */
  private record Prefix(
      @Nullable List<AttrName> written, @Nullable Prefix outer, @Nullable Symbol name) {
    Prefix(List<AttrName> written) {
      this(written, null, null);
    }

    Prefix(Prefix outer, Symbol name) {
      this(null, outer, name);
    }

    StringBuilder shown() {
      if (written != null) {
        return Bindings.shown(written);
      }
      StringBuilder out = outer == null ? new StringBuilder() : outer.shown().append('.');
      if (name != null) {
        Identifiers.appendName(out, name.name());
      }
      return out;
    }
  }
}
