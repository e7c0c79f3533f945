package dev.firn.store.daemon;

import dev.firn.base.activity.ActivitySink;
import dev.firn.store.StoreException;
import dev.firn.store.gc.CollectionRequest;
import dev.firn.store.gc.CollectionResult;
import dev.firn.store.local.IndirectRoots;
import dev.firn.store.local.StoreLocation;
import dev.firn.store.log.BuildLogs;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.Maintenance;
import dev.firn.store.wire.WireReader;
import dev.firn.store.wire.WireWriter;
import java.io.IOException;
import java.io.InputStream;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A daemon that keeps its store in order. */
final class DaemonMaintenance implements Maintenance {
  private static final int WITH_PERMANENT_ROOTS = 36;
  private static final int WITH_BUILD_LOGS = 32;

  private final DaemonClient client;

  DaemonMaintenance(DaemonClient client) {
    this.client = client;
  }

  private ActivitySink sink() {
    return client.options().sink();
  }

  @Override
  public void addTempRoot(StorePath path) {
    client.tell(Operation.ADD_TEMP_ROOT, writer -> writer.path(path), sink());
  }

  @Override
  public void addIndirectRoot(String link) {
    client.tell(Operation.ADD_INDIRECT_ROOT, writer -> writer.string(link), sink());
  }

  /** On this machine the user makes the link himself, where he may. */
  @Override
  public void addPermanentRoot(StorePath path, String link) {
    if (client.options().location() != null) {
      addTempRoot(path);
      IndirectRoots.knownTo(this::addIndirectRoot, client.dir()).add(link, path);
      return;
    }
    client.use(connection -> {
      if (!connection.protocol().since(WITH_PERMANENT_ROOTS)) {
        throw new StoreException("the daemon's protocol is too old to make permanent roots");
      }
      WireWriter writer = connection.request(Operation.ADD_PERM_ROOT);
      writer.path(path);
      writer.string(link);
      connection.finish(sink());
      return connection.reader().string();
    });
  }

  @Override
  public SortedMap<StorePath, SortedSet<String>> roots(boolean censored) {
    return client.ask(
        Operation.FIND_ROOTS,
        _ -> {},
        connection -> {
          WireReader reader = connection.reader();
          SortedMap<StorePath, SortedSet<String>> roots = new TreeMap<>();
          for (long left = reader.count(); left > 0; left--) {
            String link = reader.string();
            roots.computeIfAbsent(reader.path(), _ -> new TreeSet<>()).add(link);
          }
          return roots;
        });
  }

  @Override
  public CollectionResult collect(CollectionRequest request, ActivitySink sink) {
    SortedSet<StorePath> paths = request.paths();
    boolean specific = request.action() == CollectionRequest.Action.DELETE_SPECIFIC;
    if (paths != null && !specific) {
      throw new StoreException(
          "Your daemon version is too old to support garbage collecting a specific set of paths");
    }
    return client.ask(
        Operation.COLLECT_GARBAGE,
        writer -> {
          writer.number(request.action().ordinal());
          writer.paths(paths == null ? new TreeSet<>() : paths);
          writer.bool(request.ignoreRoots());
          writer.number(request.maxFreed());
          for (int i = 0; i < 3; i++) {
            writer.number(0); // wishes of old times
          }
        },
        sink,
        connection -> {
          SortedSet<String> names = new TreeSet<>(connection.reader().strings());
          long freed = connection.reader().number();
          connection.reader().number(); // how many blocks, in old times
          return new CollectionResult(names, freed, 0);
        });
  }

  @Override
  public void optimise(ActivitySink sink) {
    client.tell(Operation.OPTIMISE_STORE, _ -> {}, sink);
  }

  @Override
  public boolean verify(boolean contents, boolean repair, ActivitySink sink) {
    return client.ask(
        Operation.VERIFY_STORE,
        writer -> {
          writer.bool(contents);
          writer.bool(repair);
        },
        sink,
        connection -> connection.reader().bool());
  }

  @Override
  public void addBuildLog(StorePath derivation, InputStream log) {
    client.use(connection -> {
      if (!connection.protocol().since(WITH_BUILD_LOGS)) {
        throw new StoreException("the daemon's protocol is too old to take logs of builds");
      }
      connection.request(Operation.ADD_BUILD_LOG).string(derivation.baseName());
      connection.finishFramed(sink(), log::transferTo);
      return connection.reader().number();
    });
  }

  /** The protocol has no words for it, but logs of this machine can be read by everybody. */
  @Override
  public @Nullable InputStream buildLog(StorePath derivation) throws IOException {
    StoreLocation location = client.options().location();
    return location == null ? null : new BuildLogs(location).open(derivation);
  }
}
