package dev.firn.realise.plan;

import dev.firn.store.PathInfo;
import dev.firn.store.PathSource;
import dev.firn.store.path.ContentAddress;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import dev.firn.store.path.StorePaths;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A path that another store directory has under another name. What has a known content and refers to nothing is the same in all
 * directories; only its name depends on them.
 *
 * @param source has it under its own name
 * @param dir where it shall be
 * @param info what is known about it there
 */
record MovedPath(PathSource source, StoreDir dir, PathInfo info) implements PathSource {
  /** What a path with that content is called in a directory. */
  static StorePath name(StorePath path, ContentAddress address, StoreDir dir) {
    return StorePaths.fixed(dir, path.name(), address);
  }

  /** What was told about such a path under its name elsewhere, under the one that it has here; null if it has no such content. */
  static @Nullable PathInfo info(PathInfo told, StorePath path) {
    if (told.contentAddress() == null || !told.references().isEmpty()) {
      return null;
    }
    return new PathInfo(
        path,
        told.narHash(),
        told.narSize(),
        told.references(),
        null,
        told.registrationTime(),
        false,
        told.signatures(),
        told.contentAddress());
  }

  @Override
  public @Nullable PathInfo find(StorePath path) {
    return path.equals(info.path()) ? info : null;
  }

  private StorePath there() {
    ContentAddress address = info.contentAddress();
    return address == null ? info.path() : name(info.path(), address, source.dir());
  }

  @Override
  public void writeArchive(StorePath path, OutputStream target) throws IOException {
    source.writeArchive(there(), target);
  }

  @Override
  public InputStream openArchive(StorePath path) throws IOException {
    return source.openArchive(there());
  }
}
