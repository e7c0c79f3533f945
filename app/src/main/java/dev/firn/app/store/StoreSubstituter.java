package dev.firn.app.store;

import dev.firn.store.IndexedStore;
import dev.firn.store.PathInfo;
import dev.firn.store.Realisation;
import dev.firn.store.Store;
import dev.firn.store.Substituter;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** A store that is no cache, but paths are taken from it. */
final class StoreSubstituter implements Substituter {
  private final String name;
  private final Store store;

  StoreSubstituter(String name, Store store) {
    this.name = name;
    this.store = store;
  }

  @Override
  public String uri() {
    return name;
  }

  @Override
  public int priority() {
    return 0;
  }

  @Override
  public boolean wantsMassQuery() {
    return true;
  }

  @Override
  public boolean isTrusted() {
    return false;
  }

  @Override
  public @Nullable Realisation realisation(String derivation, String output) {
    return store instanceof IndexedStore indexed ? indexed.realisation(derivation, output) : null;
  }

  @Override
  public long downloadSize(StorePath path) {
    return 0;
  }

  @Override
  public StoreDir dir() {
    return store.dir();
  }

  @Override
  public @Nullable PathInfo find(StorePath path) {
    return store.find(path);
  }

  @Override
  public void writeArchive(StorePath path, OutputStream target) throws IOException {
    store.writeArchive(path, target);
  }

  @Override
  public InputStream openArchive(StorePath path) throws IOException {
    return store.openArchive(path);
  }
}
