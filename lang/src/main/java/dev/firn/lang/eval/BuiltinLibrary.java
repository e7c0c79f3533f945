package dev.firn.lang.eval;

/** A family of builtins. */
public interface BuiltinLibrary {
  /** Adds its builtins, for the use of one evaluator. */
  void addTo(Registry registry, Evaluator evaluator);
}
