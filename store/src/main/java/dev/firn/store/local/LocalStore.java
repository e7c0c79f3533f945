package dev.firn.store.local;

import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.store.ArchiveCheck;
import dev.firn.store.DerivationCheck;
import dev.firn.store.IndexedStore;
import dev.firn.store.PathInfo;
import dev.firn.store.Realisation;
import dev.firn.store.StoreException;
import dev.firn.store.TextFile;
import dev.firn.store.TopologicalOrder;
import dev.firn.store.TreeAddress;
import dev.firn.store.derivation.Derivation;
import dev.firn.store.derivation.DerivationHasher;
import dev.firn.store.nar.DiskTree;
import dev.firn.store.nar.FileTree;
import dev.firn.store.nar.MemoryTree;
import dev.firn.store.nar.NarWriter;
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
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A store in directories of this machine, shared with Nix. Opening it costs nothing: the database is opened when a question needs it
 * or paths are registered, and made if there is none.
 *
 * <p>Any number of threads may add and ask. Questions about the store as a whole flush first.
 */
public final class LocalStore implements IndexedStore {
  private final StoreLocation location;
  private final StoreOptions options;
  private final PathPlacer placer;
  private final Additions additions;
  private @Nullable TempRoots roots;
  private @Nullable Database database;

  /** The store at that place. */
  public LocalStore(StoreLocation location) {
    this(location, StoreOptions.DEFAULT);
  }

  /** The store at that place, working like that. */
  public LocalStore(StoreLocation location, StoreOptions options) {
    this.location = location;
    this.options = options;
    this.placer = new PathPlacer(location, options.disk(), this::isRegistered);
    this.additions = new Additions(location, options, placer);
  }

  @Override
  public StoreDir dir() {
    return location.dir();
  }

  /** Where it is. */
  public StoreLocation location() {
    return location;
  }

  /** How it works. */
  public StoreOptions options() {
    return options;
  }

  @Override
  public boolean isValid(StorePath path) {
    return additions.isKnown(path) || isRegistered(path);
  }

  private boolean isRegistered(StorePath path) {
    return Database.exists(location) && database().paths().isValid(path);
  }

  @Override
  public @Nullable PathInfo find(StorePath path) {
    PathInfo waiting = additions.find(path);
    if (waiting != null) {
      return waiting;
    }
    return Database.exists(location) ? database().paths().find(path) : null;
  }

  @Override
  public FileTree tree(StorePath path) {
    FileTree unwritten = additions.files(path);
    if (unwritten != null) {
      return unwritten;
    }
    if (!isValid(path)) {
      throw invalid(path);
    }
    return new DiskTree(location.files(path));
  }

  private StoreException invalid(StorePath path) {
    return new StoreException("path '" + dir().print(path) + "' is not valid");
  }

  @Override
  public StorePath addText(String name, byte[] content, SortedSet<StorePath> references) {
    return add(new TextFile(name, content, references));
  }

  @Override
  public StorePath addDerivation(Derivation derivation) {
    return add(TextFile.of(derivation, dir()));
  }

  private StorePath add(TextFile text) {
    StorePath path = text.path(dir());
    if (!isHeld(path, text.references())) {
      byte[] archive = NarWriter.ofFile(text.content());
      Hash narHash = Hash.digest(HashAlgorithm.SHA256, archive);
      addUnwritten(
          PathInfo.added(path, narHash, archive.length, text.references(), text.address()),
          MemoryTree.file(text.content()),
          text.derivation());
    }
    return path;
  }

  /**
   * Adds a path whose files are in memory. They are written when this is flushed: the locks of many paths are then taken once.
   *
   * @param info a description that was made of the files
   */
  public void addFiles(PathInfo info, MemoryTree files) {
    if (!isHeld(info.path(), info.references())) {
      addUnwritten(info, files, null);
    }
  }

