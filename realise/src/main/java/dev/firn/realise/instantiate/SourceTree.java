package dev.firn.realise.instantiate;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.host.Host;
import dev.firn.store.nar.FileKind;
import dev.firn.store.nar.TreeFilter;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.util.SortedSet;
import java.util.function.Consumer;

/**
 * Files of a host that are to be added to a store.
 *
 * @param host who has them
 * @param root where they lie; none of its directories is a link
 * @param filter what of them is taken
 */
record SourceTree(Host host, String root, TreeFilter filter) {
  /**
   * Adds them. What no archive can hold is an error, unless the filter refuses it.
   *
   * @param effects as of {@link EvaluationStore#addTree}
   */
  StorePath addTo(
      EvaluationStore store,
      String name,
      ContentAddressMethod method,
      SortedSet<StorePath> references,
      Consumer<Runnable> effects)
      throws IOException {
    HostTree tree = new HostTree(host, root);
    FileKind rootKind = tree.kind();
    checkKind(root, rootKind);
    if (method == ContentAddressMethod.FLAT
        && rootKind != FileKind.REGULAR
        && rootKind != FileKind.EXECUTABLE) {
      throw new EvalError("file '" + root + "' is not a regular file");
    }
    String prefix = root.equals("/") ? "" : root;
    TreeFilter checked =
        (below, kind) -> {
          boolean accepted = filter.accept(below, kind);
          if (accepted) {
            checkKind(prefix + below, kind);
          }
          return accepted;
        };
    return store.addTree(name, tree, checked, method, references, effects);
  }

  private static void checkKind(String path, FileKind kind) {
    if (kind == FileKind.OTHER) {
      throw new EvalError("file '" + path + "' has an unsupported type");
    }
  }
}
