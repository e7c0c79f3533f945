package dev.firn.app.environment;

import dev.firn.app.eval.Session;
import dev.firn.base.text.PackageName;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.select.FoundDerivation;
import dev.firn.lang.select.PackageMeta;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.ListValue;
import dev.firn.lang.value.StringValue;
import dev.firn.lang.value.Value;
import dev.firn.store.path.StorePath;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A package that is installed, or that could be: what an expression gives, or a path in the store. */
public final class Element {
  private static final String BAD_OUTPUTS = "this derivation has bad 'meta.outputsToInstall'";

  private final Session session;
  private final @Nullable FoundDerivation found;
  private final @Nullable Stored stored;
  private @Nullable String name;
  private @Nullable PackageMeta meta;

  /**
   * A path in the store.
   *
   * @param derivation the derivation that it is an output of, if that is to be built
   */
  private record Stored(@Nullable StorePath derivation, StorePath output) {}

  private Element(Session session, @Nullable FoundDerivation found, @Nullable Stored stored) {
    this.session = session;
    this.found = found;
    this.stored = stored;
  }

  /** A package that an expression gives. */
  public static Element of(FoundDerivation found, Session session) {
    return new Element(session, found, null);
  }

  /**
   * A package that is in the store, or can be made valid there.
   *
   * @param name its name with its version
   * @param derivation what makes it; null if it is taken as it is
   */
  static Element of(
      String name, @Nullable StorePath derivation, StorePath output, Session session) {
    Element element = new Element(session, null, new Stored(derivation, output));
    element.name = name;
    return element;
  }

  private Evaluation evaluation() {
    return session.evaluation();
  }

  /** Its name with its version. */
  public String name() {
    String known = name;
    if (known == null) {
      known = found == null ? "" : found.name(evaluation());
      name = known;
    }
    return known;
  }

  /** Gives it another name. */
  void rename(String other) {
    name = other;
  }

  /** Its name and its version. */
  PackageName packageName() {
    return PackageName.parse(name());
  }

  /** Where it was found in the expression; empty if nowhere. */
  String attributePath() {
    return found == null ? "" : found.path();
  }

  /** What it is made for; empty if nobody knows. */
  String system() {
    return found == null ? "" : found.system(evaluation());
  }

  /** The derivation that makes it; null if it is only a path. */
  public @Nullable StorePath derivation() {
    if (found == null) {
      return stored == null ? null : stored.derivation;
    }
    if (!found.hasDrvPath()) {
      return null;
    }
    String path = found.drvPath(evaluation());
    try {
      session.checkDerivationPath(path);
    } catch (EvalError error) {
      throw error.trace(found.drvPathPosition(), FoundDerivation.READING_DRV_PATH);
    }
    return session.storePath(path);
  }

  /** The path that stands for it. */
  StorePath output() {
    if (found != null) {
      return path(found.outPath(evaluation()));
    }
    if (stored != null) {
      return stored.output;
    }
    throw new IllegalStateException("no path");
  }

  /** The output that it stands for; empty if it does not say. */
  String outputName() {
    return found == null ? "" : found.outputName(evaluation());
  }

  /** The names of its outputs. */
  SortedSet<String> outputNames() {
    return found == null
        ? new TreeSet<>(Collections.singleton("out"))
        : found.outputNames(evaluation());
  }

  /** All its outputs. */
  SortedMap<String, StorePath> outputs() {
    SortedMap<String, StorePath> outputs = new TreeMap<>();
    if (found == null) {
      outputs.put("out", output());
    } else {
      found.outputs(evaluation()).forEach((output, text) -> outputs.put(output, path(text)));
    }
    return outputs;
  }

  /** Those of its outputs that are meant to be installed. */
  public SortedMap<String, StorePath> outputsToInstall() {
    SortedMap<String, StorePath> all = outputs();
    if (found == null) {
      return all;
    }
    if (found.isOutputChosen(evaluation())) {
      return one(all, outputName(), "derivation does not have output '" + outputName() + "'");
    }
    Value wanted = meta().value("outputsToInstall", evaluation());
    if (wanted == null) {
      return all;
    }
    if (!(wanted instanceof ListValue list)) {
      throw new EvalError(BAD_OUTPUTS);
    }
    SortedMap<String, StorePath> some = new TreeMap<>();
    for (Lazy element : list.elements()) {
      if (!(element.force(evaluation(), Positions.NONE) instanceof StringValue output)) {
        throw new EvalError(BAD_OUTPUTS);
      }
      some.putAll(one(all, output.text(), BAD_OUTPUTS));
    }
    return some;
  }

  private static SortedMap<String, StorePath> one(
      SortedMap<String, StorePath> outputs, String name, String error) {
    StorePath path = outputs.get(name);
    if (path == null) {
      throw new EvalError(error);
    }
    SortedMap<String, StorePath> one = new TreeMap<>();
    one.put(name, path);
    return one;
  }

  private StorePath path(String text) {
    StorePath path = session.store().dir().find(text);
    if (path == null) {
      throw new EvalError("path '" + text + "' is not in the Nix store");
    }
    return path;
  }

  /** What it says about itself. */
  public PackageMeta meta() {
    PackageMeta known = meta;
    if (known == null) {
      known = found == null ? PackageMeta.NONE : found.meta(evaluation());
      meta = known;
    }
    return known;
  }

  /** Makes it say something else about itself. */
  void setFlag(String flag, String value) {
    meta = meta().with(flag, new StringValue(value));
  }

  /** Where packages have the same file, or the same name, the one with the smaller number wins. */
  long priority() {
    return meta().integer("priority", 0, evaluation());
  }

  /** Whether it is to stay when others of its name come. */
  boolean isKept() {
    return meta().isTrue("keep", evaluation());
  }
}
