package dev.firn.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The packages of Firn know one another only as the table says, and never in a circle. */
class DirectionTest {
  /**
   * A package, and those that it may know. A module's name alone stands for all of its packages. Who adds an edge looks first whether
   * the class stands in the right package.
   */
  private static final String ALLOWED =
"""
      base.text       ->
      base.hash       -> base.text
      base.json       -> base.text
      base.sys        -> base.text
      base.disk       -> base.sys
      base.http       -> base.text
      base.io         ->
      base.activity   ->

      lang.syntax     -> base
      lang.error      -> base lang.syntax
      lang.host       -> base lang.error
      lang.value      -> base lang.syntax lang.error lang.host
      lang.eval       -> base lang.syntax lang.error lang.host lang.value
      lang.regex      ->
      lang.text       ->
      lang.toml       -> base
      lang.flake      -> base
      lang.print      -> base lang.syntax lang.error lang.value lang.eval
      lang.builtins   -> base lang
      lang.select     -> base lang.syntax lang.error lang.value lang.eval

      store.path        -> base
      store.derivation  -> base store.path
      store.nar         -> base store.path
      store.compress    ->
      store.narinfo     -> base store.path store.sign store.compress
      store.sign        -> base
      store.reference   -> base store.path store.nar
      store.wire        -> base store.path
      store.explain     -> base store.path store.derivation
      store.exchange    -> base store.path store.nar store.wire
      store.local       -> base store.path store.derivation store.nar store.sign
      store.copy        -> base store.path store.nar store.sign store.reference
      store.cache       -> base store.path store.nar store.sign store.compress store.narinfo
      store.cacheserver -> base store.path store.nar store.sign store.compress store.narinfo store.cache
      store.gc          -> base store.path store.local
      store.verify      -> base store.path store.nar store.local
      store.profile     -> base store.path store.nar store.local
      store.protocol    -> base store.path store.derivation store.nar store.wire store.gc store.exchange
      store.serve       -> base store.path store.derivation store.nar store.wire store.exchange store.protocol
      store.ssh         -> base store.protocol
      store.maintenance -> base store.path store.gc store.local store.log store.verify store.protocol
      store.daemon      -> base store.path store.derivation store.nar store.wire store.gc store.local store.log store.exchange store.protocol
      store.log         -> base store.path store.local store.compress

      realise.instantiate -> base lang store
      realise.fetch       -> base lang store realise.instantiate
      realise.build       -> base lang.error store realise.fetch
      realise.plan        -> base store realise.build
      realise.evaluation  -> base lang store realise

      deploy.json       -> base
      deploy.component  -> base deploy.json
      deploy.driver     -> deploy.component
      deploy.plan       -> base deploy.json deploy.component deploy.driver
      deploy.generation -> deploy.component deploy.plan
      deploy.log        -> base deploy.json deploy.component deploy.driver deploy.generation
      deploy.probe      -> base deploy.json deploy.component deploy.driver
      deploy.target     -> base
      deploy.apply      -> deploy

      process.description -> base deploy
      process.supervisor  -> base deploy process.description
      process.manager     -> base deploy process.description process.supervisor
      process.manager.script -> process.description process.manager
      process.manager.supervisord -> base deploy process.description process.manager process.manager.script
      process.manager.sysvinit    -> base deploy process.description process.manager process.manager.script
      process.manager.systemd     -> base deploy process.description process.manager process.manager.script
      process.managers    -> base deploy process
      process.host        -> base deploy process.manager
      process.ids         -> base deploy
      process.model       -> base lang store deploy process.description process.host process.ids process.manager process.managers
      process.boot        -> base process.manager

      image.archive -> base store.nar
      image.closure -> store image.archive
      image.docker  -> base deploy process store image.archive image.closure

      proxy.route  -> base
      proxy.server -> proxy.route

      app.settings    -> base
      app.recall      -> base lang store
      app.console     -> base app.settings app.recall
      app.command     -> base app.settings app.console
      app.store       -> base store app.settings app.console
      app.storage     -> base store realise app.settings app.console app.command app.store app.realise app.serving
      app.serving     -> base store app.settings app.console app.command app.store app.realise
      app.realise     -> base lang store realise app.settings app.console app.store
      app.copy        -> base lang store realise.fetch app.settings app.console app.command app.store app.realise app.eval
      app.eval        -> base lang store realise app.settings app.console app.command app.store app.realise app.recall
      app.resident    -> base app.settings app.console app.recall
      app.build       -> base lang store realise app.settings app.console app.command app.realise app.eval
      app.model       -> base lang store realise deploy process image.docker app.settings app.console app.command app.store app.realise app.eval
      app.environment -> base lang store app.settings app.console app.command app.store app.storage app.eval app.realise
      app.profile     -> base lang store app.settings app.console app.command app.store app.storage app.eval app.realise app.environment
      app.repl        -> base lang app.settings app.console app.command app.eval
      app.supervisor  -> base process app.settings app.console app.command
      app.proxy       -> base proxy app.settings app.console app.command app.realise
      app.deploy      -> base lang store deploy process app.settings app.console app.command app.store app.recall app.resident app.eval app.model
      app.cli         -> base lang store realise proxy app
""";

