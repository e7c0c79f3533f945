package dev.firn.app.recall;

import dev.firn.base.hash.HashAlgorithm;
import dev.firn.store.PathInfo;
import dev.firn.store.Store;
import dev.firn.store.derivation.Derivation;
import dev.firn.store.nar.FileTree;
import dev.firn.store.nar.TreeFilter;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.io.InputStream;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** A store that notes which paths were there, or are there now because they were added. What they hold never changes. */
public final class WitnessStore implements Store {
  private final Store inner;
  private final Observations seen;

  /** A witness for a store. */
  public WitnessStore(Store inner, Observations seen) {
    this.inner = inner;
    this.seen = seen;
  }

  private void note(StorePath path, boolean valid) {
    seen.note(new Question.Valid(path), valid);
  }

  private StorePath added(StorePath path) {
    note(path, true);
    return path;
  }

  @Override
  public StoreDir dir() {
    return inner.dir();
  }

  @Override
  public boolean isValid(StorePath path) {
    boolean valid = inner.isValid(path);
    note(path, valid);
    return valid;
  }

  @Override
  public @Nullable PathInfo find(StorePath path) {
    PathInfo info = inner.find(path);
    note(path, info != null);
    return info;
  }

  @Override
  public FileTree tree(StorePath path) {
    FileTree tree = inner.tree(path);
    note(path, true);
    return tree;
  }

  @Override
  public Derivation readDerivation(StorePath path) {
    Derivation derivation = inner.readDerivation(path);
    note(path, true);
    return derivation;
  }

  @Override
  public StorePath addText(String name, byte[] content, SortedSet<StorePath> references) {
    return added(inner.addText(name, content, references));
  }

  @Override
  public StorePath addDerivation(Derivation derivation) {
    return added(inner.addDerivation(derivation));
  }

  @Override
  public StorePath addTree(
      String name,
      FileTree tree,
      TreeFilter filter,
      ContentAddressMethod method,
      HashAlgorithm algorithm,
      SortedSet<StorePath> references) {
    return added(inner.addTree(name, tree, filter, method, algorithm, references));
  }

  @Override
  public void addArchive(PathInfo info, InputStream archive) {
    inner.addArchive(info, archive);
    note(info.path(), true);
  }

  @Override
  public void flush() {
    inner.flush();
  }

  @Override
  public void close() {
    inner.close();
  }
}
