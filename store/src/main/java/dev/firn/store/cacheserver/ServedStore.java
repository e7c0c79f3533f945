package dev.firn.store.cacheserver;

import dev.firn.base.hash.Hash;
import dev.firn.base.hash.Nix32;
import dev.firn.base.text.Latin1;
import dev.firn.store.IndexedStore;
import dev.firn.store.PathInfo;
import dev.firn.store.Realisation;
import dev.firn.store.StoreException;
import dev.firn.store.cache.Listing;
import dev.firn.store.cache.RealisationFile;
import dev.firn.store.compress.Compression;
import dev.firn.store.compress.Compressor;
import dev.firn.store.narinfo.CacheInfo;
import dev.firn.store.narinfo.NarInfo;
import dev.firn.store.narinfo.NarInfoPrinter;
import dev.firn.store.path.BadStorePathException;
import dev.firn.store.path.StorePath;
import dev.firn.store.sign.SecretKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What the files of a binary cache are that has the paths of a store. May be asked by several threads. */
public final class ServedStore {
  private static final String ARCHIVES = "nar/";
  private static final String LOGS = "log/";
  private static final int MOST_REMEMBERED = 1 << 16;
  private static final long FRESH_NANOS = 60_000_000_000L;

  /** An archive of at most so many bytes is made before its answer begins. */
  private static final int SMALL = 1 << 16;

  private record Remembered(PathInfo info, byte[] narInfo, long since) {}

  private final IndexedStore store;
  private final ServerOptions options;
  private final byte[] cacheInfo;
  private final Map<String, Remembered> narInfos = new ConcurrentHashMap<>();

  /** The files of a cache that serves that store in that way. */
  public ServedStore(IndexedStore store, ServerOptions options) {
    this.store = store;
    this.options = options;
    this.cacheInfo = Latin1.bytes(new CacheInfo(null, true, options.priority()).print(store.dir()));
  }

  /**
   * The file of a name.
   *
   * @param name without a slash before it; any text
   * @throws dev.firn.store.StoreException if the store fails
   */
  public Answer answer(String name) throws IOException {
    Answer found = find(name);
    return found == null ? Answer.problem(404, "no such file in this cache") : found;
  }

  private @Nullable Answer find(String name) throws IOException {
    if (name.endsWith(NarInfo.EXTENSION)) {
      return narInfo(name.substring(0, name.length() - NarInfo.EXTENSION.length()));
    }
    if (name.startsWith(ARCHIVES)) {
      return archive(name.substring(ARCHIVES.length()));
    }
    if (name.startsWith(LOGS)) {
      return log(name.substring(LOGS.length()));
    }
    if (name.equals(CacheInfo.FILE)) {
      return Answer.of(CacheInfo.MIME_TYPE, cacheInfo);
    }
    if (name.endsWith(Listing.EXTENSION)) {
      return listing(name.substring(0, name.length() - Listing.EXTENSION.length()));
    }
    return name.endsWith(RealisationFile.EXTENSION) ? realisation(name) : null;
  }

  private @Nullable Answer narInfo(String hashPart) {
    Remembered before = remembered(hashPart);
    if (before != null) {
      return Answer.of(NarInfo.MIME_TYPE, before.narInfo());
    }
    PathInfo info = find(hashPart, "");
    if (info == null) {
      return null;
    }
    byte[] text = Latin1.bytes(NarInfoPrinter.print(describe(info), store.dir()));
    if (narInfos.size() >= MOST_REMEMBERED) {
      narInfos.clear();
    }
    narInfos.put(hashPart, new Remembered(info, text, System.nanoTime()));
    return Answer.of(NarInfo.MIME_TYPE, text);
  }

  private @Nullable Remembered remembered(String hashPart) {
    Remembered before = narInfos.get(hashPart);
    return before != null && System.nanoTime() - before.since() < FRESH_NANOS ? before : null;
  }

  private NarInfo describe(PathInfo info) {
    PathInfo signed = info;
    for (SecretKey key : options.keys()) {
      signed = signed.signed(store.dir(), key);
    }
    Compression compression = options.compressor().compression();
    String url =
        ARCHIVES
            + info.path().hashPart()
            + "-"
            + info.narHash().nix32()
            + ".nar"
            + compression.extension();
    boolean plain = compression == Compression.NONE;
    Hash fileHash = plain ? info.narHash() : null;
    return new NarInfo(signed, url, compression, fileHash, plain ? info.narSize() : 0);
  }

