package dev.firn.realise.fetch;

import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.sys.BytePaths;
import dev.firn.base.text.PathText;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.flake.InputAttribute;
import dev.firn.realise.instantiate.EvaluationStore;
import dev.firn.realise.instantiate.StoreErrors;
import dev.firn.store.TreeAddress;
import dev.firn.store.nar.DiskTree;
import dev.firn.store.nar.FileKind;
import dev.firn.store.nar.TreeFilter;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Fetches files of this machine, as {@code fetchTree} does for the type {@code path}. */
final class PathTree {
  private static final String NAME = "source";

  private PathTree() {}

  /**
   * Copies files into the store, unless they are there under the name that they would get.
   *
   * @param input what the program asked for
   * @param url the same, for messages
   */
  static FetchedTree fetch(
      SortedMap<String, InputAttribute> input, String url, EvaluationStore store)
      throws IOException {
    if (!(input.get("path") instanceof InputAttribute.Text(String given))
        || !given.startsWith("/")) {
      throw new EvalError("cannot fetch input '" + url + "' because it uses a relative path");
    }
    String absolute = PathText.canonical(given);
    // It may have been added to the store, and not be written yet.
    store.flush();
    DiskTree tree = new DiskTree(BytePaths.of(absolute));
    Newest newest = new Newest(absolute);
    Hash hash = TreeAddress.of(tree, newest, ContentAddressMethod.NAR, HashAlgorithm.SHA256).hash();
    FetchedTree.check(url, narHash(input), hash);
    SortedMap<String, InputAttribute> facts = new TreeMap<>(input);
    StorePath there = present(absolute, store);
    facts.putIfAbsent("lastModified", new InputAttribute.Number(there == null ? newest.time : 0));
    return new FetchedTree(there == null ? add(tree, store) : there, hash, facts);
  }

  private static @Nullable Hash narHash(SortedMap<String, InputAttribute> input) {
    return input.get("narHash") instanceof InputAttribute.Text(String text)
        ? Hash.parseSri(text)
        : null;
  }

  private static @Nullable StorePath present(String path, EvaluationStore store) {
    StorePath found = store.dir().find(path);
    return found != null && found.name().equals(NAME) && store.isValid(found) ? found : null;
  }

  private static StorePath add(DiskTree tree, EvaluationStore store) throws IOException {
    return store.addTree(
        NAME,
        tree,
        TreeFilter.ALL,
        ContentAddressMethod.NAR,
        Collections.emptySortedSet(),
        Runnable::run);
  }

  /** Takes everything, and remembers when the youngest of it was changed, in seconds after the epoch. */
  private static final class Newest implements TreeFilter {
    private final String root;
    private long time;

    Newest(String root) throws IOException {
      this.root = root;
      look(BytePaths.of(root));
    }

    private void look(Path file) throws IOException {
      long changed =
          Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).to(TimeUnit.SECONDS);
      time = Math.max(time, changed);
    }

    @Override
    public boolean accept(String below, FileKind kind) {
      try {
        look(BytePaths.of(root + below));
        return true;
      } catch (IOException gone) {
        throw StoreErrors.of(gone);
      }
    }
  }
}
