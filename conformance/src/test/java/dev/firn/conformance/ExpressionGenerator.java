package dev.firn.conformance;

import dev.firn.conformance.Kind.ListOf;
import dev.firn.conformance.Kind.Scalar;
import dev.firn.conformance.Kind.SetOf;
import dev.firn.conformance.Kind.Unusable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Makes random expressions that are closed, of a wanted kind, and evaluate without any error but {@code throw} and failed
 * assertions.
 *
 * <p>What differs between versions of Nix is left out by construction: integers stay far from overflow (products are masked), floats
 * are never written as JSON, divisors are literals.
 */
final class ExpressionGenerator {
  private static final List<String> NAMES =
      List.of("a", "b", "c", "x", "y", "foo", "bar'", "or-else", "_z");
  private static final int SMALL = 20;

  private final SplittableRandom random;
  private final ScalarExpressions scalars;
  private final List<Map<String, Kind>> scopes = new ArrayList<>();

  /** For every scope the names that are bound by something stronger than {@code with}. */
  private final List<Set<String>> lexical = new ArrayList<>();

  ExpressionGenerator(long seed) {
    random = new SplittableRandom(seed);
    scalars = new ScalarExpressions(this, random);
    scopes.add(Map.of());
    lexical.add(Set.of());
  }

  /** A kind nested at most so deep. */
  Kind kind(int depth) {
    int choice = random.nextInt(depth <= 0 ? 3 : 6);
    return switch (choice) {
      case 0 -> Scalar.INT;
      case 1 -> Scalar.STRING;
      case 2 -> Scalar.BOOL;
      case 3 -> new ListOf(kind(depth - 1));
      default -> new SetOf(attributes(depth - 1));
    };
  }

