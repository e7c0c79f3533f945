package dev.firn.lang.syntax;

import dev.firn.lang.syntax.Expr.Attr;
import dev.firn.lang.syntax.Expr.AttrKind;
import dev.firn.lang.syntax.Expr.Attrs;
import dev.firn.lang.syntax.Expr.InheritFrom;
import dev.firn.lang.syntax.Expr.Select;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A set that is being merged into another one, attribute by attribute; where both have a set, those are merged first. A linked
 * list instead of recursion: sets may be nested thousands of levels deep.
 */
final class Merge {
  /** The merge that goes on when this one is done. */
  final @Nullable Merge outer;

  /** The name of the sets in the sets around them, null for the outermost. */
  private final @Nullable Symbol name;

  private final Attrs into;
  private final Attrs from;
  private final List<Map.Entry<Symbol, Attr>> entries;
  private final int shift;
  private int next;

  Merge(@Nullable Merge outer, @Nullable Symbol name, Attrs into, Attrs from, TextNames names) {
    this.outer = outer;
    this.name = name;
    this.into = into;
    this.from = from;
    this.shift = into.inheritFrom().size();
    this.entries = new ArrayList<>(from.attrs().entrySet());
    // Nix goes through them in this order, so it decides which error is found.
    entries.sort((a, b) -> names.compare(a.getKey(), b.getKey()));
  }

  /** The set that grows. */
  Attrs into() {
    return into;
  }

  /** The next attribute to be added, or null if there is none left. */
  Map.@Nullable Entry<Symbol, Attr> next() {
    return next < entries.size() ? entries.get(next++) : null;
  }

  /** Adds what has no name to be checked. */
  void finish() {
    into.dynamic().addAll(from.dynamic());
    into.inheritFrom().addAll(from.inheritFrom());
  }

  /** The attribute; if it is inherited, with the number that its source gets in the merged set. */
  Attr shifted(Attr attr) {
    if (shift > 0
        && attr.kind() == AttrKind.INHERITED_FROM
        && attr.value() instanceof Select select
        && select.subject() instanceof InheritFrom source) {
      InheritFrom moved = new InheritFrom(source.position(), source.index() + shift);
      Select value = new Select(select.position(), moved, select.path(), null);
      return new Attr(attr.kind(), value, attr.position());
    }
    return attr;
  }

  /** Appends the names of the sets from the outermost on, and one of an attribute in them. */
  void appendPath(StringBuilder out, Symbol last) {
    List<Symbol> names = new ArrayList<>();
    names.add(last);
    for (Merge merge = this; merge != null; merge = merge.outer) {
      if (merge.name != null) {
        names.add(merge.name);
      }
    }
    for (int i = names.size() - 1; i >= 0; i--) {
      out.append('.');
      Identifiers.appendName(out, names.get(i).name());
    }
  }
}
