package dev.firn.process.model;

import dev.firn.deploy.component.ModelException;
import dev.firn.process.description.ProcessDescription;
import dev.firn.process.manager.Manager;
import dev.firn.process.manager.Parameter;
import dev.firn.process.managers.Managers;
import java.util.List;
import java.util.Set;

/** Refuses what a process asks for and its manager cannot give. */
final class Honours {
  private final Manager manager;
  private final Managers managers;

  Honours(Manager manager, Managers managers) {
    this.manager = manager;
    this.managers = managers;
  }

  /**
   * Checks a process.
   *
   * @throws ModelException if it asks for too much; the message says who could give it
   */
  void check(ProcessDescription process) {
    Set<Parameter> asked = Parameter.of(process);
    asked.removeAll(manager.honours());
    for (Parameter parameter : asked) {
      List<String> others =
          managers.managers().stream()
              .filter(other -> other.honours().contains(parameter))
              .map(Manager::name)
              .toList();
      throw new ModelException(
          "the process '"
              + process.name()
              + "' asks for '"
              + parameter.text()
              + "', which "
              + manager.name()
              + " cannot give it; "
              + (others.isEmpty()
                  ? "no process manager can"
                  : "these can: " + String.join(", ", others)));
    }
  }
}
