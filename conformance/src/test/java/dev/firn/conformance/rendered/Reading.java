package dev.firn.conformance.rendered;

import dev.firn.deploy.component.ModelException;
import dev.firn.lang.error.EvalError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Makes facts of files. */
final class Reading {
  private Reading() {}

  /** Gives the files for a manager and a case, and notes the accounts that they need. */
  interface Source {
    /** The texts by path. */
    SortedMap<String, String> files(String manager, String name, SortedMap<String, String> facts);
  }

  /** The facts of all those cases, by case and name. */
  static SortedMap<String, SortedMap<String, String>> all(
      Bench bench, String manager, List<String> cases, Source source)
      throws IOException, InterruptedException {
    SortedMap<String, SortedMap<String, String>> all = new TreeMap<>();
    for (String name : cases) {
      all.put(name, facts(bench, manager, name, source));
    }
    return all;
  }

  private static SortedMap<String, String> facts(
      Bench bench, String manager, String name, Source source)
      throws IOException, InterruptedException {
    SortedMap<String, String> facts = new TreeMap<>();
    try {
      SortedMap<String, String> files = source.files(manager, name, facts);
      Reader reader = Reader.ALL.get(manager);
      bench.run(reader.read(written(bench, files), facts), facts);
    } catch (ModelException | EvalError refused) {
      facts = new TreeMap<>(Map.of("refused", refused.getMessage()));
    } catch (Unreadable unreadable) {
      facts = new TreeMap<>(Map.of("unreadable", unreadable.getMessage()));
    }
    SortedMap<String, String> neutral = new TreeMap<>();
    facts.forEach((fact, value) -> neutral.put(bench.neutral(fact), bench.neutral(value)));
    return neutral;
  }

  private static Configuration written(Bench bench, SortedMap<String, String> files)
      throws IOException {
    Path folder = Path.of(bench.path("configuration"));
    if (Files.exists(folder)) {
      try (Stream<Path> walk = Files.walk(folder)) {
        for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      String text = bench.withTools(file.getValue().replace("@directory@", folder.toString()));
      Files.writeString(path, text, StandardCharsets.ISO_8859_1);
      path.toFile().setExecutable(true);
    }
    return new Configuration(folder);
  }
}
