package dev.firn.app.deploy;

import dev.firn.base.json.Json;
import dev.firn.deploy.component.Component;
import dev.firn.process.model.ProcessModel;
import java.util.Collection;
import java.util.List;

/** Where people find what was deployed. */
final class Addresses {
  private Addresses() {}

  /** The URLs that components have, a line each. */
  static String lines(Collection<Component> components) {
    StringBuilder lines = new StringBuilder();
    for (Component component : components) {
      if (component.inputs().get(ProcessModel.URLS) instanceof Json.Array(List<Json> urls)) {
        for (Json url : urls) {
          if (url instanceof Json.Str(String text)) {
            lines.append("  ").append(text).append('\n');
          }
        }
      }
    }
    return lines.toString();
  }
}
