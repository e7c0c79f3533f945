package dev.firn.deploy.log;

import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.driver.Result;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** What a record of the event log says. */
public sealed interface Event {
  /** The first record of a deployment: what its name is bound to. */
  record Opened(String name, String source, String user) implements Event {}

  /** The first record of a log that was written anew: the state that all records before led to. */
  record Snapshot(State state) implements Event {}

  /**
   * A transaction begins: this is what will be done. Nothing was changed yet.
   *
   * @param generation the number that will be the current one in the end; 0 for {@link Purpose#DESTROY}
   * @param wanted what shall be, by how it differs from what the steps lead to
   */
  record Planned(
      Purpose purpose,
      int generation,
      String source,
      Instant at,
      Difference wanted,
      List<PlannedStep> steps)
      implements Event {
    /** Copies the list. */
    public Planned {
      steps = List.copyOf(steps);
    }
  }

  /** The open transaction goes on with other steps, in that direction. */
  record Turned(Direction direction, String reason, List<PlannedStep> steps) implements Event {
    /** Copies the list. */
    public Turned {
      steps = List.copyOf(steps);
    }
  }

  /** Those steps of the last plan are about to be done: from now on nobody knows. */
  record Started(List<Integer> steps) implements Event {
    /** Copies the list. */
    public Started {
      steps = List.copyOf(steps);
    }
  }

  /** What came of steps that were started. */
  record Ended(SortedMap<Integer, Result> results) implements Event {}

  /** A driver was asked: that is what is there. A path without component has nothing. */
  record Found(SortedMap<ComponentPath, @Nullable Component> components) implements Event {}

  /**
   * The transaction ends.
   *
   * @param arrived which side it arrived at; what it left out is not there yet
   * @param left components that are not as that side has them
   */
  record Closed(Direction arrived, SortedSet<ComponentPath> left) implements Event {}

  /** Generations are not kept any longer. */
  record Forgotten(SortedSet<Integer> generations) implements Event {}
}
