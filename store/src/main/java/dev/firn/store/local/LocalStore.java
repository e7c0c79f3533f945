package dev.firn.store.local;

import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.store.ArchiveCheck;
import dev.firn.store.PathInfo;
import dev.firn.store.Store;
import dev.firn.store.StoreException;
import dev.firn.store.TreeAddress;
import dev.firn.store.derivation.Aterm;
import dev.firn.store.derivation.BadDerivationException;
import dev.firn.store.derivation.Derivation;
import dev.firn.store.derivation.DerivationHasher;
import dev.firn.store.derivation.DerivationOutput;
import dev.firn.store.derivation.OutputPaths;
import dev.firn.store.nar.DiskTree;
import dev.firn.store.nar.FileTree;
import dev.firn.store.nar.TreeFilter;
import dev.firn.store.path.ContentAddress;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.References;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import dev.firn.store.path.StorePaths;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A store in directories of this machine, shared with Nix. Opening it costs nothing: the database is opened when a question needs it
 * or paths are registered, and made if there is none.
 *
 * <p>One thread at a time adds; any number asks.
 */
public final class LocalStore implements Store {
  private final StoreLocation location;
  private final PathPlacer placer;
  private final Registrar registrar;

  /** Paths that are known to be in the database. */
  private final Set<StorePath> registered = ConcurrentHashMap.newKeySet();

  /** Paths whose files are in their place and that wait for the next flush. */
  private final Map<StorePath, Registrar.Placed> placed = new ConcurrentHashMap<>();

  private final ArrayList<Registrar.Placed> order = new ArrayList<>();
  private final ReentrantLock adding = new ReentrantLock();
  private @Nullable TempRoots roots;
  private @Nullable Database database;

  /** The store at that place. */
  public LocalStore(StoreLocation location) {
    this.location = location;
    this.placer = new PathPlacer(location, this::isRegistered);
    this.registrar = new Registrar(location);
  }

  @Override
  public StoreDir dir() {
    return location.dir();
  }

  @Override
  public boolean isValid(StorePath path) {
    return placed.containsKey(path) || isRegistered(path);
  }

  private boolean isRegistered(StorePath path) {
    if (registered.contains(path)) {
      return true;
    }
    boolean found = Database.exists(location) && database().isValid(path);
    if (found) {
      registered.add(path);
    }
    return found;
  }

  @Override
  public @Nullable PathInfo find(StorePath path) {
    Registrar.Placed waiting = placed.get(path);
    if (waiting != null) {
      return waiting.info();
    }
    return Database.exists(location) ? database().find(path) : null;
  }

  @Override
  public FileTree tree(StorePath path) {
    if (!isValid(path)) {
      throw new StoreException("path '" + dir().print(path) + "' is not valid");
    }
    return new DiskTree(location.files(path));
  }

  @Override
  public StorePath addText(String name, byte[] content, SortedSet<StorePath> references) {
    Hash hash = Hash.digest(HashAlgorithm.SHA256, content);
    ContentAddress address = new ContentAddress(ContentAddressMethod.TEXT, hash);
    StorePath path = StorePaths.text(dir(), name, hash, references);
    add(path, PathContent.ofFile(content), references, address, null);
    return path;
  }

  @Override
  public StorePath addDerivation(Derivation derivation) {
    byte[] content = Aterm.print(derivation, dir());
    Hash hash = Hash.digest(HashAlgorithm.SHA256, content);
    SortedSet<StorePath> references = derivation.references();
    StorePath path =
        StorePaths.text(dir(), derivation.name() + Derivation.EXTENSION, hash, references);
    ContentAddress address = new ContentAddress(ContentAddressMethod.TEXT, hash);
    add(path, PathContent.ofFile(content), references, address, derivation);
    return path;
  }

  @Override
  public StorePath addTree(
      String name,
      FileTree tree,
      TreeFilter filter,
      ContentAddressMethod method,
      HashAlgorithm algorithm,
      SortedSet<StorePath> references) {
    OnceFilter once = new OnceFilter(filter);
    ContentAddress address;
    try {
      address = TreeAddress.of(tree, once, method, algorithm);
    } catch (IOException failed) {
      throw new StoreException("cannot add '" + name + "': " + failed.getMessage(), failed);
    }
    once.finishFirstWalk();
    StorePath path = StorePaths.fixed(dir(), name, address, References.to(references));
    PathContent content = PathContent.ofTree(TreeAddress.taken(tree, method), once);
    add(path, content, references, address, null);
    return path;
  }

  @Override
  public void addArchive(PathInfo info, InputStream archive) {
    PathPlacer.Check check =
        (files, written) -> ArchiveCheck.check(info, written.narHash(), written.narSize(), dir());
    add(
        info.path(),
        PathContent.ofArchive(archive),
        info.references(),
        check,
        written -> info,
        null);
  }

  private void add(
      StorePath path,
      PathContent content,
      SortedSet<StorePath> references,
      ContentAddress address,
      @Nullable Derivation derivation) {
    add(
        path,
        content,
        references,
        (files, written) -> checkAddress(path, files, written, address),
        written -> PathInfo.added(path, written.narHash(), written.narSize(), references, address),
        derivation);
  }

