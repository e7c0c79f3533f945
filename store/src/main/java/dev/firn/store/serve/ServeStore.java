package dev.firn.store.serve;

import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.io.Spool;
import dev.firn.store.PathInfo;
import dev.firn.store.Store;
import dev.firn.store.StoreException;
import dev.firn.store.TreeAddress;
import dev.firn.store.nar.FileTree;
import dev.firn.store.nar.NarHandler;
import dev.firn.store.nar.NarReader;
import dev.firn.store.nar.NarWriter;
import dev.firn.store.nar.TreeFilter;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.BuildService;
import dev.firn.store.protocol.ConnectionPool;
import dev.firn.store.protocol.ContentAddition;
import dev.firn.store.protocol.FetchedTrees;
import dev.firn.store.protocol.PathInfoCodec;
import dev.firn.store.protocol.Transport;
import dev.firn.store.wire.WireReader;
import dev.firn.store.wire.WireWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A store behind {@code nix-store --serve}. What is added is durable as soon as the other side says so; nothing waits to be flushed.
 */
public final class ServeStore implements Store {
  private final StoreDir dir;
  private final String uri;
  private final ConnectionPool<ServeConnection> pool;
  private final FetchedTrees trees;

  /** Does something with a connection. */
  @FunctionalInterface
  interface Use<R extends @Nullable Object> extends ConnectionPool.Use<ServeConnection, R> {}

  /**
   * The store of a server. No connection is made before it is needed.
   *
   * @param opener makes connections
   * @param dir the directory that paths are written with; the server's must be the same
   * @param connections how many threads may use it at once
   * @param uri what the store is called in messages
   */
  public ServeStore(Transport.Opener opener, StoreDir dir, int connections, String uri) {
    this.dir = dir;
    this.uri = uri;
    this.pool = new ConnectionPool<>(() -> connect(opener), connections, uri);
    this.trees = new FetchedTrees(dir, this::fetch);
  }

  private ServeConnection connect(Transport.Opener opener) throws IOException {
    Transport transport = opener.open();
    try {
      return new ServeConnection(transport, dir);
    } catch (IOException | RuntimeException failed) {
      transport.close();
      throw failed;
    }
  }

  /** Does something with a connection. The protocol tells of no errors, so none leaves it usable. */
  <R extends @Nullable Object> R use(Use<R> use) {
    return pool.use(_ -> false, use);
  }

  @Override
  public StoreDir dir() {
    return dir;
  }

  /** What the store is called in messages. */
  String uri() {
    return uri;
  }

  /** What builds for this store: the other side. */
  public BuildService builds(BuildLimits limits) {
    return new ServeBuilds(this, limits);
  }

  /**
   * Which of some paths are valid.
   *
   * @param substitute whether to substitute what is not
   */
  public SortedSet<StorePath> valid(Collection<StorePath> paths, boolean substitute) {
    return use(connection -> {
      WireWriter writer = connection.request(ServeCommand.QUERY_VALID_PATHS);
      writer.bool(true); // what is asked for is going to be used
      writer.bool(substitute);
      writer.paths(paths);
      writer.flush();
      return connection.reader().paths();
    });
  }

  @Override
  public boolean isValid(StorePath path) {
    SortedSet<StorePath> one = new TreeSet<>();
    one.add(path);
    return !valid(one, false).isEmpty();
  }

  @Override
  public @Nullable PathInfo find(StorePath path) {
    return this.<@Nullable PathInfo>use(connection -> {
      WireWriter writer = connection.request(ServeCommand.QUERY_PATH_INFOS);
      SortedSet<StorePath> one = new TreeSet<>();
      one.add(path);
      writer.paths(one);
      writer.flush();
      WireReader reader = connection.reader();
      PathInfo found = null;
      for (StorePath told = reader.pathOrNull(); told != null; told = reader.pathOrNull()) {
        PathInfo info = connection.protocol().read(reader, told);
        found = told.equals(path) ? info : found;
      }
      return found;
    });
  }

  @Override
  public FileTree tree(StorePath path) {
    if (!isValid(path)) {
      throw new StoreException("path '" + dir.print(path) + "' is not valid");
    }
    return trees.tree(path);
  }

  /** Hands over what the archive of a valid path holds. */
  private void fetch(StorePath path, NarHandler handler) {
    use(connection -> {
      WireWriter writer = connection.request(ServeCommand.DUMP_STORE_PATH);
      writer.path(path);
      writer.flush();
      NarReader.read(connection.input(), handler);
      return null;
    });
  }

  @Override
  public void writeArchive(StorePath path, OutputStream target) throws IOException {
    NarWriter writer = new NarWriter(target);
    fetch(path, writer);
    writer.finish();
  }

  @Override
  public StorePath addTree(
      String name,
      FileTree tree,
      TreeFilter filter,
      ContentAddressMethod method,
      HashAlgorithm algorithm,
      SortedSet<StorePath> references) {
    try (Spool spool = new Spool();
        ContentAddition addition = new ContentAddition(method, algorithm)) {
      NarWriter.write(TreeAddress.taken(tree, method), filter, spool);
      try (InputStream archive = spool.read()) {
        addition.readArchive(archive);
      }
      PathInfo info = addition.info(dir, name, references);
      try (InputStream archive = addition.archive()) {
        addArchive(info, archive);
      }
      return info.path();
    } catch (IOException failed) {
      throw new StoreException("cannot add '" + name + "': " + failed.getMessage(), failed);
    }
  }

  @Override
  public void addArchive(PathInfo info, InputStream archive) {
    if (isValid(info.path())) {
      return;
    }
    long answer =
        use(connection -> {
          WireWriter writer = connection.request(ServeCommand.ADD_TO_STORE_NAR);
          writer.path(info.path());
          PathInfoCodec.write(writer, info, true);
          NarWriter copy = new NarWriter(connection.output());
          NarReader.read(archive, copy);
          copy.finish();
          writer.flush();
          return connection.reader().number();
        });
    if (answer != 1) {
      throw new StoreException(
          "failed to add path '" + dir.print(info.path()) + "' to '" + uri + "'");
    }
  }

  /** Does nothing: the other side made everything durable. */
  @Override
  public void flush() {
    // Nothing waits.
  }

  @Override
  public void close() {
    try {
      pool.close();
    } finally {
      trees.close();
    }
  }
}
