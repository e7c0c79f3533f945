package dev.firn.lang.value;

import dev.firn.lang.error.CallDepthError;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.syntax.Identifiers;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.syntax.Reals;
import dev.firn.lang.syntax.Symbol;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Prints values for people, as {@code nix eval}, {@code builtins.trace} and error messages do: functions with their place, what was not
 * evaluated as {@code «thunk»}, what was printed before as {@code «repeated»}. Output is bytes (UTF-8), one {@code char} a byte.
 */
public final class ValuePrinter {
  /** {@code «} in UTF-8. */
  public static final String OPEN = "\u00c2\u00ab";

  /** {@code »} in UTF-8. */
  public static final String CLOSE = "\u00c2\u00bb";

  private static final Symbol TYPE = Symbol.of("type");
  private static final Symbol DRV_PATH = Symbol.of("drvPath");
  private static final int UNLIMITED = Integer.MAX_VALUE;

  private final StringBuilder out;
  private final Options options;
  private final Evaluation ev;
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private int attributesPrinted;
  private int itemsPrinted;
  private int indent;

  /**
   * What to print, and how much of it.
   *
   * @param force whether to evaluate what was not evaluated yet
   * @param derivationPaths whether derivations are printed by their path only (needs {@code force})
   * @param indentStep columns by which nested lines are indented; 0 prints all on one line
   * @param throwErrors whether errors met while printing are thrown instead of printed
   */
  public record Options(
      boolean force,
      boolean derivationPaths,
      int maxDepth,
      int maxAttributes,
      int maxItems,
      int maxStringLength,
      int indentStep,
      boolean throwErrors,
      boolean colours) {
    /** A part of a value that may be large; nothing is evaluated. */
    public static final Options ERROR =
        new Options(false, false, 10, 10, 10, 1024, 0, false, false);

    /** The whole value as far as it is known; nothing is evaluated. */
    public static final Options TRACE =
        new Options(false, false, UNLIMITED, UNLIMITED, UNLIMITED, UNLIMITED, 0, false, false);

    /** The whole value, evaluated, on one line, with the errors of its parts in their places: {@code nix eval}. */
    public static final Options EVAL =
        new Options(true, true, UNLIMITED, UNLIMITED, UNLIMITED, UNLIMITED, 0, false, false);

    /** The same on several lines: {@code nix repl}. */
    public static final Options REPL =
        new Options(true, true, UNLIMITED, UNLIMITED, UNLIMITED, UNLIMITED, 2, false, false);

    /** The same with or without colours. */
    public Options coloured(boolean coloured) {
      return new Options(
          force,
          derivationPaths,
          maxDepth,
          maxAttributes,
          maxItems,
          maxStringLength,
          indentStep,
          throwErrors,
          coloured);
    }

    /** The same down to some depth. */
    public Options toDepth(int depth) {
      return new Options(
          force,
          derivationPaths,
          depth,
          maxAttributes,
          maxItems,
          maxStringLength,
          indentStep,
          throwErrors,
          colours);
    }
  }

  private ValuePrinter(StringBuilder out, Options options, Evaluation ev) {
    this.out = out;
    this.options = options;
    this.ev = ev;
  }

  /** Prints a value. */
  public static String print(Lazy value, Options options, Evaluation ev) {
    StringBuilder out = new StringBuilder();
    new ValuePrinter(out, options, ev).print(value, 0);
    return out.toString();
  }

  /** A value as error messages show it. */
  public static String forError(Lazy value, Evaluation ev) {
    return print(value, Options.ERROR, ev);
  }

  private void print(Lazy slot, int depth) {
    if (ev.stackUsedUp()) {
      ev.onFreshStack(() -> {
        print(slot, depth);
        return true;
      });
      return;
    }
    ev.checkPrintingDepth(depth, slot);
    ev.depth++;
    long mark = ev.mark();
    try {
      Lazy value = options.force ? slot.force(ev, Positions.NONE) : slot.peek();
      if (value instanceof Thunk thunk) {
        printThunk(thunk);
      } else {
        printValue((Value) value, slot, depth);
      }
    } catch (EvalError error) {
      if (options.throwErrors || error instanceof CallDepthError) {
        throw error;
      }
      ev.restore(mark);
      colour("31", OPEN + "error: " + error.text() + CLOSE);
    }
    ev.depth--;
  }

  private void printValue(Value value, Lazy slot, int depth) {
    if (value instanceof IntValue integer) {
      colour("36", Long.toString(integer.value()));
    } else if (value instanceof FloatValue real) {
      colour("36", Reals.general(real.value()));
    } else if (value instanceof BoolValue bool) {
      colour("36", bool.value() ? "true" : "false");
    } else if (value instanceof StringValue string) {
      printString(string);
    } else if (value instanceof PathValue path) {
      colour("32", path.shown());
    } else if (value instanceof Attrs attrs) {
      printAttrs(attrs, depth);
    } else if (value instanceof ListValue list) {
      printList(list, slot, depth);
    } else if (value instanceof FunctionValue function) {
      colour("34", OPEN + describe(function) + CLOSE);
    } else {
      colour("36", "null");
    }
  }

  private void colour(String code, String text) {
    if (options.colours) {
      out.append("\u001b[").append(code).append(";1m").append(text).append("\u001b[0m");
    } else {
      out.append(text);
    }
  }

  private void printThunk(Thunk thunk) {
    boolean running = thunk.isRunning();
    colour(
        running ? "31" : "35", OPEN + (running ? "potential infinite recursion" : "thunk") + CLOSE);
  }