  private void addUnwritten(PathInfo info, MemoryTree files, @Nullable Derivation derivation) {
    StorePath path = info.path();
    if (hasFiles(path)) {
      // They are left from something that failed. Nobody may take them for those of a valid path.
      place(path, PathContent.ofTree(files, TreeFilter.ALL), new Described(info), derivation);
      return;
    }
    try {
      SortedMap<String, StorePath> outputs =
          path.isDerivation() ? outputs(path, files, derivation) : new TreeMap<>();
      if (additions.addUnwritten(info, outputs, files)) {
        flush();
      }
    } catch (IOException failed) {
      throw failure(path, failed);
    }
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
    if (!isHeld(path, references)) {
      PathContent content = PathContent.ofTree(TreeAddress.taken(tree, method), once);
      place(path, content, new Addressed(path, references, address), null);
    }
    return path;
  }

  @Override
  public void addArchive(PathInfo info, InputStream archive) {
    if (!isHeld(info.path(), info.references())) {
      place(info.path(), PathContent.ofArchive(archive), new Described(info), null);
    }
  }

  @Override
  public void replaceArchive(PathInfo info, InputStream archive) {
    addTempRoot(info.path());
    try {
      placer.replaceValid(info.path(), PathContent.ofArchive(archive), new Described(info)::check);
      database().paths().register(List.of(registration(info, this::readDerivation)), true);
      options.disk().reached("register: done");
    } catch (IOException failed) {
      throw failure(info.path(), failed);
    }
  }

  /** Turns what was written into what is registered, if it is right. */
  private sealed interface Expected {
    /** Throws if the files are wrong. */
    void check(Path files, PathContent.Written written) throws IOException;

    /** What to register. */
    PathInfo info(PathContent.Written written);
  }

  /** A path that follows from the content. A tree that changed between hashing and copying must not get the path of what it was. */
  private final class Addressed implements Expected {
    private final StorePath path;
    private final SortedSet<StorePath> references;
    private final ContentAddress address;

    Addressed(StorePath path, SortedSet<StorePath> references, ContentAddress address) {
      this.path = path;
      this.references = references;
      this.address = address;
    }

    @Override
    public void check(Path files, PathContent.Written written) throws IOException {
      boolean hashed =
          address.method() == ContentAddressMethod.NAR
              && address.hash().algorithm() == HashAlgorithm.SHA256;
      Hash actual = hashed ? written.narHash() : hash(files);
      if (!actual.equals(address.hash())) {
        throw new StoreException(
            "what became '" + dir().print(path) + "' changed while it was added");
      }
    }

    private Hash hash(Path files) throws IOException {
      HashAlgorithm algorithm = address.hash().algorithm();
      return TreeAddress.of(new DiskTree(files), TreeFilter.ALL, address.method(), algorithm)
          .hash();
    }

    @Override
    public PathInfo info(PathContent.Written written) {
      return PathInfo.added(path, written.narHash(), written.narSize(), references, address);
    }
  }

  /** A path about which somebody told all. */
  private final class Described implements Expected {
    private final PathInfo info;

    Described(PathInfo info) {
      this.info = info;
    }

    @Override
    public void check(Path files, PathContent.Written written) throws IOException {
      ArchiveCheck.check(info, written.narHash(), written.narSize(), dir());
      ArchiveCheck.checkAddress(info, new DiskTree(files), dir());
    }

    @Override
    public PathInfo info(PathContent.Written written) {
      return info;
    }
  }

  /** Roots a path. Gives whether it is valid already; if not, its references must be. */
  private boolean isHeld(StorePath path, SortedSet<StorePath> references) {
    if (additions.isKnown(path)) {
      return true;
    }
    addTempRoot(path);
    if (hasFiles(path) && isRegistered(path)) {
      additions.keepKnown(path);
      return true;
    }
    for (StorePath reference : references) {
      if (!reference.equals(path) && !isValid(reference)) {
        throw invalid(reference);
      }
    }
    return false;
  }

  /** A path without files is not valid, and to see that needs no database. */
  private boolean hasFiles(StorePath path) {
    return Files.exists(location.files(path), LinkOption.NOFOLLOW_LINKS);
  }

  private void place(
      StorePath path, PathContent content, Expected expected, @Nullable Derivation derivation) {
    SortedMap<String, StorePath> outputs = new TreeMap<>();
    PathPlacer.Check check =
        (files, written) -> {
          expected.check(files, written);
          if (path.isDerivation()) {
            outputs.putAll(outputs(path, new DiskTree(files), derivation));
          }
        };
    try {
      additions.addPlaced(expected.info(placer.place(path, content, check)), outputs);
    } catch (IOException failed) {
      throw failure(path, failed);
    }
  }

