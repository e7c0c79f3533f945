package dev.firn.realise.plan;

import dev.firn.store.Substituter;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Substituters, those with the lowest priority first. They are asked for it when the first of them is needed: where all is there, nobody
 * is contacted. For several threads.
 */
final class RankedSubstituters extends AbstractList<Substituter> {
  private final List<Substituter> given;
  private @Nullable List<Substituter> ranked;

  RankedSubstituters(List<Substituter> given) {
    this.given = List.copyOf(given);
  }

  @Override
  public synchronized Substituter get(int index) {
    List<Substituter> sorted = ranked;
    if (sorted == null) {
      sorted = new ArrayList<>(given);
      sorted.sort(Comparator.comparingInt(Substituter::priority));
      ranked = sorted;
    }
    return sorted.get(index);
  }

  @Override
  public int size() {
    return given.size();
  }
}
