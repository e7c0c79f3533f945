package dev.firn.store;

import dev.firn.base.hash.Hash;
import dev.firn.store.path.BadContentAddressException;
import dev.firn.store.path.ContentAddress;
import dev.firn.store.path.References;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import dev.firn.store.path.StorePaths;
import dev.firn.store.sign.SecretKey;
import dev.firn.store.sign.TrustedKeys;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a store knows about a valid path.
 *
 * @param path the path
 * @param narHash the SHA-256 of its archive
 * @param narSize the length of its archive
 * @param references the paths that it refers to, with itself if it does
 * @param deriver the derivation that it is an output of, if known
 * @param registrationTime when it became valid, in seconds after the epoch; 0 for when a store registers it
 * @param ultimate whether it was built here
 * @param signatures signatures of path, hash, size and references
 * @param contentAddress what the path was computed from, if it was from the content
 */
public record PathInfo(
    StorePath path,
    Hash narHash,
    long narSize,
    SortedSet<StorePath> references,
    @Nullable StorePath deriver,
    long registrationTime,
    boolean ultimate,
    SortedSet<String> signatures,
    @Nullable ContentAddress contentAddress) {
  /** Takes the collections over; they must not be changed any more. */
  public PathInfo {
    references = Collections.unmodifiableSortedSet(references);
    signatures = Collections.unmodifiableSortedSet(signatures);
  }

  /** About a path that was added just now because of its content. */
  public static PathInfo added(
      StorePath path,
      Hash narHash,
      long narSize,
      SortedSet<StorePath> references,
      ContentAddress address) {
    long now = System.currentTimeMillis() / 1000;
    return new PathInfo(
        path, narHash, narSize, references, null, now, false, new TreeSet<>(), address);
  }

  /**
   * What signatures of the path are made of: path, archive and references.
   *
   * @throws StoreException if the size is not known
   */
  public String fingerprint(StoreDir dir) {
    if (narSize == 0) {
      throw new StoreException(
          "cannot calculate fingerprint of path '"
              + dir.print(path)
              + "' because its size is not known");
    }
    StringBuilder text = new StringBuilder("1;").append(dir.print(path));
    text.append(";sha256:").append(narHash.nix32()).append(';').append(narSize).append(';');
    boolean first = true;
    for (StorePath reference : references) {
      text.append(first ? "" : ",").append(dir.print(reference));
      first = false;
    }
    return text.toString();
  }

  /** Whether the path follows from the content address and the references: then nobody can put other content there. */
  public boolean isContentAddressed(StoreDir dir) {
    if (contentAddress == null) {
      return false;
    }
    SortedSet<StorePath> others = new TreeSet<>(references);
    boolean self = others.remove(path);
    try {
      References all = new References(others, self);
      return StorePaths.fixed(dir, path.name(), contentAddress, all).equals(path);
    } catch (BadContentAddressException impossible) {
      return false;
    }
  }

  /** Whether the path may be believed: by its content address, or by the signature of a trusted key. */
  public boolean isTrusted(StoreDir dir, TrustedKeys keys) {
    return isContentAddressed(dir) || trustedSignatures(dir, keys) > 0;
  }

  /** How many of the signatures were made by one of those keys. */
  public int trustedSignatures(StoreDir dir, TrustedKeys keys) {
    if (narSize == 0) {
      return 0;
    }
    String fingerprint = fingerprint(dir);
    int count = 0;
    for (String signature : signatures) {
      count += keys.verify(fingerprint, signature) ? 1 : 0;
    }
    return count;
  }

  /** The same with one more signature, made by that key. */
  public PathInfo signed(StoreDir dir, SecretKey key) {
    SortedSet<String> all = new TreeSet<>(signatures);
    all.add(key.sign(fingerprint(dir)).text());
    return withSignatures(all);
  }

  /** The same for another store: registered now, and not built there. */
  public PathInfo asCopied() {
    long now = System.currentTimeMillis() / 1000;
    return new PathInfo(
        path, narHash, narSize, references, deriver, now, false, signatures, contentAddress);
  }

  /** The same, built here or not. */
  public PathInfo withUltimate(boolean newUltimate) {
    return new PathInfo(
        path,
        narHash,
        narSize,
        references,
        deriver,
        registrationTime,
        newUltimate,
        signatures,
        contentAddress);
  }

  /** The same with that hash and size of the archive instead. */
  public PathInfo withArchive(Hash newHash, long newSize) {
    return new PathInfo(
        path,
        newHash,
        newSize,
        references,
        deriver,
        registrationTime,
        ultimate,
        signatures,
        contentAddress);
  }

  /** The same with those signatures instead. */
  public PathInfo withSignatures(SortedSet<String> newSignatures) {
    return new PathInfo(
        path,
        narHash,
        narSize,
        references,
        deriver,
        registrationTime,
        ultimate,
        newSignatures,
        contentAddress);
  }
}
