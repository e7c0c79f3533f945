package dev.firn.store.daemon;

import dev.firn.base.activity.ActivitySink;
import dev.firn.store.DerivedPath;
import dev.firn.store.StoreException;
import dev.firn.store.derivation.Derivation;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.BuildMode;
import dev.firn.store.protocol.BuildResult;
import dev.firn.store.protocol.BuildService;
import dev.firn.store.protocol.BuildStatus;
import dev.firn.store.protocol.DerivationCodec;
import dev.firn.store.protocol.Missing;
import dev.firn.store.protocol.SubstitutablePath;
import dev.firn.store.wire.WireReader;
import dev.firn.store.wire.WireWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Builds by a daemon. */
final class DaemonBuilds implements BuildService {
  private static final int WITH_RESULTS = 34;
  private static final int WITH_MODES = 15;
  private static final int WITH_MISSING = 19;
  private static final int WITH_ADDRESSES = 22;

  private final DaemonClient client;

  DaemonBuilds(DaemonClient client) {
    this.client = client;
  }

  @Override
  public List<BuildResult> build(List<DerivedPath> wanted, BuildMode mode, ActivitySink sink) {
    return client.use(connection ->
        connection.protocol().since(WITH_RESULTS)
            ? withResults(connection, wanted, mode, sink)
            : withoutResults(connection, wanted, mode, sink));
  }

  private static List<BuildResult> withResults(
      DaemonConnection connection, List<DerivedPath> wanted, BuildMode mode, ActivitySink sink)
      throws IOException {
    WireWriter writer = connection.request(Operation.BUILD_PATHS_WITH_RESULTS);
    connection.protocol().targets().write(writer, wanted);
    writer.number(mode.ordinal());
    connection.finish(sink);
    WireReader reader = connection.reader();
    TreeMap<String, BuildResult> byTarget = new TreeMap<>();
    for (long left = reader.count(); left > 0; left--) {
      DerivedPath target = connection.protocol().targets().readOne(reader);
      byTarget.put(
          target.print(reader.dir()),
          connection.protocol().outcomes().read(reader, derivation(target)));
    }
    List<BuildResult> outcomes = new ArrayList<>();
    for (DerivedPath target : wanted) {
      BuildResult outcome = byTarget.get(target.print(reader.dir()));
      if (outcome == null) {
        throw new StoreException(
            "the daemon does not say what came of '" + target.print(reader.dir(), '^') + "'");
      }
      outcomes.add(outcome);
    }
    return outcomes;
  }

  private static @Nullable StorePath derivation(DerivedPath target) {
    return target instanceof DerivedPath.Built built ? built.derivation() : null;
  }

  /** Old daemons say only whether all went well. */
  private static List<BuildResult> withoutResults(
      DaemonConnection connection, List<DerivedPath> wanted, BuildMode mode, ActivitySink sink)
      throws IOException {
    WireWriter writer = connection.request(Operation.BUILD_PATHS);
    connection.protocol().targets().write(writer, wanted);
    if (connection.protocol().since(WITH_MODES)) {
      writer.number(mode.ordinal());
    } else if (mode != BuildMode.NORMAL) {
      throw new StoreException("the daemon's protocol is too old to repair or check");
    }
    BuildResult all = BuildResult.success(BuildStatus.BUILT, new TreeMap<>());
    try {
      connection.finish(sink);
      connection.reader().number();
    } catch (DaemonException failed) {
      all = BuildResult.failure(BuildStatus.MISC_FAILURE, String.valueOf(failed.getMessage()));
    }
    List<BuildResult> outcomes = new ArrayList<>();
    for (DerivedPath _ : wanted) {
      outcomes.add(all);
    }
    return outcomes;
  }

  @Override
  public BuildResult buildDerivation(
      StorePath path, Derivation derivation, BuildMode mode, ActivitySink sink) {
    return client.use(connection -> {
      WireWriter writer = connection.request(Operation.BUILD_DERIVATION);
      writer.path(path);
      DerivationCodec.write(writer, derivation);
      writer.number(mode.ordinal());
      connection.finish(sink);
      return connection.protocol().outcomes().read(connection.reader(), path);
    });
  }

  @Override
  public void ensure(StorePath path, ActivitySink sink) {
    client.tell(Operation.ENSURE_PATH, writer -> writer.path(path), sink);
  }

  @Override
  public Missing missing(List<DerivedPath> wanted) {
    return client.use(connection -> {
      if (!connection.protocol().since(WITH_MISSING)) {
        throw new StoreException("the daemon's protocol is too old to tell what is missing");
      }
      connection.protocol().targets().write(connection.request(Operation.QUERY_MISSING), wanted);
      connection.finish(client.options().sink());
      WireReader reader = connection.reader();
      return new Missing(
          reader.paths(), reader.paths(), reader.paths(), reader.number(), reader.number());
    });
  }

  @Override
  public List<SubstitutablePath> substitutable(Collection<StorePath> paths) {
    return client.use(connection -> {
      WireWriter writer = connection.request(Operation.QUERY_SUBSTITUTABLE_PATH_INFOS);
      if (connection.protocol().since(WITH_ADDRESSES)) {
        writer.number(paths.size());
        for (StorePath path : paths) {
          writer.path(path);
          writer.string(""); // no content address
        }
      } else {
        writer.paths(paths);
      }
      connection.finish(client.options().sink());
      WireReader reader = connection.reader();
      List<SubstitutablePath> found = new ArrayList<>();
      for (long left = reader.count(); left > 0; left--) {
        found.add(
            new SubstitutablePath(
                reader.path(),
                reader.pathOrNull(),
                reader.paths(),
                reader.number(),
                reader.number()));
      }
      return found;
    });
  }

  @Override
  public void substitute(SortedSet<StorePath> paths, ActivitySink sink) {
    client.use(connection -> {
      WireWriter writer = connection.request(Operation.QUERY_VALID_PATHS);
      writer.paths(paths);
      if (connection.protocol().since(27)) {
        writer.bool(true);
      }
      connection.finish(sink);
      return connection.reader().paths();
    });
  }
}