  private SortedMap<String, StorePath> outputs(
      StorePath path, FileTree files, @Nullable Derivation known) throws IOException {
    return known != null
        ? DerivationCheck.knownOutputs(known)
        : outputs(path, files, this::readDerivation);
  }

  private SortedMap<String, StorePath> outputs(
      StorePath path, FileTree files, DerivationHasher.Reader inputs) throws IOException {
    return DerivationCheck.knownOutputs(DerivationCheck.read(path, files, dir(), inputs));
  }

  private StoreException failure(StorePath path, IOException failed) {
    return new StoreException(
        "cannot add '" + dir().print(path) + "': " + failed.getMessage(), failed);
  }

  @Override
  public void addTempRoot(StorePath path) {
    try {
      tempRoots().add(path);
    } catch (IOException failed) {
      throw new StoreException(
          "cannot keep '" + dir().print(path) + "': " + failed.getMessage(), failed);
    }
  }

  private synchronized TempRoots tempRoots() throws IOException {
    if (roots == null) {
      requireSupported();
      roots = TempRoots.open(location);
    }
    return roots;
  }

  /**
   * Makes sure, without opening the database, that this store is one that may be changed. To be called before the first change.
   *
   * @throws StoreException if it was written by a version of Nix that is too new, or too old
   */
  public void requireSupported() {
    try {
      Schema.supportedVersion(location.database());
    } catch (IOException failed) {
      throw new StoreException("cannot tell the version of the store: " + failed.getMessage());
    }
  }

  @Override
  public void flush() {
    if (!additions.isEmpty()) {
      additions.register(database());
    }
  }

  /**
   * Makes paths valid whose files are in their place, sealed, and that the caller holds the locks of: all or none. Content becomes
   * durable first. For the outputs of a build, which may refer to each other.
   *
   * @param update whether those that are valid already get the hash, size, signatures and address that are given
   * @throws StoreException if they refer to each other in a circle, or to a path that is not valid, or are derivations with wrong outputs
   */
  public void registerPlaced(Collection<PathInfo> infos, boolean update) {
    flush();
    requireOrder(infos);
    try {
      if (options.optimise()) {
        Optimiser optimiser = new Optimiser(location, options.disk(), message -> {});
        for (PathInfo info : infos) {
          optimiser.path(info.path());
        }
      }
      options.disk().sync(location.files());
      options.disk().reached("register: content is durable");
      DerivationHasher.Reader inputs = readerOf(infos);
      database()
          .paths()
          .register(infos.stream().map(info -> registration(info, inputs)).toList(), update);
      options.disk().reached("register: done");
    } catch (IOException failed) {
      throw new StoreException("cannot register paths: " + failed.getMessage(), failed);
    }
  }

  private void requireOrder(Collection<PathInfo> infos) {
    SortedMap<StorePath, SortedSet<StorePath>> references = new TreeMap<>();
    infos.forEach(info -> references.put(info.path(), info.references()));
    try {
      TopologicalOrder.sort(
          references.keySet(), path -> references.getOrDefault(path, new TreeSet<>()));
    } catch (TopologicalOrder.CycleException cycle) {
      throw new StoreException(
          "cycle detected in the references of '"
              + dir().print(cycle.path())
              + "' from '"
              + dir().print(cycle.parent())
              + "'",
          cycle);
    }
  }

  /** Reads derivations that are valid, and also those that become valid together. */
  private DerivationHasher.Reader readerOf(Collection<PathInfo> placed) {
    Set<StorePath> paths = placed.stream().map(PathInfo::path).collect(Collectors.toSet());
    return path -> paths.contains(path) ? readPlaced(path) : readDerivation(path);
  }

  private Derivation readPlaced(StorePath path) {
    try {
      return DerivationCheck.parse(path, new DiskTree(location.files(path)), dir());
    } catch (IOException failed) {
      throw failure(path, failed);
    }
  }

