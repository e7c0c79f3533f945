package dev.firn.store.daemon;

import dev.firn.base.hash.HashAlgorithm;
import dev.firn.store.IndexedStore;
import dev.firn.store.PathInfo;
import dev.firn.store.Realisation;
import dev.firn.store.StoreException;
import dev.firn.store.local.IndirectRoots;
import dev.firn.store.local.StoreLocation;
import dev.firn.store.nar.DiskTree;
import dev.firn.store.nar.FileContent;
import dev.firn.store.nar.FileTree;
import dev.firn.store.nar.FlatFile;
import dev.firn.store.nar.NarHandler;
import dev.firn.store.nar.NarReader;
import dev.firn.store.nar.NarWriter;
import dev.firn.store.nar.TreeFilter;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.BuildService;
import dev.firn.store.protocol.FetchedTrees;
import dev.firn.store.protocol.Maintenance;
import dev.firn.store.protocol.PathInfoCodec;
import dev.firn.store.protocol.RealisationCodec;
import dev.firn.store.protocol.Transport;
import dev.firn.store.wire.WireReader;
import dev.firn.store.wire.WireWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collection;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A store that a daemon has: Nix's or Firn's, on this machine or behind a command such as {@code ssh}. What is added is durable as soon
 * as the daemon says so; nothing waits to be flushed.
 */
public final class DaemonStore implements IndexedStore {
  private static final int WITH_OUTPUT_MAP = 22;
  private static final int WITH_JSON_REALISATIONS = 31;

  private final DaemonClient client;
  private final DaemonAdditions additions;
  private final FetchedTrees trees;
  private final boolean unchecked;

  /**
   * The store of a daemon. No connection is made before it is needed.
   *
   * @param opener makes connections
   * @param dir the directory that paths are written with; the daemon's must be the same
   */
  public DaemonStore(Transport.Opener opener, StoreDir dir, DaemonOptions options) {
    this(new DaemonClient(opener, dir, options), false);
  }

  private DaemonStore(DaemonClient client, boolean unchecked) {
    this.client = client;
    this.additions = new DaemonAdditions(client);
    this.trees = new FetchedTrees(client.dir(), this::fetch);
    this.unchecked = unchecked;
  }

  /** The same store, which takes paths without signatures; the daemon grants that to trusted clients only. */
  public DaemonStore unchecked() {
    return new DaemonStore(client, true);
  }

  @Override
  public StoreDir dir() {
    return client.dir();
  }

  /** Who the daemon is. */
  public ServerIdentity server() {
    return client.use(DaemonConnection::server);
  }

  /** What builds for this store: the daemon. */
  public BuildService builds() {
    return new DaemonBuilds(client);
  }

  /** What keeps this store in order: the daemon. */
  public Maintenance maintenance() {
    return new DaemonMaintenance(client);
  }

  /** Makes links that keep paths; null if the daemon is on another machine. */
  public @Nullable IndirectRoots linkedRoots() {
    return client.options().location() == null
        ? null
        : IndirectRoots.knownTo(maintenance()::addIndirectRoot, dir());
  }

  @Override
  public void addTempRoot(StorePath path) {
    maintenance().addTempRoot(path);
  }

  @Override
  public boolean isValid(StorePath path) {
    return client.ask(
        Operation.IS_VALID_PATH,
        writer -> writer.path(path),
        connection -> connection.reader().bool());
  }

  /**
   * Which of some paths are valid.
   *
   * @param substitute whether to substitute what is not
   */
  public SortedSet<StorePath> valid(Collection<StorePath> paths, boolean substitute) {
    return client.use(connection -> {
      WireWriter writer = connection.request(Operation.QUERY_VALID_PATHS);
      writer.paths(paths);
      if (connection.protocol().since(27)) {
        writer.bool(substitute);
      }
      connection.finish(client.options().sink());
      return connection.reader().paths();
    });
  }

  @Override
  public @Nullable PathInfo find(StorePath path) {
    return client.<@Nullable PathInfo>use(connection -> {
      connection.request(Operation.QUERY_PATH_INFO).path(path);
      try {
        connection.finish(client.options().sink());
      } catch (DaemonException refused) {
        if (String.valueOf(refused.getMessage()).contains("is not valid")) {
          return null; // how old daemons say so
        }
        throw refused;
      }
      if (connection.protocol().since(17) && !connection.reader().bool()) {
        return null;
      }
      return PathInfoCodec.read(connection.reader(), path, connection.protocol().since(16));
    });
  }

  @Override
  public FileTree tree(StorePath path) {
    StoreLocation location = client.options().location();
    if (!isValid(path)) {
      throw new StoreException("path '" + dir().print(path) + "' is not valid");
    }
    return location == null ? trees.tree(path) : new DiskTree(location.files(path));
  }

