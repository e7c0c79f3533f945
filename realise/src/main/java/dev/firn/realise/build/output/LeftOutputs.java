package dev.firn.realise.build.output;

import dev.firn.realise.build.BuildFailedException;
import dev.firn.store.TopologicalOrder;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.BuildMode;
import dev.firn.store.protocol.BuildStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Looks through what a builder left: whether all is there, in canonical form, and what refers to what. */
final class LeftOutputs {
  private final OutputContext context;
  private final StoreDir dir;
  private final CanonicalForm canonical;
  private final SortedMap<String, SortedSet<StorePath>> references = new TreeMap<>();

  LeftOutputs(OutputContext context) {
    this.context = context;
    this.dir = context.store().dir();
    this.canonical = new CanonicalForm(context.builder());
  }

  /**
   * An output that is to become valid.
   *
   * @param name its name
   * @param scratch the path that it was built as
   * @param references what it refers to, with scratch paths of other outputs and itself
   */
  record Left(String name, StorePath scratch, SortedSet<StorePath> references) {}

  /**
   * Looks through all outputs that are not valid.
   *
   * @return the outputs, each after those that it refers to
   * @throws BuildFailedException with Nix's message, if one is missing or may not become valid
   */
  List<Left> look() throws IOException, BuildFailedException {
    for (Map.Entry<String, StorePath> output : context.scratch().entrySet()) {
      if (isWanted(output.getKey())) {
        references.put(output.getKey(), look(output.getKey(), output.getValue()));
      }
    }
    return sorted();
  }

  private boolean isWanted(String output) {
    return context.request().mode() == BuildMode.CHECK || !context.valid().containsKey(output);
  }

  private SortedSet<StorePath> look(String output, StorePath scratch)
      throws IOException, BuildFailedException {
    Path files = context.files().apply(scratch);
    String shown = dir.print(scratch);
    if (!Files.exists(files, LinkOption.NOFOLLOW_LINKS)) {
      throw rejected(
          "builder for '"
              + dir.print(context.request().path())
              + "' failed to produce output path for output '"
              + output
              + "' at \""
              + shown
              + "\"");
    }
    CanonicalForm.checkRoot(files, shown, output, context.builder());
    canonical.apply(files);
    if (context.options().discardsReferences(output)) {
      return new TreeSet<>();
    }
    SortedSet<StorePath> candidates = new TreeSet<>(context.inputs());
    candidates.addAll(context.scratch().values());
    return OutputContent.references(files, candidates);
  }

  private List<Left> sorted() throws BuildFailedException {
    Map<StorePath, String> names = new HashMap<>();
    references.keySet().forEach(name -> names.put(scratch(name), name));
    List<Left> sorted = new ArrayList<>();
    try {
      for (StorePath path :
          TopologicalOrder.sort(names.keySet(), path -> references(names.getOrDefault(path, "")))) {
        String name = names.getOrDefault(path, "");
        sorted.add(new Left(name, path, references(name)));
      }
    } catch (TopologicalOrder.CycleException cycle) {
      throw rejected(
          "cycle detected in build of '"
              + dir.print(context.request().path())
              + "' in the references of output '"
              + names.get(cycle.path())
              + "' from output '"
              + names.get(cycle.parent())
              + "'");
    }
    return sorted;
  }

  private StorePath scratch(String name) {
    StorePath path = context.scratch().get(name);
    if (path == null) {
      throw new IllegalStateException("no path for output " + name);
    }
    return path;
  }

  private SortedSet<StorePath> references(String name) {
    return references.getOrDefault(name, new TreeSet<>());
  }

  private static BuildFailedException rejected(String message) {
    return new BuildFailedException(BuildStatus.OUTPUT_REJECTED, message);
  }
}
