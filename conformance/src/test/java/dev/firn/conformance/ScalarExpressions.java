package dev.firn.conformance;

import dev.firn.conformance.Kind.ListOf;
import dev.firn.conformance.Kind.Scalar;
import dev.firn.conformance.Kind.SetOf;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Random expressions whose values have no parts; the operands come from an {@link ExpressionGenerator}. */
final class ScalarExpressions {
  private static final List<String> TEXTS =
      List.of(
          "", "a", "abc", "a b", "1.2", "-x", "\\n", "\\\"", "\\${", "$", "$$", "\\\\", "'", "=",
          "//", "a.b-1");
  private static final List<String> REGEXES =
      List.of("a", "[a-z]+", "(a|b)", "\\\\.", "[[:digit:]]", " *", "(.)(.)");
  private static final List<String> COMPARISONS = List.of(" < ", " <= ", " > ", " >= ");

  private final ExpressionGenerator operands;
  private final SplittableRandom random;

  ScalarExpressions(ExpressionGenerator operands, SplittableRandom random) {
    this.operands = operands;
    this.random = random;
  }

  /** A literal of the kind. */
  String literal(Scalar kind) {
    return switch (kind) {
      case INT -> Integer.toString(operands.small());
      case FLOAT -> operands.small() + "." + List.of("0", "5", "25").get(random.nextInt(3));
      case STRING -> string();
      case BOOL -> random.nextBoolean() ? "true" : "false";
    };
  }

  private String string() {
    String text = operands.pick(TEXTS);
    boolean indented =
        random.nextInt(5) == 0
            && !text.contains("\\")
            && !text.contains("'")
            && !text.contains("$");
    return indented ? "''\n  " + text + "\n    b''" : "\"" + text + "\"";
  }

  /** An expression of the kind with operands of at most the depth. */
  String of(Scalar kind, int depth) {
    return switch (kind) {
      case INT -> integer(depth);
      case FLOAT -> floating(depth);
      case STRING -> text(depth);
      case BOOL -> bool(depth);
    };
  }

  private String integer(int depth) {
    return switch (random.nextInt(14)) {
      case 0 -> operand(Scalar.INT, depth) + " + " + operand(Scalar.INT, depth);
      case 1 -> operand(Scalar.INT, depth) + " - " + operand(Scalar.INT, depth);
      case 2 ->
          "builtins.bitAnd ("
              + operand(Scalar.INT, depth)
              + " * "
              + operand(Scalar.INT, depth)
              + ") 4095";
      case 3 -> operand(Scalar.INT, depth) + " / " + (1 + operands.small());
      case 4 -> "-" + operand(Scalar.INT, depth);
      case 5 -> "builtins.length " + listOfAny(depth);
      case 6 -> "builtins.stringLength " + operand(Scalar.STRING, depth);
      case 7 ->
          "builtins.foldl' (p: q: builtins.bitAnd (p + q) 4095) 0 "
              + operand(new ListOf(Scalar.INT), depth);
      case 8 ->
          "builtins.compareVersions "
              + operand(Scalar.STRING, depth)
              + " "
              + operand(Scalar.STRING, depth);
      case 9 ->
          "builtins."
              + operands.pick(List.of("bitOr", "bitXor", "bitAnd"))
              + " "
              + operand(Scalar.INT, depth)
              + " "
              + operands.small();
      case 10 ->
          "builtins."
              + operands.pick(List.of("floor", "ceil"))
              + " "
              + operand(Scalar.FLOAT, depth);
      case 11 -> "builtins.length (builtins.attrNames " + anySet(depth) + ")";
      case 12 -> "builtins.fromJSON (builtins.toJSON " + operand(Scalar.INT, depth) + ")";
      default -> literal(Scalar.INT);
    };
  }

  private String floating(int depth) {
    return switch (random.nextInt(4)) {
      case 0 -> operand(Scalar.FLOAT, depth) + " + " + operand(Scalar.INT, depth);
      case 1 -> operand(Scalar.INT, depth) + " - " + operand(Scalar.FLOAT, depth);
      case 2 -> operand(Scalar.FLOAT, depth) + " / 4";
      default -> literal(Scalar.FLOAT);
    };
  }

