package dev.firn.process.host;

import dev.firn.base.disk.Disk;
import dev.firn.base.sys.BytePaths;
import dev.firn.base.text.Latin1;
import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.process.manager.Mark;
import dev.firn.process.manager.MarkedFiles;
import dev.firn.process.manager.RenderedFile;
import dev.firn.process.manager.Rendering;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Marks of what cannot carry one itself, such as users: a file for each component, with lines that say what Firn made for it. They are
 * written before anything is made.
 */
final class Records {
  private final MarkedFiles files;

  /** Records in a directory, which need not exist. */
  Records(Path directory) {
    this.files = new MarkedFiles(Disk.REAL, directory, _ -> Mark.Comment.HASH);
  }

  /** The marks of a deployment. A record that somebody who was killed only began is none: nothing was made yet. */
  SortedMap<ComponentPath, Mark> of(String deployment) throws IOException {
    SortedMap<ComponentPath, Mark> marks = files.components(deployment);
    marks.keySet().removeIf(path -> !Files.isRegularFile(path(file(deployment, path))));
    return marks;
  }

  /** What was made for a component; nothing if it has no record. */
  List<String> made(String deployment, ComponentPath path) throws IOException {
    return lines(file(deployment, path));
  }

  /** What was made for a component of any deployment but this one. */
  List<String> madeForOthers(String deployment, ComponentPath path) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Map.Entry<String, Mark> one : files.marks().entrySet()) {
      Mark mark = one.getValue();
      if (mark.path().equals(path) && !mark.deployment().equals(deployment)) {
        lines.addAll(lines(one.getKey()));
      }
    }
    return lines;
  }

  /** Whether a component of another deployment has the same path, and a record. */
  boolean hasOthers(String deployment, ComponentPath path) throws IOException {
    return files.marks().values().stream()
        .anyMatch(mark -> mark.path().equals(path) && !mark.deployment().equals(deployment));
  }

  private List<String> lines(String name) throws IOException {
    Path file = path(name);
    if (!Files.isRegularFile(file)) {
      return List.of();
    }
    String text = Latin1.string(Files.readAllBytes(file));
    return text.lines().filter(line -> !line.startsWith("#")).toList();
  }

  /** Says what is made for a component. */
  void write(String deployment, Component component, List<String> made) throws IOException {
    Mark mark = new Mark(deployment, component.path(), component.fingerprint());
    TreeMap<String, RenderedFile> rendered = new TreeMap<>();
    StringBuilder text = new StringBuilder();
    made.forEach(line -> text.append(line).append('\n'));
    rendered.put(file(deployment, component.path()), new RenderedFile(text.toString(), false));
    files.install(Map.of(mark, new Rendering(rendered)));
  }

  /** Forgets a component. */
  void remove(String deployment, ComponentPath path) throws IOException {
    files.remove(deployment, Set.of(path));
  }

  private Path path(String name) {
    return files.directory().resolve(BytePaths.of(name));
  }

  private static String file(String deployment, ComponentPath path) {
    return deployment + "@" + String.join(".", path.names());
  }
}