  private void add(
      StorePath path,
      PathContent content,
      SortedSet<StorePath> references,
      PathPlacer.Check check,
      Function<PathContent.Written, PathInfo> info,
      @Nullable Derivation derivation) {
    if (placed.containsKey(path)) {
      return;
    }
    adding.lock();
    try {
      if (!prepare(path, references)) {
        Map<String, StorePath> outputs = new TreeMap<>();
        PathPlacer.Check checkAll =
            (files, written) -> {
              check.check(files, written);
              if (path.isDerivation()) {
                Derivation known = derivation != null ? derivation : checkedDerivation(path, files);
                outputs.putAll(knownOutputs(known));
              }
            };
        keep(info.apply(placer.place(path, content, checkAll)), outputs);
      }
    } catch (IOException failed) {
      throw failure(path, failed);
    } finally {
      adding.unlock();
    }
  }

  /** Roots a path. Gives whether it is valid already; if not, its references must be. */
  private boolean prepare(StorePath path, SortedSet<StorePath> references) throws IOException {
    if (roots == null) {
      roots = TempRoots.open(location);
    }
    roots.add(path);
    if (placed.containsKey(path) || (hasFiles(path) && isRegistered(path))) {
      return true;
    }
    for (StorePath reference : references) {
      if (!reference.equals(path) && !isValid(reference)) {
        throw new StoreException("path '" + dir().print(reference) + "' is not valid");
      }
    }
    return false;
  }

  /** A path without files is not valid, and to see that needs no database. */
  private boolean hasFiles(StorePath path) {
    return Files.exists(location.files(path), LinkOption.NOFOLLOW_LINKS);
  }

  /** A tree that changed between hashing and copying must not get the path of what it was. */
  private void checkAddress(
      StorePath path, Path files, PathContent.Written written, ContentAddress address)
      throws IOException {
    boolean hashed =
        address.method() == ContentAddressMethod.NAR
            && address.hash().algorithm() == HashAlgorithm.SHA256;
    Hash actual =
        hashed
            ? written.narHash()
            : TreeAddress.of(
                    new DiskTree(files),
                    TreeFilter.ALL,
                    address.method(),
                    address.hash().algorithm())
                .hash();
    if (!actual.equals(address.hash())) {
      throw new StoreException(
          "what became '" + dir().print(path) + "' changed while it was added");
    }
  }

  private Derivation checkedDerivation(StorePath path, Path files) throws IOException {
    try {
      Derivation derivation = Aterm.parse(Files.readAllBytes(files), path.derivationName(), dir());
      OutputPaths.check(
          derivation, new DerivationHasher(dir(), new HashMap<>(), this::readDerivation), dir());
      return derivation;
    } catch (BadDerivationException bad) {
      throw new StoreException(
          "error parsing derivation '" + dir().print(path) + "': " + bad.getMessage(), bad);
    }
  }

  private static Map<String, StorePath> knownOutputs(Derivation derivation) {
    Map<String, StorePath> known = new TreeMap<>();
    for (Map.Entry<String, DerivationOutput> output : derivation.outputs().entrySet()) {
      StorePath path = output.getValue().knownPath();
      if (path != null) {
        known.put(output.getKey(), path);
      }
    }
    return known;
  }

  private void keep(PathInfo info, Map<String, StorePath> outputs) throws IOException {
    Registrar.Placed done = new Registrar.Placed(info, outputs, registrar.key(info.path()));
    placed.put(info.path(), done);
    order.add(done);
  }

  private StoreException failure(StorePath path, IOException failed) {
    return new StoreException(
        "cannot add '" + dir().print(path) + "': " + failed.getMessage(), failed);
  }

  @Override
  public void flush() {
    adding.lock();
    try {
      if (!order.isEmpty()) {
        registrar.register(order, database());
        registered.addAll(placed.keySet());
        placed.clear();
        order.clear();
      }
    } catch (IOException failed) {
      throw new StoreException("cannot register what was added: " + failed.getMessage(), failed);
    } finally {
      adding.unlock();
    }
  }

  /**
   * Begins to open the database on a thread of its own, for callers that are going to add something: loading SQLite takes a tenth of
   * a second. What goes wrong is told by the first call that needs the database.
   */
  public void openAhead() {
    Thread.ofPlatform().daemon().name("store database").start(this::openQuietly);
  }

  private void openQuietly() {
    try {
      database();
    } catch (StoreException failed) {
      // The next one who needs it tries again and reports it.
    }
  }

  private synchronized Database database() {
    if (database == null) {
      database = Database.open(location);
    }
    return database;
  }

  @Override
  public void close() {
    flush();
    adding.lock();
    try {
      closeDatabase();
      if (roots != null) {
        roots.close();
        roots = null;
      }
    } catch (IOException failed) {
      throw new StoreException("cannot close the store: " + failed.getMessage(), failed);
    } finally {
      adding.unlock();
    }
  }

  private synchronized void closeDatabase() {
    if (database != null) {
      database.close();
      database = null;
    }
  }
}
