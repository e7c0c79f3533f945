package dev.firn.process.model;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.value.ContextElement;
import dev.firn.lang.value.Secrets;
import dev.firn.lang.value.StringContext;
import dev.firn.store.DerivedPath;
import dev.firn.store.path.StoreDir;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/** Gathers the store objects that a model mentions. */
final class Needs {
  private final StoreDir dir;
  private final Set<ContextElement> seen = new LinkedHashSet<>();
  private final Set<DerivedPath> needed = new LinkedHashSet<>();

  Needs(StoreDir dir) {
    this.dir = dir;
  }

  /**
   * Adds what a string mentions.
   *
   * @throws EvalError if it mentions a secret, or an output of a derivation that is itself an output
   */
  void add(StringContext context) {
    if (context.isEmpty()) {
      return;
    }
    Secrets.refuse(context, "the description of a process");
    for (ContextElement element : context) {
      if (seen.add(element)) {
        needed.add(path(element));
      }
    }
  }

  private DerivedPath path(ContextElement element) {
    return switch (element) {
      case ContextElement.Opaque(String path) -> new DerivedPath.Opaque(dir.parse(path));
      case ContextElement.DrvDeep(String path) -> new DerivedPath.Opaque(dir.parse(path));
      case ContextElement.Built(ContextElement.Opaque(String path), String output) ->
          DerivedPath.outputOf(dir.parse(path), output);
      case ContextElement.Built _, ContextElement.Secret _ ->
          throw new EvalError("a process cannot be made of '" + element.display() + "'");
    };
  }

  /** All of them, in the order in which they were met. */
  Set<DerivedPath> all() {
    return Collections.unmodifiableSet(needed);
  }

  /** The directory of the store. */
  StoreDir dir() {
    return dir;
  }
}
