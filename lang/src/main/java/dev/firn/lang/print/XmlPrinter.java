package dev.firn.lang.print;

import dev.firn.lang.eval.Coerce;
import dev.firn.lang.eval.ContextBuilder;
import dev.firn.lang.eval.Names;
import dev.firn.lang.syntax.Expr;
import dev.firn.lang.syntax.Position;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.syntax.Reals;
import dev.firn.lang.syntax.Source;
import dev.firn.lang.syntax.Symbol;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.BoolValue;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.FloatValue;
import dev.firn.lang.value.FunctionValue;
import dev.firn.lang.value.IntValue;
import dev.firn.lang.value.Lambda;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.ListValue;
import dev.firn.lang.value.NullValue;
import dev.firn.lang.value.PathValue;
import dev.firn.lang.value.Secrets;
import dev.firn.lang.value.StringValue;
import dev.firn.lang.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes values as the XML of {@code nix-instantiate --eval --xml} and {@code builtins.toXML}. */
public final class XmlPrinter {
  private final XmlWriter out = new XmlWriter();
  private final Set<String> derivations = new HashSet<>();
  private final boolean strict;
  private final boolean places;
  private final ContextBuilder context;
  private final Evaluation ev;

  private XmlPrinter(boolean strict, boolean places, ContextBuilder context, Evaluation ev) {
    this.strict = strict;
    this.places = places;
    this.context = context;
    this.ev = ev;
  }

  /**
   * The XML document of a value.
   *
   * @param strict whether to evaluate what was not evaluated yet
   * @param places whether to tell where attributes and functions were written
   * @param context takes what the strings mention
   */
  public static String print(
      Lazy slot, boolean strict, boolean places, ContextBuilder context, Evaluation ev) {
    XmlPrinter printer = new XmlPrinter(strict, places, context, ev);
    printer.out.open("expr", List.of());
    printer.write(slot, Positions.NONE);
    printer.out.close();
    return printer.out.text();
  }

  private void write(Lazy slot, int position) {
    if (ev.stackUsedUp()) {
      ev.onFreshStack(() -> {
        write(slot, position);
        return true;
      });
      return;
    }
    ev.enter(position);
    ev.depth++;
    if ((strict ? slot.force(ev, position) : slot.peek()) instanceof Value value) {
      writeValue(value, position);
    } else {
      out.empty("unevaluated", List.of());
    }
    ev.depth--;
    ev.leave();
  }

  private void writeValue(Value value, int position) {
    switch (value) {
      case IntValue integer -> simple("int", Long.toString(integer.value()));
      case BoolValue bool -> simple("bool", bool.value() ? "true" : "false");
      case StringValue string -> simple("string", text(string));
      case PathValue path -> simple("path", path.shown());
      case NullValue _ -> out.empty("null", List.of());
      case Attrs attrs -> writeSet(attrs);
      case ListValue list -> writeList(list, position);
      case Lambda lambda -> writeLambda(lambda);
      case FunctionValue _ -> out.empty("unevaluated", List.of());
      case FloatValue real -> simple("float", Reals.general(real.value()));
    }
  }

  private void simple(String name, String value) {
    out.empty(name, List.of("value", value));
  }

  private String text(StringValue string) {
    Secrets.refuse(string.context(), "XML");
    context.add(string.context());
    return string.text();
  }

  private void writeSet(Attrs attrs) {
    if (Coerce.isDerivation(attrs, ev)) {
      writeDerivation(attrs);
    } else {
      out.open("attrs", List.of());
      writeMembers(attrs);
      out.close();
    }
  }

  private void writeDerivation(Attrs attrs) {
    List<String> paths = new ArrayList<>(4);
    String drvPath = member(attrs, Names.DRV_PATH);
    if (drvPath != null) {
      paths.add("drvPath");
      paths.add(drvPath);
    }
    String outPath = member(attrs, Names.OUT_PATH);
    if (outPath != null) {
      paths.add("outPath");
      paths.add(outPath);
    }
    out.open("derivation", paths);
    if (drvPath != null && !drvPath.isEmpty() && derivations.add(drvPath)) {
      writeMembers(attrs);
    } else {
      out.empty("repeated", List.of());
    }
    out.close();
  }

  private @Nullable String member(Attrs attrs, Symbol name) {
    int index = attrs.shape().find(name);
    if (index < 0) {
      return null;
    }
    Lazy slot = attrs.value(index);
    Lazy value = strict ? slot.force(ev, attrs.shape().position(index)) : slot.peek();
    return value instanceof StringValue string ? string.text() : null;
  }

  private void writeMembers(Attrs attrs) {
    for (int index : attrs.shape().lexical()) {
      int written = attrs.shape().position(index);
      List<String> about = new ArrayList<>(8);
      if (places && written != Positions.NONE) {
        addPlace(about, written);
      }
      addInOrder(about, "name", attrs.shape().name(index).name());
      out.open("attr", about);
      write(attrs.value(index), written);
      out.close();
    }
  }

  /** Adds where something was written, in the order of the attributes' names. */
  private void addPlace(List<String> about, int written) {
    Position place = ev.positions().resolve(written);
    about.addAll(List.of("column", Integer.toString(place == null ? 0 : place.column())));
    about.addAll(List.of("line", Integer.toString(place == null ? 0 : place.line())));
    if (place != null && place.source().kind() == Source.Kind.FILE) {
      about.addAll(List.of("path", place.source().path()));
    }
  }

  /** Adds an attribute before those whose names come after its own. */
  private static void addInOrder(List<String> about, String name, String value) {
    int at = 0;
    while (at < about.size() && about.get(at).compareTo(name) < 0) {
      at += 2;
    }
    about.addAll(at, List.of(name, value));
  }

  private void writeList(ListValue list, int position) {
    out.open("list", List.of());
    for (Lazy element : list.elements()) {
      write(element, position);
    }
    out.close();
  }

  private void writeLambda(Lambda lambda) {
    List<String> about = new ArrayList<>(6);
    if (places) {
      addPlace(about, lambda.code.position());
    }
    out.open("function", about);
    Expr.Lambda syntax = lambda.code.syntax();
    Expr.Formals formals = syntax.formals();
    if (formals != null) {
      writeFormals(formals, syntax.arg());
    } else if (syntax.arg() != null) {
      out.empty("varpat", List.of("name", syntax.arg().name()));
    }
    out.close();
  }

  private void writeFormals(Expr.Formals formals, @Nullable Symbol whole) {
    List<String> about = new ArrayList<>(4);
    if (formals.ellipsis()) {
      about.addAll(List.of("ellipsis", "1"));
    }
    if (whole != null) {
      about.addAll(List.of("name", whole.name()));
    }
    out.open("attrspat", about);
    List<String> names = new ArrayList<>();
    for (Expr.Formal formal : formals.formals()) {
      names.add(formal.name().name());
    }
    names.sort(null);
    for (String name : names) {
      out.empty("attr", List.of("name", name));
    }
    out.close();
  }
}
