package dev.firn.fuzz;

import dev.firn.lang.error.EvalError;
import dev.firn.realise.fetch.Archives;
import dev.firn.store.nar.MemoryTree;
import dev.firn.store.nar.MemoryTreeBuilder;
import java.io.IOException;

/** Archives from the net: whatever they hold, it is refused, or a tree that a store can keep. */
final class ArchiveTarget implements Target {
  @Override
  public void check(String input) {
    MemoryTree tree;
    String archive;
    try {
      tree = Archives.unpack(Archived.stream(TarText.expand(input)), "http://host/archive");
      archive = Archived.of(tree);
    } catch (IOException | EvalError refused) {
      return;
    }
    try {
      MemoryTree again = MemoryTreeBuilder.read(Archived.stream(archive));
      Target.require(again.equals(tree), "another tree in a store");
    } catch (IOException failed) {
      throw new AssertionError("no store can keep it: " + failed.getMessage(), failed);
    }
  }
}
