package dev.firn.realise.build.builtin;

import dev.firn.base.sys.BytePaths;
import dev.firn.realise.fetch.Archives;
import dev.firn.store.local.LocalStore;
import dev.firn.store.nar.FileKind;
import dev.firn.store.nar.MemoryTree;
import dev.firn.store.nar.NarRestorer;
import dev.firn.store.nar.TreeFilter;
import dev.firn.store.nar.TreeWalker;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;

/** {@code builtin:unpack-channel}: unpacks an archive that holds one directory, and gives that the name of the channel. */
final class UnpackChannel {
  private UnpackChannel() {}

  static void build(BuiltinBuilder.Order order) throws IOException {
    String name = order.variable("channelName");
    String source = order.variable("src");
    if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf('/') >= 0) {
      throw new IOException(
          "channelName is not allowed to contain filesystem separators, got " + name);
    }
    TreeMap<String, MemoryTree> entries = new TreeMap<>();
    entries.put(name, onlyEntry(order.store(), source));
    try (NarRestorer restorer = NarRestorer.plain(order.out())) {
      TreeWalker.walk(MemoryTree.directory(entries), TreeFilter.ALL, restorer);
    }
  }

  private static MemoryTree onlyEntry(LocalStore store, String source) throws IOException {
    try (InputStream stream = new BufferedInputStream(Files.newInputStream(file(store, source)))) {
      MemoryTree all = Archives.unpackAll(stream, source);
      if (all.kind() != FileKind.DIRECTORY || all.names().isEmpty()) {
        throw new IOException("channel tarball '" + source + "' is empty");
      }
      if (all.names().size() > 1) {
        throw new IOException("channel tarball '" + source + "' contains more than one file");
      }
      return all.child(all.names().getFirst());
    }
  }

  /** Where a file is whose path may be in a store that lies elsewhere. */
  private static Path file(LocalStore store, String path) {
    String dir = store.dir().path() + "/";
    return path.startsWith(dir)
        ? store.location().files().resolve(BytePaths.of(path.substring(dir.length())))
        : BytePaths.of(path);
  }
}
