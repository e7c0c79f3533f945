package dev.firn.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Writes random programs that end: every name is bound, and functions only use what was bound before them; values may sometimes refer to
 * one another in circles. They compute with numbers, strings, lists and sets, and fail in all kinds of ways.
 */
final class Programs {
  private static final int DEEPEST = 5;

  /** How many files there are to import. */
  static final int FILES = 4;

  /** A name in scope, and what it stands for. */
  private record Name(String text, Type type) {}

  private enum Type {
    INT,
    STRING,
    LIST,
    SET
  }

  private final SplittableRandom random;
  private final String mark;
  private final double failures;
  private final List<Name> names = new ArrayList<>();
  private final List<String> functions = new ArrayList<>();
  private final List<String> failing = new ArrayList<>();

  /** How many names were bound outside of each scope that is open. */
  private final List<Integer> scopes = new ArrayList<>();

  private int count;
  private int depth;
  private boolean files;

  private Programs(long seed, String mark) {
    this.random = new SplittableRandom(seed);
    this.mark = mark;
    this.failures = random.nextInt(3) == 0 ? 0.01 : random.nextInt(2) * 0.002;
  }

  /**
   * A program: a set of two lists, one of expressions that are {@code wanted}, one of the variables that they use, which shows what is
   * {@code seen} of these.
   *
   * @param seed the same one gives the same program
   * @param mark a part of every name in it, so that no other run knows its names; of the same length always
   */
  static String write(long seed, String mark) {
    return new Programs(seed, mark).program();
  }

  /** A file that programs with the same mark may import, one of {@link #FILES}. */
  static String writeFile(long seed, int number, String mark) {
    return new Programs(seed + 31 * number, mark).file(number);
  }

  private String file(int number) {
    functions.add("1 + ");
    // Names that other files mention in another order, and one of its own.
    StringBuilder text = new StringBuilder("{ own").append(number).append(mark).append(" = 1; ");
    for (int i = 0; i < 4; i++) {
      String name = "shared" + random.nextInt(4) + mark;
      text.append(name)
          .append(".x")
          .append(i)
          .append(mark)
          .append(" = ")
          .append(any())
          .append("; ");
    }
    return text.append("}\n").toString();
  }

  private String program() {
    String deep = name("deep");
    String fib = name("fib");
    StringBuilder text = new StringBuilder("let\n");
    text.append("  ").append(fib).append(" = n: if n < 2 then n else ");
    text.append(fib).append(" (n - 1) + ").append(fib).append(" (n - 2);\n");
    text.append("  ").append(deep).append(" = n: if n == 0 then 0 else 1 + ");
    text.append(deep).append(" (n - 1);\n");
    functions.add(fib + " " + random.nextInt(12) + " + ");
    functions.add(deep + " " + random.nextInt(800) + " + ");
    if (random.nextInt(5) == 0) {
      // Just below what max-call-depth allows.
      functions.add(deep + " " + (9_970 + random.nextInt(30)) + " + ");
    }
    files = true;
    for (int i = 0; i < 3; i++) {
      failing.add(name("e"));
      text.append("  ").append(failing.get(i)).append(" = throw \"thrown\";\n");
    }
    bindings(text, 4 + random.nextInt(16));
    text.append("in {\n  seen = [");
    names.forEach(each -> text.append(' ').append(each.text()));
    failing.forEach(each -> text.append(' ').append(each));
    text.append(" ];\n  wanted = [\n");
    for (int left = 5 + random.nextInt(30); left > 0; left--) {
      text.append("    ").append(any()).append('\n');
    }
    return text.append("  ];\n}\n").toString();
  }