  private PathTable.Registration registration(PathInfo info, DerivationHasher.Reader inputs) {
    if (!info.path().isDerivation()) {
      return new PathTable.Registration(info, new TreeMap<>());
    }
    try {
      return new PathTable.Registration(
          info, outputs(info.path(), new DiskTree(location.files(info.path())), inputs));
    } catch (IOException failed) {
      throw failure(info.path(), failed);
    }
  }

  /** Gives back the room that was taken so that a collection can run on a full disk. It is taken again when paths are added. */
  public void releaseReserve() {
    try {
      Files.deleteIfExists(Database.reserved(location));
    } catch (IOException failed) {
      throw new StoreException("cannot delete " + Database.reserved(location), failed);
    }
  }

  /**
   * Makes paths invalid, all or none; their files stay. When this returns, that is durable.
   *
   * @param paths each after those that refer to it
   * @throws PathInUseException if a valid path that is not among them refers to one
   */
  public void invalidate(Collection<StorePath> paths) {
    flush();
    additions.forget(paths);
    database().paths().invalidate(paths);
    options.disk().reached("invalidate: done");
  }

  @Override
  public SortedSet<StorePath> allValidPaths() {
    return flushed().paths().all();
  }

  /** All valid paths and what connects them. */
  public StoreGraph graph() {
    return flushed().paths().graph();
  }

  /** What is registered about the archives of all valid paths, in the order of paths. */
  public List<RegisteredArchive> archives() {
    return flushed().paths().archives();
  }

  @Override
  public SortedMap<StorePath, SortedSet<StorePath>> closure(Collection<StorePath> paths) {
    // The database knows nothing of what was not flushed, and to flush for this would make many
    // small syncs of one.
    return additions.isEmpty() && Database.exists(location)
        ? database().paths().closure(paths)
        : IndexedStore.super.closure(paths);
  }

  @Override
  public SortedMap<StorePath, SortedSet<StorePath>> referrersClosure(Collection<StorePath> paths) {
    SortedMap<StorePath, SortedSet<StorePath>> closure = flushed().paths().referrersClosure(paths);
    paths.forEach(path -> closure.putIfAbsent(path, new TreeSet<>()));
    return closure;
  }

  @Override
  public SortedSet<StorePath> referrers(StorePath path) {
    return flushed().paths().referrers(path);
  }

  @Override
  public SortedSet<StorePath> validDerivers(StorePath path) {
    return flushed().paths().derivers(path);
  }

  @Override
  public SortedMap<String, StorePath> derivationOutputs(StorePath derivation) {
    Database open = flushed();
    if (!open.paths().isValid(derivation)) {
      throw invalid(derivation);
    }
    SortedMap<String, StorePath> outputs = open.realisations().outputs(derivation);
    outputs.putAll(open.paths().outputs(derivation));
    return outputs;
  }

  @Override
  public @Nullable StorePath findByHashPart(String hashPart) {
    if (hashPart.length() != StorePath.HASH_LENGTH) {
      throw new StoreException("invalid hash part");
    }
    return flushed().paths().withHashPart(hashPart);
  }

  @Override
  public void addSignatures(StorePath path, Collection<String> signatures) {
    flushed().paths().addSignatures(path, signatures);
  }

  @Override
  public @Nullable Realisation realisation(String derivation, String output) {
    return flushed().realisations().find(derivation, output);
  }

  @Override
  public void register(Realisation realisation) {
    flushed().realisations().register(realisation);
    options.disk().reached("register: realisation");
  }

  private Database flushed() {
    flush();
    return database();
  }

  /** Makes its directories and its database, if they are not there. Whatever is added does that too. */
  public void create() {
    database();
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
      boolean known = Database.exists(location);
      database = Database.open(location, options.durable());
      if (!known) {
        options.disk().reached("database: made");
      }
    }
    return database;
  }

  @Override
  public void close() {
    try {
      flush();
    } finally {
      release();
    }
    options.disk().reached("store: closed");
  }

  /** Gives up what it holds, and what was not flushed: as if the process had ended. */
  synchronized void release() {
    try {
      if (database != null) {
        database.close();
        database = null;
      }
      if (roots != null) {
        roots.close();
        roots = null;
      }
    } catch (IOException failed) {
      throw new StoreException("cannot close the store: " + failed.getMessage(), failed);
    }
  }
}