  private Map<String, Kind> attributes(int depth) {
    Map<String, Kind> attributes = new TreeMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      attributes.put(name(), kind(depth));
    }
    return attributes;
  }

  /** An expression of a kind, in parentheses where its context could need them. */
  String of(Kind kind, int depth) {
    List<String> variables = variablesOf(kind);
    if (!variables.isEmpty() && (depth <= 0 || random.nextInt(4) == 0)) {
      return pick(variables);
    }
    if (depth <= 0) {
      return literal(kind);
    }
    return "("
        + (random.nextInt(3) == 0 ? general(kind, depth - 1) : specific(kind, depth - 1))
        + ")";
  }

  /** An expression of a kind without parts of which it could be computed. */
  private String literal(Kind kind) {
    return switch (kind) {
      case Scalar scalar -> scalars.literal(scalar);
      case ListOf list -> random.nextBoolean() ? "[ ]" : "[ " + literal(list.element()) + " ]";
      case SetOf set -> set(set, 0, random.nextBoolean());
      case Unusable none -> throw new IllegalArgumentException(none.toString());
    };
  }

  /** Constructs that give any kind. */
  private String general(Kind kind, int depth) {
    return switch (random.nextInt(12)) {
      case 0, 1 -> let(kind, depth);
      case 2 ->
          "if " + of(Scalar.BOOL, depth) + " then " + of(kind, depth) + " else " + of(kind, depth);
      case 3 -> with(kind, depth);
      case 4 -> call(kind, depth);
      case 5 -> patternCall(kind, depth);
      case 6 -> select(kind, depth);
      case 7 -> of(new SetOf(Map.of()), depth) + ".missing or " + of(kind, depth);
      case 8 ->
          "builtins.head ([ " + of(kind, depth) + " ] ++ " + of(new ListOf(kind), depth) + ")";
      case 9 -> "assert " + of(Scalar.BOOL, depth) + " || true; " + of(kind, depth);
      case 10 -> "builtins.seq " + of(kind(1), depth) + " " + of(kind, depth);
      default -> failure(kind, depth);
    };
  }

  /** Mostly no failure: one that is always met would hide all else. */
  private String failure(Kind kind, int depth) {
    return switch (random.nextInt(6)) {
      case 0 -> "throw " + of(Scalar.STRING, depth);
      case 1 -> "assert " + of(Scalar.BOOL, depth) + "; " + of(kind, depth);
      default ->
          "let r = builtins.tryEval "
              + of(kind, depth)
              + "; in if r.success then r.value else "
              + of(kind, depth);
    };
  }

  private String specific(Kind kind, int depth) {
    return switch (kind) {
      case Scalar scalar -> scalars.of(scalar, depth);
      case ListOf list -> list(list, depth);
      case SetOf set -> updated(set, depth);
      case Unusable none -> throw new IllegalArgumentException(none.toString());
    };
  }

  private String let(Kind kind, int depth) {
    String name = name();
    Kind bound = kind(1);
    String value = inScope(unusable(Map.of(name, bound)), bound, depth);
    return "let " + name + " = " + value + "; in " + inScope(Map.of(name, bound), kind, depth);
  }

  private String with(Kind kind, int depth) {
    Map<String, Kind> attributes = attributes(1);
    String set = of(new SetOf(attributes), depth);
    Map<String, Kind> visible = new TreeMap<>(attributes);
    visible.keySet().removeAll(lexical.getLast());
    return "with " + set + "; " + inScope(visible, Set.of(), kind, depth);
  }

  private String call(Kind kind, int depth) {
    String name = name();
    Kind argument = kind(1);
    String body = inScope(Map.of(name, argument), kind, depth);
    String function = "(" + name + ": " + body + ")";
    String functor = random.nextInt(4) == 0 ? "{ __functor = self: " + function + "; }" : function;
    return functor + " " + of(argument, depth);
  }

  private String patternCall(Kind kind, int depth) {
    Map<String, Kind> formals = attributes(1);
    StringBuilder pattern = new StringBuilder("{ ");
    StringBuilder actual = new StringBuilder("{ ");
    formals.forEach((name, formal) -> {
      boolean defaulted = random.nextInt(3) == 0;
      pattern
          .append(name)
          .append(defaulted ? " ? " + inScope(unusable(formals), formal, 1) : "")
          .append(", ");
      if (!defaulted || random.nextBoolean()) {
        actual.append(name).append(" = ").append(of(formal, depth)).append("; ");
      }
    });
    String body = inScope(formals, kind, depth);
    return "(" + pattern + "... }: " + body + ") " + actual + "extra = 1; }";
  }

  private String select(Kind kind, int depth) {
    String name = name();
    Map<String, Kind> attributes = new TreeMap<>(attributes(1));
    attributes.put(name, kind);
    return of(new SetOf(attributes), depth) + "." + name;
  }

  private static Map<String, Kind> unusable(Map<String, Kind> names) {
    Map<String, Kind> unusable = new TreeMap<>();
    names.keySet().forEach(name -> unusable.put(name, new Unusable()));
    return unusable;
  }

  private String inScope(Map<String, Kind> more, Kind kind, int depth) {
    return inScope(more, more.keySet(), kind, depth);
  }

  private String inScope(Map<String, Kind> more, Set<String> bound, Kind kind, int depth) {
    push(more, bound);
    String expression = of(kind, depth);
    pop();
    return expression;
  }

  /** Enters a scope with more names, of which some are bound lexically; the result may be changed while it is the innermost. */
  private Map<String, Kind> push(Map<String, Kind> more, Set<String> bound) {
    Map<String, Kind> scope = new TreeMap<>(scopes.getLast());
    scope.putAll(more);
    scopes.add(scope);
    Set<String> names = new TreeSet<>(lexical.getLast());
    names.addAll(bound);
    lexical.add(names);
    return scope;
  }

  private void pop() {
    scopes.removeLast();
    lexical.removeLast();
  }

  private String list(ListOf kind, int depth) {
    Kind element = kind.element();
    return switch (random.nextInt(9)) {
      case 0, 1 -> elements(element, depth);
      case 2 -> of(kind, depth) + " ++ " + of(kind, depth);
      case 3 -> mapped(element, depth);
      case 4 ->
          "builtins.filter (e: "
              + inScope(Map.of("e", element), Scalar.BOOL, depth)
              + ") "
              + of(kind, depth);
      case 5 ->
          "builtins.genList (i: "
              + inScope(Map.of("i", Scalar.INT), element, depth)
              + ") "
              + random.nextInt(4);
      case 6 -> "builtins.concatLists " + of(new ListOf(kind), depth);
      case 7 -> "builtins.tail ([ " + of(element, depth) + " ] ++ " + of(kind, depth) + ")";
      default ->
          element == Scalar.INT || element == Scalar.STRING
              ? "builtins.sort builtins.lessThan " + of(kind, depth)
              : elements(element, depth);
    };
  }

  private String elements(Kind element, int depth) {
    StringBuilder text = new StringBuilder("[ ");
    for (int i = random.nextInt(4); i > 0; i--) {
      text.append(of(element, depth)).append(' ');
    }
    return text + "]";
  }

  private String mapped(Kind element, int depth) {
    Kind from = kind(0);
    String body = inScope(Map.of("e", from), element, depth);
    return "map (e: " + body + ") " + of(new ListOf(from), depth);
  }

  private String updated(SetOf kind, int depth) {
    return switch (random.nextInt(5)) {
      case 0 -> set(kind, depth, false) + " // " + set(kind, depth, true);
      case 1 ->
          "removeAttrs ("
              + set(kind, depth, false)
              + " // { gone = "
              + of(kind(1), depth)
              + "; }) [ \"gone\" \"never\" ]";
      case 2 -> "builtins.intersectAttrs " + set(kind, 0, false) + " " + set(kind, depth, false);
      case 3 -> "builtins.mapAttrs (n: v: v) " + set(kind, depth, false);
      default -> set(kind, depth, random.nextBoolean());
    };
  }

  /** A set literal. In a recursive one a value may use the attributes before it; it never means those behind it. */
  private String set(SetOf kind, int depth, boolean recursive) {
    StringBuilder text = new StringBuilder(recursive ? "rec { " : "{ ");
    Map<String, Kind> names = recursive ? unusable(kind.attributes()) : Map.of();
    Map<String, Kind> scope = push(names, names.keySet());
    kind.attributes()
        .forEach((name, value) -> {
          String binding = binding(name, value, depth);
          text.append(binding);
          boolean dynamic = binding.startsWith("$");
          if (recursive && !dynamic) {
            scope.put(name, value);
          }
        });
    pop();
    return text + "}";
  }

  private String binding(String name, Kind kind, int depth) {
    return switch (random.nextInt(8)) {
      case 0 -> "\"" + name + "\" = " + of(kind, depth) + "; ";
      case 1 -> "${\"" + name + "\" + \"\"} = " + of(kind, depth) + "; ";
      case 2 -> "inherit ({ " + name + " = " + of(kind, depth) + "; }) " + name + "; ";
      default -> name + " = " + of(kind, depth) + "; ";
    };
  }

  private List<String> variablesOf(Kind kind) {
    List<String> variables = new ArrayList<>();
    scopes
        .getLast()
        .forEach((name, value) -> {
          if (value.equals(kind)) {
            variables.add(name);
          }
        });
    return variables;
  }

  private String name() {
    return pick(NAMES);
  }

  /** One of several. */
  String pick(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** A small integer. */
  int small() {
    return random.nextInt(SMALL);
  }
}
