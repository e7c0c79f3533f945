package dev.firn.deploy.apply;

import dev.firn.deploy.component.ComponentPath;
import java.util.List;

/**
 * Why a component is not as it should be.
 *
 * @param message what the driver or the last answer of the probe said
 * @param lastLines what the component wrote to its log last
 */
public record Failure(ComponentPath path, String message, List<String> lastLines) {
  /** Copies the list. */
  public Failure {
    lastLines = List.copyOf(lastLines);
  }
}
