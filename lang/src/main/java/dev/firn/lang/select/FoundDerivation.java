package dev.firn.lang.select;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.eval.Coerce;
import dev.firn.lang.eval.ContextBuilder;
import dev.firn.lang.eval.Force;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.syntax.Symbol;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.ListValue;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A derivation in the value of an expression.
 *
 * @param path where it was found: names and indices between dots; empty for the value itself
 * @param attrs the set of type {@code derivation}
 */
public record FoundDerivation(String path, Attrs attrs) {
  /** What errors of {@link #drvPath} say that is being done. */
  public static final String READING_DRV_PATH =
      "while evaluating the 'drvPath' attribute of a derivation";

  private static final Symbol NAME = Symbol.of("name");
  private static final Symbol DRV_PATH = Symbol.of("drvPath");
  private static final Symbol OUTPUT_NAME = Symbol.of("outputName");
  private static final Symbol OUTPUTS = Symbol.of("outputs");
  private static final Symbol OUT_PATH = Symbol.of("outPath");
  private static final Symbol OUTPUT_SPECIFIED = Symbol.of("outputSpecified");
  private static final Symbol SYSTEM = Symbol.of("system");
  private static final Symbol META = Symbol.of("meta");

  /** Its name. */
  public String name(Evaluation ev) {
    Lazy name = attrs.get(NAME);
    if (name == null) {
      throw new EvalError("derivation name missing");
    }
    return Force.plainString(
        name, ev, Positions.NONE, "while evaluating the 'name' attribute of a derivation");
  }

  /** Where its {@code drvPath} was written. */
  public int drvPathPosition() {
    return attrs.positionOf(DRV_PATH);
  }

  /** The text of its {@code drvPath}, which should be the store path of a derivation. */
  public String drvPath(Evaluation ev) {
    Lazy path = attrs.get(DRV_PATH);
    if (path == null) {
      throw new EvalError("derivation does not contain a 'drvPath' attribute");
    }
    return Coerce.toText(
        path, Coerce.Mode.PLAIN, new ContextBuilder(), ev, drvPathPosition(), READING_DRV_PATH);
  }

  /** The output that it stands for; empty if it does not say. */
  public String outputName(Evaluation ev) {
    Lazy name = attrs.get(OUTPUT_NAME);
    return name == null
        ? ""
        : Force.plainString(
            name, ev, Positions.NONE, "while evaluating the output name of a derivation");
  }

  /** Whether it has a {@code drvPath}: elements of user environments need none. */
  public boolean hasDrvPath() {
    return attrs.get(DRV_PATH) != null;
  }

  /** What it is made for; {@code unknown} if it does not say. */
  public String system(Evaluation ev) {
    Lazy system = attrs.get(SYSTEM);
    return system == null
        ? "unknown"
        : Force.plainString(
            system,
            ev,
            attrs.positionOf(SYSTEM),
            "while evaluating the 'system' attribute of a derivation");
  }

  /** The text of its {@code outPath}, which should be a store path. */
  public String outPath(Evaluation ev) {
    if (attrs.get(OUT_PATH) == null) {
      throw new EvalError("derivation does not have attribute 'outPath'");
    }
    return pathText(attrs, ev, "while evaluating the output path of a derivation");
  }

  /** The names of its outputs. */
  public SortedSet<String> outputNames(Evaluation ev) {
    Lazy outputs = attrs.get(OUTPUTS);
    SortedSet<String> names = new TreeSet<>();
    if (outputs == null) {
      names.add("out");
      return names;
    }
    int position = attrs.positionOf(OUTPUTS);
    ListValue list =
        Force.list(
            outputs, ev, position, "while evaluating the 'outputs' attribute of a derivation");
    for (Lazy element : list.elements()) {
      names.add(
          Force.plainString(
              element, ev, position, "while evaluating the name of an output of a derivation"));
    }
    return names;
  }

  /** The texts of the paths of its outputs; outputs that it names and does not have are left out. */
  public SortedMap<String, String> outputs(Evaluation ev) {
    SortedMap<String, String> paths = new TreeMap<>();
    if (attrs.get(OUTPUTS) == null) {
      paths.put("out", outPath(ev));
      return paths;
    }
    for (String name : outputNames(ev)) {
      Lazy output = attrs.get(ev.symbol(name));
      if (output != null) {
        Attrs of =
            Force.attrs(
                output,
                ev,
                attrs.positionOf(OUTPUTS),
                "while evaluating an output of a derivation");
        if (of.get(OUT_PATH) != null) {
          paths.put(name, pathText(of, ev, "while evaluating an output path of a derivation"));
        }
      }
    }
    return paths;
  }

  /** Whether one output was chosen of it: then only that is meant to be installed. */
  public boolean isOutputChosen(Evaluation ev) {
    Lazy chosen = attrs.get(OUTPUT_SPECIFIED);
    return chosen != null
        && Force.bool(
            chosen,
            ev,
            attrs.positionOf(OUTPUT_SPECIFIED),
            "while evaluating the 'outputSpecified' attribute of a derivation");
  }

  /** What it says about itself; nothing if it has no {@code meta}. */
  public PackageMeta meta(Evaluation ev) {
    Lazy meta = attrs.get(META);
    return meta == null
        ? PackageMeta.NONE
        : new PackageMeta(
            Force.attrs(
                meta,
                ev,
                attrs.positionOf(META),
                "while evaluating the 'meta' attribute of a derivation"));
  }

  private static String pathText(Attrs of, Evaluation ev, String purpose) {
    return Coerce.toText(
        Force.attribute(of, OUT_PATH, purpose),
        Coerce.Mode.PLAIN,
        new ContextBuilder(),
        ev,
        of.positionOf(OUT_PATH),
        purpose);
  }
}
