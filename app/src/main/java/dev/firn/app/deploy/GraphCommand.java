package dev.firn.app.deploy;

import dev.firn.app.command.DeployOptions;
import dev.firn.base.json.Json;
import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentJson;
import dev.firn.deploy.component.Graph;
import dev.firn.deploy.generation.History;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** {@code firn graph}. */
final class GraphCommand {
  private static final int VERSION = 1;

  private GraphCommand() {}

  static int run(DeployCall call) {
    History history = call.state(Selection.name(call, call.operand(0))).history();
    Collection<Component> components = history.currentComponents().values();
    if (call.json()) {
      List<Json> nodes = new ArrayList<>();
      components.forEach(component -> nodes.add(node(component)));
      call.print(
          Json.object(
              Map.of("version", new Json.Int(VERSION), "components", new Json.Array(nodes))));
    } else if (call.line().has(DeployOptions.SVG)) {
      call.print(GraphSvg.draw(Graph.of(components)));
    } else {
      call.print(dot(components));
    }
    return 0;
  }

  private static Json node(Component component) {
    return Json.object(
        Map.of(
            "path", new Json.Str(component.path().toString()),
            "dependsOn", ComponentJson.strings(component.dependsOn()),
            "connectsTo", ComponentJson.strings(component.connectsTo())));
  }

  /** A graph for Graphviz: arrows lead to what is needed first; dashed ones have no order. */
  static String dot(Collection<Component> components) {
    StringBuilder text = new StringBuilder("digraph deployment {\n  node [shape=box];\n");
    for (Component component : components) {
      text.append("  ").append(quoted(component.path())).append(";\n");
      component.dependsOn().forEach(other -> edge(text, component, other, ""));
      component.connectsTo().forEach(other -> edge(text, component, other, " [style=dashed]"));
    }
    return text.append("}\n").toString();
  }

  private static void edge(StringBuilder text, Component from, Object to, String style) {
    text.append("  ").append(quoted(from.path())).append(" -> ").append(quoted(to));
    text.append(style).append(";\n");
  }

  private static String quoted(Object path) {
    return '"' + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