  /** Bindings that see one another, and functions that see those before them. */
  private void bindings(StringBuilder text, int many) {
    List<Name> bound = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      bound.add(new Name(name("v"), type()));
    }
    boolean circles = random.nextDouble() < failures * 10;
    if (circles) {
      names.addAll(bound);
    }
    for (Name each : bound) {
      if (!circles && random.nextInt(4) == 0) {
        function(text);
      }
      text.append("  ").append(each.text()).append(" = ").append(of(each.type())).append(";\n");
      if (!circles) {
        names.add(each);
      }
    }
  }

  private void function(StringBuilder text) {
    String function = name("f");
    String argument = name("x");
    names.add(new Name(argument, Type.INT));
    String body = of(Type.INT);
    names.removeLast();
    text.append("  ").append(function).append(" = ").append(argument).append(": ");
    text.append(body).append(";\n");
    functions.add(function + " ");
  }

  private String name(String kind) {
    return kind + count++ + mark;
  }

  private Type type() {
    return Type.values()[random.nextInt(Type.values().length)];
  }

  private String any() {
    return of(type());
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  /** An expression of a type, in parentheses if it is more than a name or literal; or one that fails. */
  private String of(Type type) {
    if (random.nextDouble() < failures) {
      return failure();
    }
    if (++depth > DEEPEST || random.nextInt(4) == 0) {
      depth--;
      return simple(type);
    }
    String result = random.nextInt(4) == 0 ? control(type) : compound(type);
    depth--;
    return result;
  }

  private String failure() {
    return switch (random.nextInt(9)) {
      case 0 -> "(throw \"thrown " + count++ + "\")";
      case 1 -> "(abort \"aborted " + count++ + "\")";
      case 2 -> "(let x = x; in x)";
      case 3 -> "(1 / 0)";
      case 4 -> "{ }.missing" + mark;
      case 5 -> "(assert false; 1)";
      case 6 -> "(builtins.head [ ])";
      case 7 -> "(({ needed" + mark + ", other" + mark + " }: 1) { })";
      default -> any();
    };
  }

  private String simple(Type type) {
    List<Name> fitting = names.stream().filter(name -> name.type() == type).toList();
    if (!fitting.isEmpty() && random.nextInt(5) > 0) {
      return pick(fitting).text();
    }
    return switch (type) {
      case INT -> Integer.toString(random.nextInt(20));
      case STRING -> "\"s" + random.nextInt(20) + "\"";
      case LIST -> "[ " + random.nextInt(20) + " ]";
      case SET -> "{ k" + mark + " = " + random.nextInt(20) + "; }";
    };
  }

  /** What gives a value of any type. */
  private String control(Type type) {
    return switch (random.nextInt(8)) {
      case 0 -> "(if " + condition() + " then " + of(type) + " else " + of(type) + ")";
      case 1 -> "(" + let() + of(type) + leave() + ")";
      case 2 -> "(with { w" + mark + " = " + of(Type.INT) + "; }; " + of(type) + ")";
      case 3 -> "(builtins.seq " + any() + " " + of(type) + ")";
      case 4 -> "(builtins.deepSeq " + any() + " " + of(type) + ")";
      case 5 -> "(assert " + condition() + " || " + random.nextInt(40) + " > 0; " + of(type) + ")";
      case 6 -> "(builtins.trace " + of(Type.STRING) + " " + of(type) + ")";
      default -> "(builtins.addErrorContext \"context " + count++ + "\" " + of(type) + ")";
    };
  }

  private String let() {
    scopes.add(names.size());
    StringBuilder text = new StringBuilder("let\n");
    int known = functions.size();
    bindings(text, 1 + random.nextInt(3));
    // Functions are not used outside of their scope.
    while (functions.size() > known) {
      functions.removeLast();
    }
    return text.append("in ").toString();
  }

  private String leave() {
    int size = scopes.removeLast();
    while (names.size() > size) {
      names.removeLast();
    }
    return "";
  }

  private String condition() {
    return switch (random.nextInt(7)) {
      case 6 -> files ? Stored.question(random) : "true";
      case 0 -> "(" + of(Type.INT) + " < " + of(Type.INT) + ")";
      case 1 -> "(" + any() + " == " + any() + ")";
      case 2 -> "(" + of(Type.SET) + " ? k" + mark + ")";
      case 3 -> "(builtins.tryEval " + any() + ").success";
      case 4 -> caught() + ".success";
      default -> "(!(" + of(Type.INT) + " == 3) || " + of(Type.STRING) + " != \"\")";
    };
  }

  /** What fails without harm. */
  private String caught() {
    String error = failing.isEmpty() ? "(throw \"thrown\")" : pick(failing);
    return "(builtins.tryEval (builtins.seq " + any() + " " + error + "))";
  }

  private String compound(Type type) {
    return switch (type) {
      case INT -> number();
      case STRING -> string();
      case LIST -> list();
      case SET -> set();
    };
  }

  private String number() {
    return switch (random.nextInt(8)) {
      case 0 -> "(" + of(Type.INT) + " + " + of(Type.INT) + ")";
      case 1 -> "(" + of(Type.INT) + " * 3 - " + of(Type.INT) + ")";
      case 2, 3 -> "(" + pick(functions) + of(Type.INT) + ")";
      case 4 -> "(builtins.length " + of(Type.LIST) + ")";
      case 5 -> "((" + of(Type.SET) + ").k" + mark + " or " + of(Type.INT) + ")";
      case 6 -> "(builtins.foldl' (a: b: a) " + of(Type.INT) + " " + of(Type.LIST) + ")";
      default -> "(builtins.stringLength " + of(Type.STRING) + ")";
    };
  }

  private String string() {
    return switch (random.nextInt(7)) {
      case 0 -> "\"<${toString " + of(Type.INT) + "}>\"";
      case 1 -> "(" + of(Type.STRING) + " + " + of(Type.STRING) + ")";
      case 2 -> "(toString (builtins.stringLength (builtins.toJSON " + any() + ")))";
      case 3 -> "(builtins.typeOf " + any() + ")";
      case 4 -> "(toString [ " + of(Type.INT) + " " + of(Type.INT) + " ])";
      case 5 -> files ? Stored.expression(random) : "\"\"";
      default -> "(builtins.concatStringsSep \",\" (builtins.attrNames " + of(Type.SET) + "))";
    };
  }

  private String list() {
    return switch (random.nextInt(9)) {
      case 0, 1, 2 -> "[ " + any() + " " + any() + " " + any() + " ]";
      case 3 -> "(map (x: [ x " + any() + " ]) " + of(Type.LIST) + ")";
      case 4 -> "(builtins.genList (x: x + " + of(Type.INT) + ") " + random.nextInt(5) + ")";
      case 5 -> "(builtins.attrValues " + of(Type.SET) + ")";
      case 6 -> "(builtins.filter (x: x == " + any() + ") " + of(Type.LIST) + ")";
      case 7 -> "(builtins.sort (a: b: a < b) [ " + of(Type.INT) + " " + of(Type.INT) + " ])";
      default -> "(builtins.concatLists [ " + of(Type.LIST) + " " + of(Type.LIST) + " ])";
    };
  }

  private String set() {
    return switch (random.nextInt(files ? 10 : 8)) {
      case 9 -> caught();
      case 8 -> "(import ./" + random.nextInt(FILES) + ".nix)";
      case 0, 1 -> "{ " + attribute() + attribute() + attribute() + "}";
      case 2 -> "rec { k" + mark + " = " + of(Type.INT) + "; l" + mark + " = k" + mark + "; }";
      case 3 -> "(" + of(Type.SET) + " // " + of(Type.SET) + ")";
      case 4 -> "(builtins.mapAttrs (n: v: [ n v " + any() + " ]) " + of(Type.SET) + ")";
      case 5 -> "{ ${" + newName() + "} = " + any() + "; }";
      case 6 -> "(builtins.tryEval " + any() + ")";
      default -> "(builtins.listToAttrs [ { name = " + newName() + "; value = " + any() + "; } ])";
    };
  }

  /** A computed name that no other run knows. */
  private String newName() {
    return "(\"n" + mark + "\" + " + of(Type.STRING) + ")";
  }

  private String attribute() {
    return name("a") + " = " + any() + "; ";
  }
}
