package dev.firn.store.serve;

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
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Builds behind {@code nix-store --serve}. What happens meanwhile is not told by the protocol: the command writes logs to its standard
 * error.
 */
final class ServeBuilds implements BuildService {
  private final ServeStore store;
  private final BuildLimits limits;

  ServeBuilds(ServeStore store, BuildLimits limits) {
    this.store = store;
    this.limits = limits;
  }

  private static void requireNormal(BuildMode mode) {
    if (mode != BuildMode.NORMAL) {
      throw new StoreException("'nix-store --serve' cannot repair or check");
    }
  }

  @Override
  public List<BuildResult> build(List<DerivedPath> wanted, BuildMode mode, ActivitySink sink) {
    requireNormal(mode);
    BuildResult all =
        store.use(connection -> {
          WireWriter writer = connection.request(ServeCommand.BUILD_PATHS);
          ServeProtocol.TARGETS.write(writer, wanted);
          limits.write(writer, connection.protocol());
          writer.flush();
          WireReader reader = connection.reader();
          return reader.number() == 0
              ? BuildResult.success(BuildStatus.BUILT, new TreeMap<>())
              : BuildResult.failure(BuildStatus.MISC_FAILURE, reader.string());
        });
    return Collections.nCopies(wanted.size(), all);
  }

  @Override
  public BuildResult buildDerivation(
      StorePath path, Derivation derivation, BuildMode mode, ActivitySink sink) {
    requireNormal(mode);
    return store.use(connection -> {
      WireWriter writer = connection.request(ServeCommand.BUILD_DERIVATION);
      writer.path(path);
      DerivationCodec.write(writer, derivation);
      limits.write(writer, connection.protocol());
      writer.flush();
      return connection.protocol().outcomes().read(connection.reader(), path);
    });
  }

  @Override
  public void ensure(StorePath path, ActivitySink sink) {
    SortedSet<StorePath> one = new TreeSet<>();
    one.add(path);
    if (store.valid(one, true).isEmpty()) {
      throw new StoreException(
          "'" + store.uri() + "' cannot get '" + store.dir().print(path) + "'");
    }
  }

  @Override
  public Missing missing(List<DerivedPath> wanted) {
    throw untold();
  }

  @Override
  public List<SubstitutablePath> substitutable(Collection<StorePath> paths) {
    throw untold();
  }

  private StoreException untold() {
    return new StoreException(
        "'" + store.uri() + "' cannot tell what it would do; a store 'ssh-ng://' can");
  }

  @Override
  public void substitute(SortedSet<StorePath> paths, ActivitySink sink) {
    store.valid(paths, true);
  }
}
