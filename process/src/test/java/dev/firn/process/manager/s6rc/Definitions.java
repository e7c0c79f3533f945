package dev.firn.process.manager.s6rc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Source definitions, checked against what s6-rc-compile's documentation says of them
 * (https://skarnet.org/software/s6-rc/s6-rc-compile.html).
 */
final class Definitions {
  private static final Set<String> TYPES = Set.of("longrun\n", "oneshot\n", "bundle\n");

  private final Map<String, Path> services = new TreeMap<>();

  /** The definitions in those folders. */
  static Definitions read(List<Path> folders) throws IOException {
    Definitions definitions = new Definitions();
    for (Path folder : folders) {
      try (Stream<Path> entries = Files.list(folder)) {
        for (Path entry : entries.filter(Files::isDirectory).toList()) {
          if (definitions.services.put(entry.getFileName().toString(), entry) != null) {
            throw new IOException("two definitions of " + entry.getFileName());
          }
        }
      }
    }
    definitions.check();
    return definitions;
  }

  /** All services but bundles. */
  SortedSet<String> atomic() throws IOException {
    SortedSet<String> names = new TreeSet<>();
    for (String name : services.keySet()) {
      if (!type(name).equals("bundle")) {
        names.add(name);
      }
    }
    return names;
  }

  Path folder(String name) {
    return services.get(name);
  }

  String type(String name) throws IOException {
    return text(name, "type").strip();
  }

  private String text(String name, String file) throws IOException {
    Path path = services.get(name).resolve(file);
    return Files.exists(path)
        ? Files.readString(path, java.nio.charset.StandardCharsets.ISO_8859_1)
        : "";
  }

  private List<String> lines(String name, String file) throws IOException {
    return text(name, file).lines().toList();
  }

  private void check() throws IOException {
    for (String name : services.keySet()) {
      if (!TYPES.contains(text(name, "type")) || name.startsWith("s6rc-") || name.contains("\n")) {
        throw new IOException(name + " has no good name or type");
      }
      if (type(name).equals("longrun")) {
        checkLongrun(name);
      } else if (type(name).equals("oneshot") && !Files.exists(services.get(name).resolve("up"))) {
        throw new IOException(name + " has no 'up'");
      }
      resolve(name, new HashSet<>());
    }
  }

  private void checkLongrun(String name) throws IOException {
    if (!Files.exists(services.get(name).resolve("run"))) {
      throw new IOException(name + " has no 'run'");
    }
    for (String consumer : lines(name, "producer-for")) {
      if (!services.containsKey(consumer) || !lines(consumer, "consumer-for").contains(name)) {
        throw new IOException(name + " produces for " + consumer + ", which does not know");
      }
    }
    for (String producer : lines(name, "consumer-for")) {
      if (!services.containsKey(producer) || !lines(producer, "producer-for").contains(name)) {
        throw new IOException(name + " consumes of " + producer + ", which does not know");
      }
    }
    for (String number : List.of("timeout-kill", "timeout-finish", "notification-fd")) {
      if (!text(name, number).isEmpty() && !text(name, number).strip().matches("[0-9]+")) {
        throw new IOException(number + " of " + name + " is no number");
      }
    }
  }

  /** What a name stands for: a service, the contents of a bundle, the members of a pipeline. */
  private List<String> expand(String name) throws IOException {
    if (services.containsKey(name)) {
      return type(name).equals("bundle") ? lines(name, "contents") : List.of(name);
    }
    List<String> members = new ArrayList<>();
    for (String other : services.keySet()) {
      if (lines(other, "pipeline-name").contains(name)) {
        members.add(other);
        members.addAll(lines(other, "consumer-for"));
      }
    }
    if (members.isEmpty()) {
      throw new IOException(name + " is not defined");
    }
    return members;
  }

  /** What must be up before a service, itself last. */
  List<String> before(String name) throws IOException {
    List<String> order = new ArrayList<>();
    order(name, order);
    return order;
  }

  private void order(String name, List<String> order) throws IOException {
    for (String one : expand(name)) {
      if (!order.contains(one)) {
        for (String needed : needs(one)) {
          order(needed, order);
        }
        order.add(one);
      }
    }
  }

  private List<String> needs(String name) throws IOException {
    List<String> needs = new ArrayList<>(lines(name, "dependencies"));
    needs.addAll(lines(name, "producer-for"));
    return needs;
  }

  private void resolve(String name, Set<String> waiting) throws IOException {
    for (String one : expand(name)) {
      Set<String> path = new HashSet<>(waiting);
      if (!path.add(one)) {
        throw new IOException(one + " depends on itself");
      }
      for (String needed : needs(one)) {
        resolve(needed, path);
      }
    }
  }
}