  private static final Pattern NAME = Pattern.compile("dev/firn/(\\w+)/(\\w+)/");

  @Test
  void everyEdgeIsInTheTable() throws IOException {
    Map<String, Set<String>> allowed = allowed();
    List<String> wrong = new ArrayList<>();
    edges()
        .forEach((edge, classes) -> {
          Set<String> targets = allowed.get(edge.from());
          if (targets == null) {
            wrong.add(edge.from() + " has no row in the table of DirectionTest");
          } else if (!targets.contains(edge.to()) && !targets.contains(module(edge.to()))) {
            wrong.add(edge.from() + " must not know " + edge.to() + ": " + classes);
          }
        });

    assertEquals(List.of(), wrong);
  }

  @Test
  void noPackageKnowsItselfThroughOthers() throws IOException {
    Map<String, Set<String>> known = new TreeMap<>();
    for (Edge edge : edges().keySet()) {
      known.computeIfAbsent(edge.from(), _ -> new TreeSet<>()).add(edge.to());
    }
    for (String start : known.keySet()) {
      Set<String> reached = new LinkedHashSet<>();
      reach(known, start, reached);
      assertTrue(!reached.contains(start), () -> start + " is in a circle with some of " + reached);
    }
  }

  @Test
  void theTestSeesEdges() throws IOException {
    assertTrue(edges().containsKey(new Edge("app.cli", "base.sys")));
  }

  private record Edge(String from, String to) {}

  private static void reach(Map<String, Set<String>> known, String from, Set<String> reached) {
    for (String to : known.getOrDefault(from, Set.of())) {
      if (reached.add(to)) {
        reach(known, to, reached);
      }
    }
  }

  private static Map<String, Set<String>> allowed() {
    Map<String, Set<String>> rows = new TreeMap<>();
    for (String line : ALLOWED.split("\n")) {
      if (!line.isBlank()) {
        String[] sides = line.split("->");
        rows.put(
            sides[0].strip(),
            Set.of(sides.length > 1 ? sides[1].strip().split(" ") : new String[0]));
      }
    }
    return rows;
  }

  private static String module(String name) {
    return name.substring(0, name.indexOf('.'));
  }

  /** The edges between packages, and for each the classes that have it. */
  private static Map<Edge, Set<String>> edges() throws IOException {
    Map<Edge, Set<String>> edges = new LinkedHashMap<>();
    for (Path file : SourceTree.inModules("target/classes", ".class")) {
      ClassModel model = ClassFile.of().parse(file);
      String name = model.thisClass().asInternalName();
      Matcher own = NAME.matcher(name);
      if (own.lookingAt() && !own.group(2).equals("jmh_generated")) {
        addEdges(edges, packageName(own), name.replace('/', '.'), model);
      }
    }
    return edges;
  }

  /** Names, descriptors and signatures are all text of the constant pool. */
  private static void addEdges(
      Map<Edge, Set<String>> edges, String from, String className, ClassModel model) {
    for (PoolEntry entry : model.constantPool()) {
      if (entry instanceof Utf8Entry text) {
        Matcher name = NAME.matcher(text.stringValue());
        while (name.find()) {
          if (!packageName(name).equals(from)) {
            edges
                .computeIfAbsent(new Edge(from, packageName(name)), _ -> new TreeSet<>())
                .add(className);
          }
        }
      }
    }
  }

  private static String packageName(Matcher name) {
    return name.group(1) + "." + name.group(2);
  }
}
