package dev.firn.realise.plan;

import dev.firn.base.activity.Activity;
import dev.firn.base.activity.ActivitySink;
import dev.firn.base.activity.ActivityType;
import dev.firn.base.activity.Field;
import dev.firn.base.activity.Level;
import dev.firn.store.PathInfo;
import dev.firn.store.Substituter;
import dev.firn.store.copy.CopyListener;
import dev.firn.store.path.StoreDir;

/** Tells of one path that is substituted. */
final class FetchReport implements CopyListener, AutoCloseable {
  private static final long STEP = 1 << 18;

  private final Activity substitution;
  private final Activity copy;
  private long arrived;
  private long told;

  FetchReport(ActivitySink sink, long parent, StoreDir dir, Substituter from, PathInfo info) {
    String path = dir.print(info.path());
    substitution =
        Activity.start(
            sink,
            parent,
            Level.DEBUG,
            ActivityType.SUBSTITUTE,
            "",
            Field.of(path),
            Field.of(from.uri()));
    copy =
        Activity.start(
            sink,
            substitution.id(),
            Level.INFO,
            ActivityType.COPY_PATH,
            "copying path '" + path + "' from '" + from.uri() + "'",
            Field.of(path),
            Field.of(from.uri()),
            Field.of(dir.path()));
  }

  @Override
  public synchronized void arrived(PathInfo info, long bytes) {
    arrived += bytes;
    if (arrived - told >= STEP || arrived == info.narSize()) {
      told = arrived;
      copy.progress(arrived, info.narSize(), 0, 0);
    }
  }

  @Override
  public void close() {
    copy.close();
    substitution.close();
  }
}
