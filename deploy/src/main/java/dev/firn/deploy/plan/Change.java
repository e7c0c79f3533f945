package dev.firn.deploy.plan;

import dev.firn.deploy.component.ComponentPath;
import java.util.List;

/**
 * What a plan does about one component.
 *
 * @param fields what differs between what was declared before and now
 * @param reason why, where the fields do not tell; else empty
 */
public record Change(ComponentPath path, Action action, List<FieldChange> fields, String reason) {
  /** Copies the list. */
  public Change {
    fields = List.copyOf(fields);
  }
}