  /** Hands over what the archive of a valid path holds. */
  private void fetch(StorePath path, NarHandler handler) {
    client.use(connection -> {
      connection.request(Operation.NAR_FROM_PATH).path(path);
      connection.finish(client.options().sink());
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
  public StorePath addText(String name, byte[] content, SortedSet<StorePath> references) {
    return additions.text(name, content, references);
  }

  @Override
  public StorePath addTree(
      String name,
      FileTree tree,
      TreeFilter filter,
      ContentAddressMethod method,
      HashAlgorithm algorithm,
      SortedSet<StorePath> references) {
    String address = kind(method) + method.withAlgorithm(algorithm);
    boolean file = method == ContentAddressMethod.FLAT || method == ContentAddressMethod.TEXT;
    return additions.addressed(
        name,
        address,
        references,
        target -> {
          try {
            if (file) {
              writeFile(tree, target);
            } else {
              NarWriter.write(tree, filter, target);
            }
          } catch (TransferException failed) {
            throw failed;
          } catch (IOException failed) {
            throw new StoreException("cannot add '" + name + "': " + failed.getMessage(), failed);
          }
        });
  }

  private static String kind(ContentAddressMethod method) {
    return method == ContentAddressMethod.TEXT ? "" : "fixed:";
  }

  private static void writeFile(FileTree tree, OutputStream target) throws IOException {
    FlatFile file = new FlatFile(tree);
    file.kind();
    try (FileContent content = file.content()) {
      content.stream().transferTo(target);
    }
  }

  @Override
  public void addArchive(PathInfo info, InputStream archive) {
    addArchive(info, archive, false, unchecked);
  }

  @Override
  public void replaceArchive(PathInfo info, InputStream archive) {
    addArchive(info, archive, true, true);
  }

  /**
   * Adds a path as another store had it. If it is valid already and shall not be repaired, the archive is not read.
   *
   * @param archive its archive, which must have the hash and size that the description tells
   * @param repair whether to replace it if it is valid; for trusted clients only
   * @param unchecked whether signatures do not matter; the daemon believes that of trusted clients only
   */
  public void addArchive(PathInfo info, InputStream archive, boolean repair, boolean unchecked) {
    if (repair || !isValid(info.path())) {
      additions.archive(info, archive, repair, unchecked);
    }
  }

  @Override
  public SortedSet<StorePath> allValidPaths() {
    return client.ask(
        Operation.QUERY_ALL_VALID_PATHS, _ -> {}, connection -> connection.reader().paths());
  }

  @Override
  public SortedSet<StorePath> referrers(StorePath path) {
    return paths(Operation.QUERY_REFERRERS, path);
  }

  @Override
  public SortedSet<StorePath> validDerivers(StorePath path) {
    return paths(Operation.QUERY_VALID_DERIVERS, path);
  }

  private SortedSet<StorePath> paths(Operation operation, StorePath path) {
    return client.ask(
        operation, writer -> writer.path(path), connection -> connection.reader().paths());
  }

  @Override
  public SortedMap<String, StorePath> derivationOutputs(StorePath derivation) {
    return client.use(connection -> {
      if (!connection.protocol().since(WITH_OUTPUT_MAP)) {
        throw new StoreException("the daemon's protocol is too old to tell outputs by name");
      }
      connection.request(Operation.QUERY_DERIVATION_OUTPUT_MAP).path(derivation);
      connection.finish(client.options().sink());
      WireReader reader = connection.reader();
      SortedMap<String, StorePath> outputs = new TreeMap<>();
      for (long left = reader.count(); left > 0; left--) {
        String output = reader.string();
        StorePath path = reader.pathOrNull();
        if (path != null) {
          outputs.put(output, path);
        }
      }
      return outputs;
    });
  }

  @Override
  public @Nullable StorePath findByHashPart(String hashPart) {
    return client.<@Nullable StorePath>ask(
        Operation.QUERY_PATH_FROM_HASH_PART,
        writer -> writer.string(hashPart),
        connection -> connection.reader().pathOrNull());
  }

  @Override
  public void addSignatures(StorePath path, Collection<String> signatures) {
    client.tell(
        Operation.ADD_SIGNATURES,
        writer -> {
          writer.path(path);
          writer.strings(signatures);
        },
        client.options().sink());
  }

  @Override
  public @Nullable Realisation realisation(String derivation, String output) {
    return client.<@Nullable Realisation>use(connection -> {
      if (connection.protocol().tellsRealisationsByPath()) {
        return Realisation.isHashed(derivation)
            ? null
            : realisationByPath(connection, derivation, output);
      }
      return Realisation.isHashed(derivation) && connection.protocol().since(WITH_JSON_REALISATIONS)
          ? realisationByHash(connection, derivation, output)
          : null;
    });
  }

  private @Nullable Realisation realisationByPath(
      DaemonConnection connection, String derivation, String output) throws IOException {
    WireWriter writer = connection.request(Operation.QUERY_REALISATION);
    writer.path(StorePath.of(derivation));
    writer.string(output);
    connection.finish(client.options().sink());
    WireReader reader = connection.reader();
    if (!reader.bool()) {
      return null;
    }
    StorePath path = reader.path();
    return new Realisation(derivation, output, path, new TreeSet<>(reader.strings()));
  }

  private @Nullable Realisation realisationByHash(
      DaemonConnection connection, String derivation, String output) throws IOException {
    connection.request(Operation.QUERY_REALISATION).string(derivation + "!" + output);
    connection.finish(client.options().sink());
    Realisation found = null;
    for (String text : connection.reader().strings()) {
      found = RealisationCodec.parse(text);
    }
    return found;
  }

  @Override
  public void register(Realisation realisation) {
    boolean hashed = Realisation.isHashed(realisation.derivation());
    client.use(connection -> {
      if (connection.protocol().tellsRealisationsByPath() == hashed
          || !connection.protocol().since(WITH_JSON_REALISATIONS)) {
        throw new StoreException(
            "the daemon does not know outputs by what stands for the derivation '"
                + realisation.derivation()
                + "'");
      }
      WireWriter writer = connection.request(Operation.REGISTER_DRV_OUTPUT);
      if (hashed) {
        writer.string(RealisationCodec.print(realisation));
      } else {
        writer.path(StorePath.of(realisation.derivation()));
        writer.string(realisation.output());
        writer.path(realisation.path());
        writer.strings(realisation.signatures());
      }
      connection.finish(client.options().sink());
      return null;
    });
  }

  /** Does nothing: the daemon made everything durable. */
  @Override
  public void flush() {
    // Nothing waits.
  }

  @Override
  public void close() {
    try {
      client.close();
    } finally {
      trees.close();
    }
  }
}
