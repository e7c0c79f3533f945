package dev.firn.app.store;

import dev.firn.app.console.Messages;
import dev.firn.store.PathInfo;
import dev.firn.store.Realisation;
import dev.firn.store.StoreException;
import dev.firn.store.Substituter;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** A substituter that has nothing any more once it could not even say what it is; the user is warned of that, once. */
final class CarefulSubstituter implements Substituter {
  private static final int LAST = Integer.MAX_VALUE;

  private final Substituter next;
  private final Messages messages;
  private @Nullable Integer priority;

  CarefulSubstituter(Substituter next, Messages messages) {
    this.next = next;
    this.messages = messages;
  }

  @Override
  public String uri() {
    return next.uri();
  }

  @Override
  public synchronized int priority() {
    if (priority == null) {
      try {
        priority = next.priority();
      } catch (StoreException failed) {
        messages.warn(String.valueOf(failed.getMessage()));
        priority = LAST;
      }
    }
    return priority;
  }

  private boolean isUsable() {
    return priority() != LAST;
  }

  @Override
  public boolean wantsMassQuery() {
    return isUsable() && next.wantsMassQuery();
  }

  @Override
  public boolean isTrusted() {
    return next.isTrusted();
  }

  @Override
  public @Nullable Realisation realisation(String derivation, String output) {
    return isUsable() ? next.realisation(derivation, output) : null;
  }

  @Override
  public long downloadSize(StorePath path) {
    return next.downloadSize(path);
  }

  @Override
  public StoreDir dir() {
    return next.dir();
  }

  @Override
  public @Nullable PathInfo find(StorePath path) {
    return isUsable() ? next.find(path) : null;
  }

  @Override
  public void writeArchive(StorePath path, OutputStream target) throws IOException {
    next.writeArchive(path, target);
  }

  @Override
  public InputStream openArchive(StorePath path) throws IOException {
    return next.openArchive(path);
  }
}
