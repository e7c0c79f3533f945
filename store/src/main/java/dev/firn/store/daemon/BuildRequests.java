package dev.firn.store.daemon;

import dev.firn.store.DerivedPath;
import dev.firn.store.IndexedStore;
import dev.firn.store.StoreException;
import dev.firn.store.derivation.Derivation;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.BuildMode;
import dev.firn.store.protocol.BuildResult;
import dev.firn.store.protocol.BuildService;
import dev.firn.store.protocol.ClientInput;
import dev.firn.store.protocol.ClientSettings;
import dev.firn.store.protocol.DerivationCodec;
import dev.firn.store.protocol.Missing;
import dev.firn.store.protocol.ServedStore;
import dev.firn.store.protocol.SubstitutablePath;
import dev.firn.store.wire.WireReader;
import dev.firn.store.wire.WireWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Requests to build and to substitute. */
final class BuildRequests {
  private static final int WITH_MODES = 15;
  private static final int WITH_ADDRESSES = 22;
  private static final int WITH_SUBSTITUTION = 27;

  private final ServerChannel channel;
  private final ServedStore served;
  private final boolean trusted;
  private BuildService builds;

  BuildRequests(ServerChannel channel, ServedStore served, boolean trusted) {
    this.channel = channel;
    this.served = served;
    this.trusted = trusted;
    this.builds = served.builds(new TreeMap<>());
  }

  private WireReader reader() {
    return channel.reader();
  }

  private WireWriter writer() {
    return channel.writer();
  }

  private IndexedStore store() {
    return served.store();
  }

  /** From now on, builds are made so. */
  void set(ClientSettings settings) {
    builds = served.builds(settings.byName());
  }

  private List<DerivedPath> targets() throws IOException {
    return channel.protocol().targets().read(reader());
  }

  private BuildMode mode() throws IOException {
    return channel.protocol().since(WITH_MODES)
        ? BuildMode.of(reader().number())
        : BuildMode.NORMAL;
  }

  /** Repairing is not one step for others who use the store. */
  private void requireMay(BuildMode mode) {
    if (mode == BuildMode.REPAIR && !trusted) {
      throw new StoreException("repairing is not allowed because you are not in 'trusted-users'");
    }
  }

  /** Does something that takes long; when the client goes away, the thread that does it is interrupted. */
  private <R> R watched(ClientInput.Work<R> work) throws IOException, InterruptedException {
    return channel.input().watched(work);
  }

  void build() throws IOException, InterruptedException {
    List<DerivedPath> wanted = targets();
    BuildMode mode = mode();
    channel.done(() -> {
      requireMay(mode);
      List<BuildResult> outcomes = watched(() -> builds.build(wanted, mode, channel.sink()));
      requireSuccess(wanted, outcomes);
    });
  }

  private void requireSuccess(List<DerivedPath> wanted, List<BuildResult> outcomes) {
    List<String> failed = new ArrayList<>();
    String message = "";
    for (int i = 0; i < outcomes.size(); i++) {
      if (!outcomes.get(i).status().isSuccess()) {
        failed.add("'" + wanted.get(i).print(store().dir(), '^') + "'");
        message = outcomes.get(i).message();
      }
    }
    if (failed.size() == 1) {
      throw new StoreException(message);
    }
    if (!failed.isEmpty()) {
      throw new StoreException("build of " + String.join(", ", failed) + " failed");
    }
  }

  void buildWithResults() throws IOException, InterruptedException {
    List<DerivedPath> wanted = targets();
    BuildMode mode = mode();
    channel.answer(
        () -> {
          requireMay(mode);
          return watched(() -> builds.build(wanted, mode, channel.sink()));
        },
        outcomes -> {
          writer().number(outcomes.size());
          for (int i = 0; i < outcomes.size(); i++) {
            writer().string(wanted.get(i).print(store().dir()));
            channel.protocol().outcomes().write(writer(), outcomes.get(i));
          }
        });
  }

  /**
   * Builds a derivation that only the client has. Whether the paths of its outputs are right cannot be seen unless they follow from the
   * content, so others must not be able to fill any path they like.
   */
  void buildDerivation() throws IOException, InterruptedException {
    StorePath path = reader().path();
    Derivation derivation = DerivationCodec.read(reader(), path);
    BuildMode mode = mode();
    channel.answer(
        () -> {
          requireMay(mode);
          if (!trusted && !derivation.type().isContentAddressed()) {
            throw new StoreException("you are not privileged to build input-addressed derivations");
          }
          StorePath known = trusted ? path : store().addDerivation(derivation);
          return watched(() -> builds.buildDerivation(known, derivation, mode, channel.sink()));
        },
        outcome -> channel.protocol().outcomes().write(writer(), outcome));
  }

  void ensure() throws IOException, InterruptedException {
    StorePath path = reader().path();
    channel.done(() ->
        watched(() -> {
          if (!store().isValid(path)) {
            builds.ensure(path, channel.sink());
          }
          return true;
        }));
  }

  void missing() throws IOException, InterruptedException {
    List<DerivedPath> wanted = targets();
    channel.answer(() -> builds.missing(wanted), this::write);
  }

  private void write(Missing missing) throws IOException {
    writer().paths(missing.build());
    writer().paths(missing.substitute());
    writer().paths(missing.unknown());
    writer().number(missing.downloadSize());
    writer().number(missing.narSize());
  }

  void valid(QueryRequests queries) throws IOException, InterruptedException {
    SortedSet<StorePath> paths = reader().paths();
    boolean substitute = channel.protocol().since(WITH_SUBSTITUTION) && reader().bool();
    channel.answer(
        () -> {
          if (substitute) {
            watched(() -> {
              builds.substitute(paths, channel.sink());
              return true;
            });
          }
          return queries.valid(paths);
        },
        writer()::paths);
  }

  void hasSubstitutes() throws IOException, InterruptedException {
    StorePath path = reader().path();
    channel.answer(() -> !builds.substitutable(List.of(path)).isEmpty(), writer()::bool);
  }

  void substitutable() throws IOException, InterruptedException {
    SortedSet<StorePath> paths = reader().paths();
    channel.answer(
        () -> {
          SortedSet<StorePath> found = new TreeSet<>();
          builds.substitutable(paths).forEach(each -> found.add(each.path()));
          return found;
        },
        writer()::paths);
  }

  void substitutableInfo() throws IOException, InterruptedException {
    StorePath path = reader().path();
    channel.answer(
        () -> builds.substitutable(List.of(path)),
        found -> {
          writer().bool(!found.isEmpty());
          if (!found.isEmpty()) {
            write(found.getFirst());
          }
        });
  }

  void substitutableInfos() throws IOException, InterruptedException {
    SortedSet<StorePath> paths = new TreeSet<>();
    if (channel.protocol().since(WITH_ADDRESSES)) {
      for (long left = reader().count(); left > 0; left--) {
        paths.add(reader().path());
        reader().string(); // a content address: the path says enough
      }
    } else {
      paths.addAll(reader().paths());
    }
    channel.answer(
        () -> builds.substitutable(paths),
        found -> {
          writer().number(found.size());
          for (SubstitutablePath each : found) {
            writer().path(each.path());
            write(each);
          }
        });
  }

  private void write(SubstitutablePath found) throws IOException {
    writer().path(found.deriver());
    writer().paths(found.references());
    writer().number(found.downloadSize());
    writer().number(found.narSize());
  }
}
