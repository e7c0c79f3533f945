package dev.firn.realise.instantiate;

import dev.firn.base.hash.Hash;
import dev.firn.lang.builtins.FileKinds;
import dev.firn.lang.builtins.RealisedPath;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.eval.Files;
import dev.firn.lang.eval.Force;
import dev.firn.lang.eval.Paths;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.value.Calls;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.Secrets;
import dev.firn.lang.value.StringContext;
import dev.firn.lang.value.StringValue;
import dev.firn.lang.value.Value;
import dev.firn.store.nar.FileKind;
import dev.firn.store.nar.TreeFilter;
import dev.firn.store.path.ContentAddress;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.References;
import dev.firn.store.path.StorePath;
import dev.firn.store.path.StorePaths;
import java.io.IOException;
import java.util.Collections;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** A file or directory that a program adds to the store, in the way that it says. For one of them. */
final class AddedPath {
  private final EvaluationStore store;
  private final Evaluation ev;

  /** What is added: absolute and canonical. */
  String path;

  /** What the path mentions. */
  StringContext context;

  /** Its name in the store. */
  String name = "";

  /** The function that decides what of a directory is taken; all of it if there is none. */
  @Nullable Lazy filter;

  /** Whether it is added as it is, or must be a regular file. */
  ContentAddressMethod method = ContentAddressMethod.NAR;

  /** The hash that it must have, if that is known. */
  @Nullable Hash expected;

  AddedPath(EvaluationStore store, Evaluation ev, String path, StringContext context) {
    this.store = store;
    this.ev = ev;
    this.path = path;
    this.context = context;
  }

  /** Adds it, unless it is known to be there. */
  Value add() {
    // Walking through a tree is much to repeat if a filter meets something that helpers may not
    // see.
    ev.onlyMain();
    Secrets.refuse(context, "the name of a file");
    try {
      return store.reference(added(), ev);
    } catch (IOException failed) {
      throw StoreErrors.of(failed).trace(Positions.NONE, hint());
    } catch (RuntimeException failure) {
      throw StoreErrors.of(failure).trace(Positions.NONE, hint());
    }
  }

  private String hint() {
    return "while adding path '" + path + "'";
  }

  private StorePath added() throws IOException {
    SortedSet<StorePath> references = Collections.emptySortedSet();
    if (store.dir().contains(path) && !context.isEmpty()) {
      path = Paths.canonical(RealisedPath.realise(path, context, ev));
      references = references(store.dir().split(path).storePath());
    }
    StorePath wanted = expected == null ? null : wanted(expected, references);
    if (wanted != null && store.isValid(wanted)) {
      return wanted;
    }
    String real = Files.resolveLinks(ev.host(), path);
    StorePath found =
        new SourceTree(ev.host(), real, filter(real))
            .addTo(store, name, method, references, Runnable::run);
    if (wanted != null && !wanted.equals(found)) {
      throw new EvalError(
          "store path mismatch in (possibly filtered) path added from '" + path + "'");
    }
    return found;
  }

  private SortedSet<StorePath> references(StorePath object) {
    return store.isValid(object) ? store.references(object) : Collections.emptySortedSet();
  }

  private StorePath wanted(Hash hash, SortedSet<StorePath> references) {
    ContentAddress address = new ContentAddress(method, hash);
    return StorePaths.fixed(store.dir(), name, address, References.to(references));
  }

  private TreeFilter filter(String root) {
    Lazy function = filter;
    if (function == null) {
      return TreeFilter.ALL;
    }
    String prefix = root.equals("/") ? "" : root;
    return (below, kind) -> accepts(function, prefix + below, kind);
  }

  private boolean accepts(Lazy function, String file, FileKind kind) {
    Value result =
        Calls.call(
            function.force(ev, Positions.NONE),
            new StringValue(file),
            word(kind),
            ev,
            Positions.NONE);
    return Force.bool(
        result,
        ev,
        Positions.NONE,
        "while evaluating the return value of the path filter function");
  }

  private static Value word(FileKind kind) {
    return FileKinds.value(
        switch (kind) {
          case REGULAR, EXECUTABLE -> dev.firn.lang.host.FileKind.REGULAR;
          case DIRECTORY -> dev.firn.lang.host.FileKind.DIRECTORY;
          case SYMLINK -> dev.firn.lang.host.FileKind.SYMLINK;
          case OTHER -> dev.firn.lang.host.FileKind.UNKNOWN;
        });
  }
}
