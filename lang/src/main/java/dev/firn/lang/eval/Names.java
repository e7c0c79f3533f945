package dev.firn.lang.eval;

import dev.firn.lang.syntax.Symbol;

/** Names that mean something to the evaluator. */
public final class Names {
  /** Makes a set callable. */
  public static final Symbol FUNCTOR = Symbol.of("__functor");

  /** Makes a set a string. */
  public static final Symbol TO_STRING = Symbol.of("__toString");

  /** The path of a set that stands for a store object. */
  public static final Symbol OUT_PATH = Symbol.of("outPath");

  /** The path of a derivation. */
  public static final Symbol DRV_PATH = Symbol.of("drvPath");

  /** What a set is. */
  public static final Symbol TYPE = Symbol.of("type");

  /** A name. */
  public static final Symbol NAME = Symbol.of("name");

  /** A value. */
  public static final Symbol VALUE = Symbol.of("value");

  /** Replaces attributes of a recursive set. */
  static final Symbol OVERRIDES = Symbol.of("__overrides");

  /** The file of a position. */
  static final Symbol FILE = Symbol.of("file");

  /** The line of a position. */
  static final Symbol LINE = Symbol.of("line");

  /** The column of a position. */
  static final Symbol COLUMN = Symbol.of("column");

  private Names() {}
}
