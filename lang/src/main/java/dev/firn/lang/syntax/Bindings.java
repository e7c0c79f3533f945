package dev.firn.lang.syntax;

import dev.firn.lang.syntax.Expr.Attr;
import dev.firn.lang.syntax.Expr.AttrKind;
import dev.firn.lang.syntax.Expr.AttrName;
import dev.firn.lang.syntax.Expr.Attrs;
import dev.firn.lang.syntax.Expr.DynamicAttr;
import dev.firn.lang.syntax.Expr.Lambda;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds bindings to attribute sets: nested paths make nested sets, sets that are written in several places become one, and
 * anything else that is defined twice is an error.
 *
 * <p>The collections of an {@link Attrs} grow until its set is read to the end.
 */
final class Bindings {
  private final Positions positions;
  private final TextNames names;

  /**
   * Adds to the sets of one text.
   *
   * @param positions says where earlier definitions are, for messages
   * @param names the names of the text
   */
  Bindings(Positions positions, TextNames names) {
    this.positions = positions;
    this.names = names;
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
      Expr documented = Lambdas.documented(value, doc);
      set.dynamic().add(new DynamicAttr(position, name.computed(), documented));
    } else if (name.name() != null) {
      Expr documented = Lambdas.documented(value, doc);
      add(set, path, name.name(), new Attr(AttrKind.PLAIN, documented, position));
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

  private void add(Attrs set, List<AttrName> path, Symbol name, Attr attr) {
    Attr old = set.attrs().get(name);
    if (old == null) {
      set.attrs().put(name, named(attr, name));
    } else if (old.value() instanceof Attrs into && attr.value() instanceof Attrs from) {
      merge(new Merge(null, null, into, from, names), path);
    } else {
      throw duplicate(shown(path), attr.position(), old.position());
    }
  }

  private void merge(Merge outermost, List<AttrName> path) {
    Merge merge = outermost;
    while (merge != null) {
      Map.Entry<Symbol, Attr> entry = merge.next();
      if (entry == null) {
        merge.finish();
        merge = merge.outer;
      } else {
        merge = merge(merge, entry.getKey(), entry.getValue(), path);
      }
    }
  }

  /** Adds an attribute of a merged set; gives the merge that is to be done next. */
  private Merge merge(Merge merge, Symbol name, Attr attr, List<AttrName> path) {
    Attr old = merge.into().attrs().get(name);
    if (old == null) {
      merge.into().attrs().put(name, merge.shifted(attr));
    } else if (old.value() instanceof Attrs into && attr.value() instanceof Attrs from) {
      return new Merge(merge, name, into, from, names);
    } else {
      StringBuilder shown = shown(path);
      merge.appendPath(shown, name);
      throw duplicate(shown, attr.position(), old.position());
    }
    return merge;
  }

  private static Attr named(Attr attr, Symbol name) {
    return attr.value() instanceof Lambda lambda
        ? new Attr(attr.kind(), Lambdas.named(lambda, name), attr.position())
        : attr;
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
}
