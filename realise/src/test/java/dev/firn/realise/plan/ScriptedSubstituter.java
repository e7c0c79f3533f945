package dev.firn.realise.plan;

import dev.firn.store.IndexedStore;
import dev.firn.store.PathInfo;
import dev.firn.store.Realisation;
import dev.firn.store.StoreException;
import dev.firn.store.Substituter;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Offers what a store has, and remembers what it was asked. */
public final class ScriptedSubstituter implements Substituter {
  private final String name;
  private final int priority;
  private final IndexedStore store;

  /** What it was asked, in the order of the questions. */
  final List<String> asked = Collections.synchronizedList(new ArrayList<>());

  /** Whether every question fails. */
  volatile boolean isDown;

  /** Whether archives end early. */
  volatile boolean isCut;

  /** What that store has, under that name. */
  public ScriptedSubstituter(String name, int priority, IndexedStore store) {
    this.name = name;
    this.priority = priority;
    this.store = store;
  }

  private void ask(String question) {
    asked.add(question);
    if (isDown) {
      throw new StoreException(name + " is down");
    }
  }

  @Override
  public String uri() {
    return name;
  }

  @Override
  public int priority() {
    ask("priority");
    return priority;
  }

  @Override
  public boolean wantsMassQuery() {
    ask("mass query");
    return true;
  }

  @Override
  public boolean isTrusted() {
    return false;
  }

  @Override
  public @Nullable Realisation realisation(String derivation, String output) {
    ask("realisation");
    return store.realisation(derivation, output);
  }

  @Override
  public long downloadSize(StorePath path) {
    return 1000;
  }

  @Override
  public StoreDir dir() {
    return store.dir();
  }

  @Override
  public @Nullable PathInfo find(StorePath path) {
    ask("find " + path.name());
    return store.find(path);
  }

  @Override
  public void writeArchive(StorePath path, OutputStream target) throws IOException {
    ask("archive " + path.name());
    if (isCut) {
      throw new IOException("cut off");
    }
    store.writeArchive(path, target);
  }
}
