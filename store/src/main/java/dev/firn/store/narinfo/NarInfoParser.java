package dev.firn.store.narinfo;

import dev.firn.base.hash.BadHashException;
import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.store.PathInfo;
import dev.firn.store.compress.Compression;
import dev.firn.store.path.BadContentAddressException;
import dev.firn.store.path.BadStorePathException;
import dev.firn.store.path.ContentAddress;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import dev.firn.store.sign.BadKeyException;
import dev.firn.store.sign.Signature;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads narinfos: lines of a name, a colon, a space and a value. Names that are not known are left out. Stricter than Nix in this: a field
 * that may stand once may not stand twice, so that nobody can be shown another value than was checked.
 */
public final class NarInfoParser {
  /** The longest text that is read, in bytes. A path with 10,000 references has half a megabyte. */
  public static final int MAX_SIZE = 8 << 20;

  private final String text;
  private final String name;
  private final StoreDir dir;
  private int line = 1;

  private @Nullable StorePath path;
  private @Nullable String url;
  private @Nullable Compression compression;
  private @Nullable Hash fileHash;
  private @Nullable Long fileSize;
  private @Nullable Hash narHash;
  private @Nullable Long narSize;
  private @Nullable SortedSet<StorePath> references;
  private @Nullable StorePath deriver;
  private boolean hasDeriver;
  private final SortedSet<String> signatures = new TreeSet<>();
  private @Nullable ContentAddress address;

  private NarInfoParser(String text, String name, StoreDir dir) {
    this.text = text;
    this.name = name;
    this.dir = dir;
  }

  /**
   * Reads a narinfo.
   *
   * @param text the text, a character a byte
   * @param name the name of the file, for messages
   * @param dir the directory that its path must be in
   * @throws BadNarInfoException with Nix's message, if it is none
   */
  public static NarInfo parse(String text, String name, StoreDir dir) {
    return new NarInfoParser(text, name, dir).parse();
  }

  private NarInfo parse() {
    if (text.length() > MAX_SIZE) {
      throw corrupt("too long");
    }
    try {
      for (int at = 0; at < text.length(); line++) {
        at = field(at);
      }
    } catch (BadHashException bad) {
      throw corruptLine("bad hash");
    } catch (BadStorePathException | BadContentAddressException | BadKeyException bad) {
      throw corruptLine(String.valueOf(bad.getMessage()));
    }
    return result();
  }

  /** Reads one line, and gives where the next begins. */
  private int field(int start) {
    int colon = text.indexOf(':', start);
    if (colon < 0) {
      throw corruptLine("expecting ':'");
    }
    int end = text.indexOf('\n', colon);
    if (end < 0) {
      throw corruptLine("expecting '\\n'");
    }
    int from = Math.min(colon + 2, end);
    field(text.substring(start, colon), text.substring(from, end));
    return end + 1;
  }

  private void field(String key, String value) {
    switch (key) {
      case "StorePath" -> path = once(path, dir.parseCanonical(value), key);
      case "URL" -> url = once(url, value, key);
      case "Compression" -> compression = once(compression, compression(value), key);
      case "FileHash" -> fileHash = once(fileHash, hash(value), key);
      case "FileSize" -> fileSize = once(fileSize, size(value, key), key);
      case "NarHash" -> narHash = once(narHash, hash(value), key);
      case "NarSize" -> narSize = once(narSize, size(value, key), key);
      case "References" -> references = once(references, references(value), key);
      case "Deriver" -> deriver(value);
      case "Sig" -> signatures.add(Signature.parse(value).text());
      case "CA" ->
          address = value.isEmpty() ? address : once(address, ContentAddress.parse(value), key);
      default -> {
        // From a later version.
      }
    }
  }

  private <T> T once(@Nullable T before, T value, String key) {
    if (before != null) {
      throw corruptLine("extra " + key);
    }
    return value;
  }

  private void deriver(String value) {
    if (hasDeriver) {
      throw corruptLine("extra Deriver");
    }
    hasDeriver = true;
    deriver = value.equals("unknown-deriver") || value.isEmpty() ? null : StorePath.of(value);
  }

  private Compression compression(String value) {
    Compression named = value.isEmpty() ? Compression.BZIP2 : Compression.named(value);
    if (named == null) {
      throw corruptLine("invalid Compression");
    }
    return named;
  }

  private Hash hash(String value) {
    Hash parsed = Hash.parsePrefixed(value);
    if (parsed.algorithm() != HashAlgorithm.SHA256) {
      throw corruptLine("bad hash");
    }
    return parsed;
  }

  private long size(String value, String key) {
    long number = 0;
    boolean valid = !value.isEmpty();
    for (int i = 0; i < value.length() && valid; i++) {
      int digit = value.charAt(i) - '0';
      valid = digit >= 0 && digit <= 9 && number <= (Long.MAX_VALUE - digit) / 10;
      number = 10 * number + digit;
    }
    if (!valid) {
      throw corruptLine("invalid " + key);
    }
    return number;
  }

  private static SortedSet<StorePath> references(String value) {
    SortedSet<StorePath> paths = new TreeSet<>();
    for (int start = 0; start < value.length(); ) {
      int space = value.indexOf(' ', start);
      int end = space < 0 ? value.length() : space;
      if (end > start) {
        paths.add(StorePath.of(value.substring(start, end)));
      }
      start = end + 1;
    }
    return paths;
  }

  private NarInfo result() {
    if (path == null) {
      throw corrupt("StorePath missing");
    }
    if (narHash == null) {
      throw corrupt("NarHash missing");
    }
    if (url == null || url.isEmpty()) {
      throw corrupt("URL missing");
    }
    if (narSize == null || narSize == 0) {
      throw corrupt("NarSize missing or zero");
    }
    PathInfo info =
        new PathInfo(
            path,
            narHash,
            narSize,
            references == null ? new TreeSet<>() : references,
            deriver,
            0,
            false,
            signatures,
            address);
    return new NarInfo(
        info,
        url,
        compression == null ? Compression.BZIP2 : compression,
        fileHash,
        fileSize == null ? 0 : fileSize);
  }

  private BadNarInfoException corruptLine(String problem) {
    return corrupt(problem + " at line " + line);
  }

  private BadNarInfoException corrupt(String problem) {
    return new BadNarInfoException("NAR info file '" + name + "' is corrupt: " + problem);
  }
}
