package dev.firn.app.deploy;

import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.component.Graph;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A picture of a graph: what needs nothing stands on top, everything else in the layer below the last thing that it needs; within a layer each
 * stands near the middle of what it needs.
 */
final class GraphSvg {
  private static final int CHARACTER = 8;
  private static final int PADDING = 12;
  private static final int HEIGHT = 32;
  private static final int GAP = 24;
  private static final int LAYER = 88;

  private final Graph graph;
  private final SortedMap<ComponentPath, Box> boxes = new TreeMap<>();
  private final List<List<ComponentPath>> layers = new ArrayList<>();
  private int width;

  private record Box(int x, int y, int width) {
    int middle() {
      return x + width / 2;
    }
  }

  private GraphSvg(Graph graph) {
    this.graph = graph;
    assignLayers();
    layers.forEach(this::place);
  }

  /** The text of the picture. */
  static String draw(Graph graph) {
    return new GraphSvg(graph).render();
  }

  private void assignLayers() {
    SortedMap<ComponentPath, Integer> depths = new TreeMap<>();
    for (Component component : graph.order()) {
      int depth = 0;
      for (ComponentPath needed : graph.dependencies(component.path())) {
        depth = Math.max(depth, depths.getOrDefault(needed, 0) + 1);
      }
      depths.put(component.path(), depth);
      while (layers.size() <= depth) {
        layers.add(new ArrayList<>());
      }
      layers.get(depth).add(component.path());
    }
  }

  private void place(List<ComponentPath> layer) {
    SortedMap<ComponentPath, Double> middles = new TreeMap<>();
    layer.forEach(path ->
        middles.put(
            path,
            graph.dependencies(path).stream()
                .mapToInt(needed -> box(needed).middle())
                .average()
                .orElse(0)));
    layer.sort((one, other) -> Double.compare(middle(middles, one), middle(middles, other)));
    int x = GAP;
    int y = GAP + layers.indexOf(layer) * LAYER;
    for (ComponentPath path : layer) {
      int size = path.toString().length() * CHARACTER + 2 * PADDING;
      boxes.put(path, new Box(x, y, size));
      x += size + GAP;
    }
    width = Math.max(width, x);
  }

  private static double middle(SortedMap<ComponentPath, Double> middles, ComponentPath path) {
    return middles.getOrDefault(path, 0.0);
  }

  private Box box(ComponentPath path) {
    return boxes.getOrDefault(path, new Box(0, 0, 0));
  }

  private String render() {
    int height = layers.size() * LAYER + GAP;
    StringBuilder text = new StringBuilder();
    text.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"").append(width);
    text.append("\" height=\"").append(height);
    text.append("\" font-family=\"monospace\" font-size=\"13\">\n");
    boxes.keySet().forEach(path -> edges(text, path));
    boxes.forEach((path, box) -> box(text, path, box));
    return text.append("</svg>\n").toString();
  }

  private void edges(StringBuilder text, ComponentPath path) {
    for (ComponentPath needed : graph.dependencies(path)) {
      Box from = box(path);
      Box to = box(needed);
      text.append("<line stroke=\"#888\" x1=\"").append(from.middle());
      text.append("\" y1=\"").append(from.y());
      text.append("\" x2=\"").append(to.middle());
      text.append("\" y2=\"").append(to.y() + HEIGHT).append("\"/>\n");
    }
  }

  private static void box(StringBuilder text, ComponentPath path, Box box) {
    text.append("<rect fill=\"#fff\" stroke=\"#333\" rx=\"4\" x=\"").append(box.x());
    text.append("\" y=\"").append(box.y());
    text.append("\" width=\"").append(box.width());
    text.append("\" height=\"").append(HEIGHT).append("\"/>");
    text.append("<text text-anchor=\"middle\" x=\"").append(box.middle());
    text.append("\" y=\"").append(box.y() + HEIGHT - PADDING).append("\">");
    text.append(escaped(path.toString())).append("</text>\n");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