  /** A valid path with such digits, whose archive has that hash if one is given; else null. */
  private @Nullable PathInfo find(String hashPart, String narHash) {
    if (hashPart.length() != StorePath.HASH_LENGTH || !isNix32(hashPart)) {
      return null;
    }
    StorePath path = store.findByHashPart(hashPart);
    PathInfo info = path == null ? null : store.find(path);
    return info != null && (narHash.isEmpty() || info.narHash().nix32().equals(narHash))
        ? info
        : null;
  }

  private static boolean isNix32(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!Nix32.isDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private @Nullable Answer archive(String name) {
    int dash = name.indexOf('-');
    int dot = name.indexOf(".nar");
    Compressor compressor = options.compressor();
    if (dash < 0
        || dot < dash
        || !name.substring(dot).equals(".nar" + compressor.compression().extension())) {
      return null;
    }
    String hashPart = name.substring(0, dash);
    String narHash = name.substring(dash + 1, dot);
    Answer small = smallArchive(hashPart, narHash, compressor);
    if (small != null) {
      return small;
    }
    PathInfo info = find(hashPart, narHash);
    if (info == null) {
      return null;
    }
    boolean plain = compressor.compression() == Compression.NONE;
    return new Answer(
        200,
        NarInfo.ARCHIVE_MIME_TYPE,
        plain ? info.narSize() : -1,
        plain ? narHash : null,
        target -> writeArchive(info, compressor, target));
  }

  /** Whoever asks for a small archive has asked for its description just before; null if not, or if it is gone since. */
  private @Nullable Answer smallArchive(String hashPart, String narHash, Compressor compressor) {
    Remembered before = remembered(hashPart);
    if (before == null
        || before.info().narSize() == 0
        || before.info().narSize() > SMALL
        || !before.info().narHash().nix32().equals(narHash)) {
      return null;
    }
    ByteArrayOutputStream archive = new ByteArrayOutputStream((int) before.info().narSize());
    try {
      writeArchive(before.info(), compressor, archive);
    } catch (IOException | StoreException gone) {
      return null;
    }
    boolean plain = compressor.compression() == Compression.NONE;
    byte[] content = archive.toByteArray();
    return new Answer(
        200,
        NarInfo.ARCHIVE_MIME_TYPE,
        content.length,
        plain ? narHash : null,
        target -> target.write(content));
  }

  private void writeArchive(PathInfo info, Compressor compressor, OutputStream target)
      throws IOException {
    try (OutputStream compressed = compressor.open(target, info.narSize())) {
      store.writeArchive(info.path(), compressed);
    }
  }

  private @Nullable Answer listing(String hashPart) throws IOException {
    PathInfo info = find(hashPart, "");
    if (info == null) {
      return null;
    }
    try (InputStream archive = store.openArchive(info.path())) {
      String json = Listing.json(archive);
      return json == null ? null : Answer.of(Listing.MIME_TYPE, Latin1.bytes(json));
    }
  }

  private @Nullable Answer log(String name) throws IOException {
    StorePath derivation;
    try {
      derivation = StorePath.of(name);
    } catch (BadStorePathException bad) {
      return null;
    }
    try (InputStream log = options.logs().open(derivation)) {
      return log == null
          ? null
          : new Answer(200, Answer.TEXT, -1, null, target -> writeLog(derivation, target));
    }
  }

  private void writeLog(StorePath derivation, OutputStream target) throws IOException {
    try (InputStream log = options.logs().open(derivation)) {
      if (log != null) {
        log.transferTo(target);
      }
    }
  }

  private @Nullable Answer realisation(String name) {
    List<String> key = RealisationFile.key(name);
    Realisation found = key.isEmpty() ? null : store.realisation(key.getFirst(), key.getLast());
    return found == null
        ? null
        : Answer.of(RealisationFile.MIME_TYPE, Latin1.bytes(RealisationFile.print(found)));
  }
}
