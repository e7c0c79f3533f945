package dev.firn.realise.build.builtin;

import dev.firn.store.nar.MemoryTree;
import dev.firn.store.nar.NarRestorer;
import dev.firn.store.nar.TreeFilter;
import dev.firn.store.nar.TreeWalker;
import dev.firn.store.profile.LinkForest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.StringTokenizer;
import java.util.TreeMap;

/** {@code builtin:buildenv}: shows several packages as one folder of links, which profiles are made of. */
final class BuildEnv {
  private static final String INACTIVE = "false";

  private BuildEnv() {}

  static void build(BuiltinBuilder.Order order) throws IOException {
    TreeMap<String, MemoryTree> others = new TreeMap<>();
    others.put("manifest.nix", MemoryTree.symlink(order.variable("manifest")));
    MemoryTree forest =
        LinkForest.of(
            order.store(), members(order.variable("derivations")), others, order.warnings());
    try (NarRestorer restorer = NarRestorer.plain(order.out())) {
      TreeWalker.walk(forest, TreeFilter.ALL, restorer);
    }
  }

  /** Reads words: for each package whether it is active, its priority, the number of its paths, and those. */
  private static List<LinkForest.Member> members(String derivations) throws IOException {
    List<LinkForest.Member> members = new ArrayList<>();
    Iterator<Object> words = new StringTokenizer(derivations, " \t\n\r").asIterator();
    try {
      while (words.hasNext()) {
        boolean active = !words.next().equals(INACTIVE);
        int priority = Integer.parseInt((String) words.next());
        for (int paths = Integer.parseInt((String) words.next()); paths > 0; paths--) {
          String path = (String) words.next();
          if (active) {
            members.add(new LinkForest.Member(path, priority));
          }
        }
      }
    } catch (NoSuchElementException | NumberFormatException bad) {
      throw new IOException("attribute 'derivations' does not describe packages", bad);
    }
    return members;
  }
}
