package dev.firn.store.narinfo;

import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.hash.Nix32;
import dev.firn.store.PathInfo;
import dev.firn.store.compress.Compression;
import dev.firn.store.path.ContentAddress;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.StorePath;
import dev.firn.store.sign.SecretKey;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;

/** Narinfos from a seed. */
public final class RandomNarInfos {
  private static final String NAME = "abcXYZ019+-._?=";

  private final Random random;

  /** From that seed. */
  public RandomNarInfos(long seed) {
    this.random = new Random(seed);
  }

  /** Any path. */
  public StorePath path() {
    byte[] digest = new byte[20];
    random.nextBytes(digest);
    StringBuilder name = new StringBuilder("n");
    for (int i = random.nextInt(20); i > 0; i--) {
      name.append(NAME.charAt(random.nextInt(NAME.length())));
    }
    return StorePath.of(Nix32.encode(digest) + "-" + name);
  }

  private Hash hash() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return Hash.of(HashAlgorithm.SHA256, bytes);
  }

  /** Any narinfo. */
  public NarInfo next() {
    StorePath path = path();
    SortedSet<StorePath> references = new TreeSet<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      references.add(random.nextInt(4) == 0 ? path : path());
    }
    SortedSet<String> signatures = new TreeSet<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      signatures.add(SecretKey.generate("key-" + i).sign("text").text());
    }
    PathInfo info =
        new PathInfo(
            path,
            hash(),
            1 + random.nextLong(1L << random.nextInt(1, 62)),
            references,
            random.nextBoolean() ? path() : null,
            0,
            false,
            signatures,
            random.nextBoolean() ? new ContentAddress(ContentAddressMethod.NAR, hash()) : null);
    Compression[] all = Compression.values();
    return new NarInfo(
        info,
        "nar/" + hash().nix32() + ".nar",
        all[random.nextInt(all.length)],
        random.nextBoolean() ? hash() : null,
        random.nextInt(3) == 0 ? 0 : random.nextLong(1L << 40));
  }
}
