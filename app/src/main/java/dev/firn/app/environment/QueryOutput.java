package dev.firn.app.environment;

/** A form in which packages are printed. */
interface QueryOutput {
  /** Adds a package; one that fails leaves no trace. */
  void add(Element element);

  /** Prints what was added and not printed yet. */
  void finish();
}
