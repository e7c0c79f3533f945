package dev.firn.app.copy;

import dev.firn.app.console.Messages;
import dev.firn.base.activity.Level;
import dev.firn.store.PathInfo;
import dev.firn.store.copy.CopyListener;
import dev.firn.store.path.StoreDir;

/** Tells which paths are copied, in Nix's words. */
final class CopyProgress implements CopyListener {
  private final Messages messages;
  private final StoreDir dir;
  private final String direction;

  /** Direction: {@code from 'X'} or {@code to 'X'}. */
  CopyProgress(Messages messages, StoreDir dir, String direction) {
    this.messages = messages;
    this.dir = dir;
    this.direction = direction;
  }

  @Override
  public void planned(int paths, long bytes) {
    if (paths > 0) {
      messages.say(Level.INFO, "copying " + paths + " paths...");
    }
  }

  @Override
  public void started(PathInfo info) {
    messages.say(Level.INFO, "copying path '" + dir.print(info.path()) + "' " + direction + "...");
  }
}
