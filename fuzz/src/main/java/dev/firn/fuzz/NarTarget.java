package dev.firn.fuzz;

import dev.firn.base.json.Json;
import dev.firn.base.text.Latin1;
import dev.firn.store.cache.Listing;
import dev.firn.store.nar.MemoryTree;
import dev.firn.store.nar.MemoryTreeBuilder;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Nix archives: there is one archive for each tree, and its listing tells where the content of each file is. */
final class NarTarget implements Target {
  @Override
  public void check(String input) {
    try {
      MemoryTree tree = read(input);
      if (tree != null) {
        String archive = Archived.of(tree);
        Target.require(input.startsWith(archive), "another archive when written again");
        checkListing(tree, archive);
      }
    } catch (IOException failed) {
      throw new AssertionError("what was read cannot be written: " + failed.getMessage(), failed);
    }
  }

  private static @Nullable MemoryTree read(String input) {
    try {
      return MemoryTreeBuilder.read(Archived.stream(input));
    } catch (IOException refused) {
      return null;
    }
  }

  private static void checkListing(MemoryTree tree, String archive) throws IOException {
    String listing = Listing.json(Archived.stream(archive));
    if (listing != null) {
      checkNode(member(Json.parse(listing), "root"), tree, archive);
    }
  }

  private static Json member(Json object, String name) {
    return Objects.requireNonNull(((Json.Obj) object).get(name), name);
  }

  private static int number(Json object, String name) {
    return (int) ((Json.Int) member(object, name)).value();
  }

  private static void checkNode(Json node, MemoryTree tree, String archive) throws IOException {
    switch (tree.kind()) {
      case REGULAR, EXECUTABLE -> {
        int from = number(node, "narOffset");
        Target.same(
            Latin1.string(tree.content().stream().readAllBytes()),
            archive.substring(from, from + number(node, "size")),
            "another content in the listing");
      }
      case DIRECTORY -> {
        for (String name : tree.names()) {
          checkNode(member(member(node, "entries"), name), tree.child(name), archive);
        }
      }
      default -> {}
    }
  }
}
