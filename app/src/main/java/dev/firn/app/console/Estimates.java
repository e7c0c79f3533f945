package dev.firn.app.console;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** How long what will be built and what is being built should take, going by earlier builds. For several threads. */
public final class Estimates {
  private final List<String> waiting = new ArrayList<>();
  private ToLongFunction<String> history = name -> 0;

  /**
   * Sets who knows earlier builds.
   *
   * @param usual gives how many seconds a derivation of a name usually takes; 0 if it does not know
   */
  public synchronized void learnFrom(ToLongFunction<String> usual) {
    history = usual;
  }

  /** Derivations will be built: their names, with {@code .drv}. */
  public synchronized void plan(Stream<String> derivations) {
    waiting.clear();
    derivations.map(Estimates::withoutSuffix).forEach(waiting::add);
  }

  private static String withoutSuffix(String name) {
    return name.endsWith(".drv") ? name.substring(0, name.length() - ".drv".length()) : name;
  }

  /** A derivation is being built. */
  synchronized void begun(String name) {
    waiting.remove(name);
  }

  /** How many seconds a derivation usually takes; 0 if nobody knows. */
  synchronized long usual(String name) {
    return history.applyAsLong(name);
  }

  /** How many seconds those take together that are planned and were not begun, as far as anybody knows. */
  synchronized long waiting() {
    return waiting.stream().mapToLong(history).sum();
  }
}
