package dev.firn.store.cache;

import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.http.Upload;
import dev.firn.base.text.Latin1;
import dev.firn.store.ArchiveCheck;
import dev.firn.store.ArchiveGoneException;
import dev.firn.store.ListedStore;
import dev.firn.store.PathInfo;
import dev.firn.store.Realisation;
import dev.firn.store.StoreException;
import dev.firn.store.Substituter;
import dev.firn.store.TreeAddress;
import dev.firn.store.compress.Decompressor;
import dev.firn.store.nar.FileTree;
import dev.firn.store.nar.NarWriter;
import dev.firn.store.nar.TreeFilter;
import dev.firn.store.narinfo.BadNarInfoException;
import dev.firn.store.narinfo.CacheInfo;
import dev.firn.store.narinfo.NarInfo;
import dev.firn.store.narinfo.NarInfoParser;
import dev.firn.store.narinfo.NarInfoPrinter;
import dev.firn.store.path.ContentAddress;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.References;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import dev.firn.store.path.StorePaths;
import dev.firn.store.sign.SecretKey;
import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A binary cache. It may be read and, if its owner allows, written; a path is written archive first, description last, so that whoever sees
 * the description finds all the rest. Nothing that it says is checked here but what it says about archives that are read through
 * {@link #tree}: {@link dev.firn.store.copy.PathCopier} and stores do that.
 */
public final class BinaryCache implements ListedStore, Substituter {
  private static final int MAX_CACHE_INFO = 1 << 16;
  private static final int MAX_REMEMBERED = 1 << 16;
  private static final int BUFFER = 1 << 16;

  private final CacheTransport transport;
  private final CacheOptions options;
  private final @Nullable NarInfoCache local;
  private final Map<StorePath, Optional<NarInfo>> known = new ConcurrentHashMap<>();
  private final Map<StorePath, SpooledArchive> spools = new ConcurrentHashMap<>();
  private @Nullable CacheInfo info;
  private boolean isThere;

  /**
   * The cache behind a transport. Nothing is read yet.
   *
   * @param local keeps what is read from remote caches; null to keep nothing
   */
  public BinaryCache(CacheTransport transport, CacheOptions options, @Nullable NarInfoCache local) {
    this.transport = transport;
    this.options = options;
    this.local = transport.isRemote() ? local : null;
  }

  @Override
  public StoreDir dir() {
    return options.dir();
  }

  @Override
  public String uri() {
    return transport.uri();
  }

  @Override
  public int priority() {
    Integer told = options.told().priority();
    if (told == null) {
      told = info().priority();
    }
    return told == null ? CacheInfo.USUAL_PRIORITY : told;
  }

  @Override
  public boolean wantsMassQuery() {
    Boolean told = options.told().wantsMassQuery();
    if (told == null) {
      told = info().wantsMassQuery();
    }
    return told != null && told;
  }

  @Override
  public boolean isTrusted() {
    return options.trusted();
  }

  /**
   * What the cache says about itself.
   *
   * @throws StoreException if it has paths in another directory, or is no cache
   */
  public synchronized CacheInfo info() {
    if (info == null) {
      byte[] content = read(CacheInfo.FILE, MAX_CACHE_INFO);
      if (content == null && transport.isRemote()) {
        create();
      }
      isThere = content != null || transport.isRemote();
      CacheInfo read = content == null ? CacheInfo.UNTOLD : CacheInfo.parse(Latin1.string(content));
      String told = read.storeDir();
      if (told != null && !told.equals(dir().path())) {
        throw new StoreException(
            "binary cache '%s' is for Nix stores with prefix '%s', not '%s'"
                .formatted(uri(), told, dir().path()));
      }
      info = read;
      if (local != null) {
        local.purge();
      }
    }
    return info;
  }

  /** As Nix does: what has no description of itself becomes a cache, if it accepts one. */
  private void create() {
    try {
      String content = options.told().print(dir());
      transport.write(CacheInfo.FILE, new Upload.Bytes(Latin1.bytes(content), CacheInfo.MIME_TYPE));
    } catch (IOException refused) {
      throw new StoreException("'" + uri() + "' does not appear to be a binary cache", refused);
    }
  }

  /** Reads a small file, of a remote cache at most once in a while. */
  private byte @Nullable [] read(String name, int limit) {
    NarInfoCache.Answer answer = local == null ? null : local.find(uri(), name);
    if (answer != null) {
      return answer.content();
    }
    try {
      byte[] content = transport.read(name, limit);
      if (local != null && (content != null || !name.equals(CacheInfo.FILE))) {
        local.put(uri(), name, content);
      }
      return content;
    } catch (IOException failed) {
      throw failure("cannot read '" + name + "' of", failed);
    }
  }

  private StoreException failure(String what, IOException failed) {
    return new StoreException(
        what + " binary cache '" + uri() + "': " + failed.getMessage(), failed);
  }

  @Override
  public boolean isValid(StorePath path) {
    return findNarInfo(path) != null;
  }

  @Override
  public @Nullable PathInfo find(StorePath path) {
    NarInfo found = findNarInfo(path);
    return found == null ? null : found.info();
  }

  /**
   * All that the cache knows about a path; null if it does not have it.
   *
   * @throws StoreException if what it says has not the right form, or is about another path
   */
  public @Nullable NarInfo findNarInfo(StorePath path) {
    Optional<NarInfo> before = known.get(path);
    if (before != null) {
      return before.orElse(null);
    }
    info();
    String name = path.hashPart() + NarInfo.EXTENSION;
    byte[] content = read(name, NarInfoParser.MAX_SIZE);
    NarInfo parsed = content == null || content.length == 0 ? null : parse(path, name, content);
    remember(path, parsed);
    return parsed;
  }

  private NarInfo parse(String name, byte[] content) {
    try {
      return NarInfoParser.parse(Latin1.string(content), name, dir());
    } catch (BadNarInfoException bad) {
      throw new StoreException(bad.getMessage() + ", in binary cache '" + uri() + "'", bad);
    }
  }

  private @Nullable NarInfo parse(StorePath path, String name, byte[] content) {
    NarInfo parsed = parse(name, content);
    StorePath told = parsed.info().path();
    if (!told.hashPart().equals(path.hashPart())) {
      throw new StoreException(
          "'%s' of binary cache '%s' describes another path, '%s'"
              .formatted(name, uri(), dir().print(told)));
    }
    return told.equals(path) ? parsed : null;
  }

  private void remember(StorePath path, @Nullable NarInfo narInfo) {
    if (known.size() >= MAX_REMEMBERED) {
      known.clear();
    }
    known.put(path, Optional.ofNullable(narInfo));
  }

  /** The next time the cache is asked anew. */
  private void forget(StorePath path) {
    known.remove(path);
    if (local != null) {
      local.forget(uri(), path.hashPart() + NarInfo.EXTENSION);
    }
  }

  private NarInfo requireNarInfo(StorePath path) {
    NarInfo found = findNarInfo(path);
    if (found == null) {
      throw new StoreException("path '" + dir().print(path) + "' is not valid");
    }
    return found;
  }

  @Override
  public long downloadSize(StorePath path) {
    return requireNarInfo(path).fileSize();
  }

  @Override
  public void writeArchive(StorePath path, OutputStream target) throws IOException {
    try (InputStream archive = openArchive(path)) {
      archive.transferTo(target);
    }
  }

  @Override
  public InputStream openArchive(StorePath path) throws IOException {
    NarInfo narInfo = requireNarInfo(path);
    InputStream file = new BufferedInputStream(openFile(narInfo), BUFFER);
    try {
      InputStream archive = Decompressor.open(file, narInfo.compression());
      return new Limited(archive, narInfo.info().narSize(), narInfo.url());
    } catch (IOException | RuntimeException failed) {
      file.close();
      throw failed;
    }
  }

  private InputStream openFile(NarInfo narInfo) throws IOException {
    try {
      return transport.open(narInfo.url());
    } catch (FileNotFoundException gone) {
      forget(narInfo.info().path());
      throw new ArchiveGoneException(String.valueOf(gone.getMessage()));
    }
  }

  /** Downloads the archive, and keeps it until the cache is closed. */
  @Override
  public FileTree tree(StorePath path) {
    SpooledArchive spool = spools.get(path);
    if (spool == null) {
      try {
        spool = SpooledArchive.of(target -> writeArchive(path, target));
        ArchiveCheck.check(requireNarInfo(path).info(), spool.hash(), spool.size(), dir());
      } catch (IOException failed) {
        throw failure("cannot read '" + dir().print(path) + "' from", failed);
      }
      spools.put(path, spool);
    }
    return spool.tree();
  }

  @Override
  public StorePath addTree(
      String name,
      FileTree tree,
      TreeFilter filter,
      ContentAddressMethod method,
      HashAlgorithm algorithm,
      SortedSet<StorePath> references) {
    FileTree taken = TreeAddress.taken(tree, method);
    try (SpooledArchive spool =
        SpooledArchive.of(target -> NarWriter.write(taken, filter, target))) {
      ContentAddress address = TreeAddress.of(spool.tree(), TreeFilter.ALL, method, algorithm);
      StorePath path = StorePaths.fixed(dir(), name, address, References.to(references));
      addArchive(
          PathInfo.added(path, spool.hash(), spool.size(), references, address), spool.archive());
      return path;
    } catch (IOException failed) {
      throw failure("cannot add '" + name + "' to", failed);
    }
  }

  /** Writes archive and description; the description is signed with the keys of the cache. */
  @Override
  public void addArchive(PathInfo path, InputStream archive) {
    try {
      prepareForWriting();
      String name = path.path().hashPart() + NarInfo.EXTENSION;
      if (transport.exists(name)) {
        return;
      }
      NarInfo uploaded = new NarUpload(transport, options).upload(path, archive);
      requireReferences(path);
      writeNarInfo(uploaded.withInfo(signed(path)));
    } catch (IOException failed) {
      throw failure("cannot add '" + dir().print(path.path()) + "' to", failed);
    }
  }

  /** A directory is made when the first file is written to it. */
  private synchronized void prepareForWriting() {
    info();
    if (!isThere) {
      create();
      isThere = true;
    }
  }

  /** A description may be seen only if those of all that it mentions may. */
  private void requireReferences(PathInfo path) throws IOException {
    for (StorePath reference : path.references()) {
      if (!reference.equals(path.path())
          && known.getOrDefault(reference, Optional.empty()).isEmpty()
          && !transport.exists(reference.hashPart() + NarInfo.EXTENSION)) {
        throw new StoreException(
            "cannot add '%s' to the binary cache because the reference '%s' is not valid"
                .formatted(dir().print(path.path()), dir().print(reference)));
      }
    }
  }

  private PathInfo signed(PathInfo path) {
    PathInfo signed = path;
    for (SecretKey key : options.keys()) {
      signed = signed.signed(dir(), key);
    }
    return signed;
  }

  private void writeNarInfo(NarInfo narInfo) throws IOException {
    String name = narInfo.info().path().hashPart() + NarInfo.EXTENSION;
    byte[] content = Latin1.bytes(NarInfoPrinter.print(narInfo, dir()));
    transport.write(name, new Upload.Bytes(content, NarInfo.MIME_TYPE));
    remember(narInfo.info().path(), narInfo);
    if (local != null) {
      local.put(uri(), name, content);
    }
  }

  /**
   * All paths, as far as the cache can be listed. Each description is read, because names of files do not tell names of paths.
   *
   * @throws StoreException if it cannot
   */
  @Override
  public SortedSet<StorePath> allValidPaths() {
    info();
    SortedSet<StorePath> paths = new TreeSet<>();
    try {
      for (String name : transport.names()) {
        byte[] content =
            name.endsWith(NarInfo.EXTENSION) ? transport.read(name, NarInfoParser.MAX_SIZE) : null;
        if (content != null && content.length > 0) {
          paths.add(parse(name, content).info().path());
        }
      }
    } catch (IOException failed) {
      throw failure("cannot list", failed);
    }
    return paths;
  }

  @Override
  public void addSignatures(StorePath path, Collection<String> signatures) {
    NarInfo narInfo = requireNarInfo(path);
    SortedSet<String> all = new TreeSet<>(narInfo.info().signatures());
    all.addAll(signatures);
    try {
      writeNarInfo(narInfo.withInfo(narInfo.info().withSignatures(all)));
    } catch (IOException failed) {
      throw failure("cannot sign '" + dir().print(path) + "' in", failed);
    }
  }

  @Override
  public @Nullable Realisation realisation(String derivation, String output) {
    info();
    byte[] content = read(RealisationFile.name(derivation, output), RealisationFile.MAX_SIZE);
    return content == null
        ? null
        : RealisationFile.parse(Latin1.string(content), derivation, output);
  }

  /** Writes what an output of a derivation was found to be. */
  public void register(Realisation realisation) {
    String name = RealisationFile.name(realisation.derivation(), realisation.output());
    byte[] content = Latin1.bytes(RealisationFile.print(realisation));
    try {
      prepareForWriting();
      transport.write(name, new Upload.Bytes(content, RealisationFile.MIME_TYPE));
    } catch (IOException failed) {
      throw failure("cannot write '" + name + "' to", failed);
    }
    if (local != null) {
      local.put(uri(), name, content);
    }
  }

  /** Opens the log of the build of a derivation; null if there is none. The caller closes it. */
  public @Nullable InputStream openLog(StorePath derivation) throws IOException {
    try {
      return transport.open(logName(derivation));
    } catch (FileNotFoundException missing) {
      return null;
    }
  }

  /** Writes the log of the build of a derivation. */
  public void addLog(StorePath derivation, byte[] log) throws IOException {
    prepareForWriting();
    transport.write(logName(derivation), new Upload.Bytes(log, "text/plain; charset=utf-8"));
  }

  private static String logName(StorePath derivation) {
    return "log/" + derivation.baseName();
  }

  @Override
  public void flush() {
    // Everything is where it belongs already.
  }

  @Override
  public void close() {
    for (SpooledArchive spool : spools.values()) {
      try {
        spool.close();
      } catch (IOException failed) {
        throw failure("cannot delete a temporary file of", failed);
      }
    }
    spools.clear();
  }
}
