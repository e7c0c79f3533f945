package dev.firn.app.storage;

import dev.firn.app.console.Output;
import dev.firn.store.PathInfo;
import dev.firn.store.Store;
import dev.firn.store.path.StorePath;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Paths and what they refer to as graphs, in the forms that Nix prints. */
final class Graphs {
  private static final String[] COLOURS = {"black", "red", "green", "blue", "magenta", "burlywood"};

  private Graphs() {}

  /** Visits valid paths and all that they refer to; always the smallest that is known and was not visited. */
  private static void visit(Store store, SortedSet<StorePath> roots, Consumer<PathInfo> visitor) {
    TreeSet<StorePath> waiting = new TreeSet<>(roots);
    Set<StorePath> done = new HashSet<>();
    for (StorePath path = waiting.pollFirst(); path != null; path = waiting.pollFirst()) {
      if (done.add(path)) {
        PathInfo info = store.info(path);
        visitor.accept(info);
        waiting.addAll(info.references());
      }
    }
  }

  /** Prints for {@code dot}. */
  static void dot(Store store, SortedSet<StorePath> roots, Output output) {
    output.line("digraph G {");
    int[] edges = new int[1];
    visit(
        store,
        roots,
        info -> {
          String name = info.path().baseName();
          output
              .print("\"" + name + "\" [label = \"" + info.path().name())
              .line("\", shape = box, style = filled, fillcolor = \"#ff0000\"];");
          for (StorePath reference : info.references()) {
            if (!reference.equals(info.path())) {
              String colour = COLOURS[edges[0]++ % COLOURS.length];
              output
                  .print("\"" + reference.baseName() + "\" -> \"" + name)
                  .line("\" [color = \"" + colour + "\"];");
            }
          }
        });
    output.line("}");
  }

  /** Prints GraphML. */
  static void xml(Store store, SortedSet<StorePath> roots, Output output) {
    output.print(
        """
        <?xml version='1.0' encoding='utf-8'?>
        <graphml xmlns='http://graphml.graphdrawing.org/xmlns'
            xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'
            xsi:schemaLocation='http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd'>
        <key id='narSize' for='node' attr.name='narSize' attr.type='long'/>\
        <key id='name' for='node' attr.name='name' attr.type='string'/>\
        <key id='type' for='node' attr.name='type' attr.type='string'/>\
        <graph id='G' edgedefault='directed'>
        """);
    visit(store, roots, info -> node(info, output));
    output.line("</graph>").line("</graphml>");
  }

  private static void node(PathInfo info, Output output) {
    String id = info.path().baseName();
    String name = info.path().name();
    output
        .line("  <node id=\"" + id + "\">")
        .line("    <data key=\"narSize\">" + info.narSize() + "</data>")
        // Nix prints the name up to its first hyphen.
        .line("    <data key=\"name\">" + name.substring(0, name.indexOf('-') + 1) + "</data>")
        .line(
            "    <data key=\"type\">"
                + (info.path().isDerivation() ? "derivation" : "output-path")
                + "</data>")
        .line("  </node>");
    for (StorePath reference : info.references()) {
      if (!reference.equals(info.path())) {
        output.line("  <edge source=\"" + id + "\" target=\"" + reference.baseName() + "\"/>");
      }
    }
  }
}