  private String text(int depth) {
    return switch (random.nextInt(15)) {
      case 0 -> operand(Scalar.STRING, depth) + " + " + operand(Scalar.STRING, depth);
      case 1 ->
          "\""
              + operands.pick(TEXTS)
              + " ${"
              + operand(Scalar.STRING, depth)
              + "}"
              + operands.pick(TEXTS)
              + "\"";
      case 2 -> "toString " + operand(random.nextBoolean() ? Scalar.INT : Scalar.FLOAT, depth);
      case 3 -> "toString " + operand(new ListOf(Scalar.STRING), depth);
      case 4 ->
          "builtins.substring "
              + random.nextInt(4)
              + " "
              + random.nextInt(6)
              + " "
              + operand(Scalar.STRING, depth);
      case 5 ->
          "builtins.concatStringsSep "
              + operand(Scalar.STRING, depth)
              + " "
              + operand(new ListOf(Scalar.STRING), depth);
      case 6 -> replaced(depth);
      case 7 -> "builtins.toJSON " + operands.of(operands.kind(2), depth);
      case 8 -> "builtins.typeOf " + operands.of(operands.kind(2), depth);
      case 9 -> "builtins.hashString \"sha256\" " + operand(Scalar.STRING, depth);
      case 10 -> "baseNameOf " + operand(Scalar.STRING, depth);
      case 11 -> "builtins.concatStringsSep \"|\" (builtins.attrNames " + anySet(depth) + ")";
      case 12 ->
          "builtins.concatStringsSep \"|\" (builtins.filter builtins.isString (builtins.split \""
              + operands.pick(REGEXES)
              + "\" "
              + operand(Scalar.STRING, depth)
              + "))";
      case 13 ->
          "builtins.toJSON (builtins.match \""
              + operands.pick(REGEXES)
              + "\" "
              + operand(Scalar.STRING, depth)
              + ")";
      default -> "(builtins.parseDrvName " + operand(Scalar.STRING, depth) + ").name";
    };
  }

  private String replaced(int depth) {
    return "builtins.replaceStrings [ \"a\" "
        + literal(Scalar.STRING)
        + " ] [ \"<\" "
        + literal(Scalar.STRING)
        + " ] "
        + operand(Scalar.STRING, depth);
  }

  private String bool(int depth) {
    Kind any = operands.kind(2);
    Scalar ordered = List.of(Scalar.INT, Scalar.FLOAT, Scalar.STRING).get(random.nextInt(3));
    return switch (random.nextInt(11)) {
      case 0 -> operand(ordered, depth) + operands.pick(COMPARISONS) + operand(ordered, depth);
      case 1 ->
          operands.of(any, depth)
              + (random.nextBoolean() ? " == " : " != ")
              + operands.of(any, depth);
      case 2 ->
          operand(Scalar.BOOL, depth)
              + operands.pick(List.of(" && ", " || ", " -> "))
              + operand(Scalar.BOOL, depth);
      case 3 -> "!" + operand(Scalar.BOOL, depth);
      case 4 ->
          "builtins.elem " + operands.of(any, depth) + " " + operands.of(new ListOf(any), depth);
      case 5 ->
          "builtins."
              + operands.pick(List.of("any", "all"))
              + " (e: e < 9) "
              + operand(new ListOf(Scalar.INT), depth);
      case 6 -> anySet(depth) + " ? " + operands.pick(List.of("a", "b.c", "foo", "\"bar'\".x"));
      case 7 ->
          "builtins."
              + operands.pick(List.of("isInt", "isString", "isList", "isAttrs", "isBool"))
              + " "
              + operands.of(any, depth);
      case 8 -> "(builtins.tryEval " + operands.of(any, depth) + ").success";
      case 9 ->
          operand(new ListOf(Scalar.INT), depth) + " < " + operand(new ListOf(Scalar.INT), depth);
      default -> literal(Scalar.BOOL);
    };
  }

  private String operand(Kind kind, int depth) {
    return operands.of(kind, depth);
  }

  private String listOfAny(int depth) {
    return operands.of(new ListOf(operands.kind(1)), depth);
  }

  private String anySet(int depth) {
    Kind kind = operands.kind(2);
    return operands.of(kind instanceof SetOf ? kind : new SetOf(Map.of("a", kind)), depth);
  }
}