  private void printString(StringValue string) {
    String text = string.text();
    if (!Secrets.only(string.context()).isEmpty()) {
      colour("35", Secrets.shown(string));
      return;
    }
    if (options.colours) {
      out.append("\u001b[35;1m");
    }
    if (text.length() > options.maxStringLength) {
      out.append('"');
      Identifiers.appendEscaped(out, text.substring(0, options.maxStringLength));
      out.append("\" ");
      printElided(text.length() - options.maxStringLength, "byte");
    } else {
      Identifiers.appendString(out, text);
    }
    if (options.colours) {
      out.append("\u001b[0m");
    }
  }

  private void printElided(int count, String what) {
    colour("2", OPEN + count + " " + what + (count == 1 ? "" : "s") + " elided" + CLOSE);
  }

  private String describe(FunctionValue function) {
    return switch (function) {
      case Lambda lambda -> describe(lambda);
      case Builtin builtin -> "primop " + builtin.name();
      case PartialBuiltin partial -> "partially applied primop " + partial.builtin.name();
    };
  }

  private String describe(Lambda lambda) {
    Symbol name = lambda.code.name();
    return "lambda"
        + (name == null ? "" : " " + name.name())
        + " @ "
        + ev.positions().shown(lambda.code.position());
  }

  private void printAttrs(Attrs attrs, int depth) {
    // The values stand for the set: sets that share them are one to whoever reads.
    if (!seen.add(attrs.values())) {
      colour("35", OPEN + "repeated" + CLOSE);
    } else if (options.force && options.derivationPaths && isDerivation(attrs)) {
      printDerivation(attrs);
    } else if (depth >= options.maxDepth) {
      out.append("{ ... }");
    } else {
      printMembers(attrs, depth);
    }
  }

  private boolean isDerivation(Attrs attrs) {
    Lazy type = attrs.get(TYPE);
    return type != null
        && type.force(ev, attrs.positionOf(TYPE)) instanceof StringValue string
        && string.text().equals("derivation");
  }

  private void printDerivation(Attrs attrs) {
    Lazy drvPath = attrs.get(DRV_PATH);
    String path =
        drvPath != null
                && drvPath.force(ev, attrs.positionOf(DRV_PATH)) instanceof StringValue string
            ? " " + string.text()
            : "";
    colour("32", OPEN + "derivation" + path + CLOSE);
  }

  private void printMembers(Attrs attrs, int depth) {
    int[] order =
        options.maxAttributes == UNLIMITED
            ? attrs.shape().lexical()
            : importantFirst(attrs.shape());
    boolean lines = onLines(attrs.values());
    indent += options.indentStep;
    out.append('{');
    int printed = 0;
    for (int index : order) {
      space(lines);
      if (attributesPrinted >= options.maxAttributes) {
        printElided(order.length - printed, "attribute");
        break;
      }
      Identifiers.appendName(out, attrs.shape().name(index).name());
      out.append(" = ");
      print(attrs.value(index), depth + 1);
      out.append(';');
      attributesPrinted++;
      printed++;
    }
    indent -= options.indentStep;
    space(lines);
    out.append('}');
  }

  private static int[] importantFirst(Shape shape) {
    int[] lexical = shape.lexical();
    int[] order = new int[lexical.length];
    int size = 0;
    for (int index : lexical) {
      if (isImportant(shape.name(index).name())) {
        order[size++] = index;
      }
    }
    for (int index : lexical) {
      if (!isImportant(shape.name(index).name())) {
        order[size++] = index;
      }
    }
    return order;
  }

  private static boolean isImportant(String name) {
    return name.equals("type") || name.equals("_type");
  }

  private void printList(ListValue list, Lazy slot, int depth) {
    // A list is known again by the slot that holds it: one that was copied to another slot is
    // another list.
    if (list.size() > 0 && !seen.add(slot)) {
      colour("35", OPEN + "repeated" + CLOSE);
    } else if (depth >= options.maxDepth) {
      out.append("[ ... ]");
    } else {
      printItems(list, depth);
    }
  }

  private void printItems(ListValue list, int depth) {
    boolean lines = onLines(list.elements());
    indent += options.indentStep;
    out.append('[');
    int printed = 0;
    for (Lazy element : list.elements()) {
      space(lines);
      if (itemsPrinted >= options.maxItems) {
        printElided(list.size() - printed, "item");
        break;
      }
      print(element, depth + 1);
      itemsPrinted++;
      printed++;
    }
    indent -= options.indentStep;
    space(lines);
    out.append(']');
  }

  /** Whether members stand on lines of their own: several, or one that has members itself. */
  private boolean onLines(Lazy[] members) {
    if (options.indentStep == 0 || members.length == 0) {
      return false;
    }
    if (members.length > 1) {
      return true;
    }
    Lazy only = options.force ? forced(members[0]) : members[0].peek();
    return only instanceof ListValue || only instanceof Attrs;
  }

  /** The value, or, where errors are printed in the place of values, what fails. */
  private Lazy forced(Lazy slot) {
    long mark = ev.mark();
    try {
      return slot.force(ev, Positions.NONE);
    } catch (EvalError error) {
      if (options.throwErrors || error instanceof CallDepthError) {
        throw error;
      }
      ev.restore(mark);
      return slot;
    }
  }

  private void space(boolean newLine) {
    if (newLine) {
      char[] spaces = new char[indent];
      Arrays.fill(spaces, ' ');
      out.append('\n').append(spaces);
    } else {
      out.append(' ');
    }
  }
}
