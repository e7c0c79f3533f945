package dev.firn.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.store.path.ContentAddress;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import dev.firn.store.sign.SecretKey;
import dev.firn.store.sign.TrustedKeys;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PathInfoTest {
  private static final StoreDir DIR = StoreDir.DEFAULT;
  private static final StorePath SELF = StorePath.of("5bycwvpqqby32apv2s33daa0qdhdp5mf-bld-env1");
  private static final StorePath OTHER = StorePath.of("7ndr3px5ixdincy7rjxvkinvl2y0paj3-bld");

  private static PathInfo info(StorePath path, long size, @Nullable String address) {
    return new PathInfo(
        path,
        Hash.parsePrefixed("sha256:17m97dlqfbx78n4vw2w9w7q9a0yh6hlsc2xab6hhn91izd20xrj8"),
        size,
        new TreeSet<>(List.of(OTHER, SELF)),
        null,
        1,
        false,
        new TreeSet<>(),
        address == null ? null : ContentAddress.parse(address));
  }

  @Test
  void fingerprintsHoldWhatSignaturesAreAbout() {
    assertEquals(
        "1;/nix/store/5bycwvpqqby32apv2s33daa0qdhdp5mf-bld-env1;"
            + "sha256:17m97dlqfbx78n4vw2w9w7q9a0yh6hlsc2xab6hhn91izd20xrj8;840;"
            + "/nix/store/5bycwvpqqby32apv2s33daa0qdhdp5mf-bld-env1,"
            + "/nix/store/7ndr3px5ixdincy7rjxvkinvl2y0paj3-bld",
        info(SELF, 840, null).fingerprint(DIR));
    assertThrows(StoreException.class, () -> info(SELF, 0, null).fingerprint(DIR));
  }

  @Test
  void signaturesMakeTrusted() {
    SecretKey key = SecretKey.generate("k");
    TrustedKeys keys = TrustedKeys.of(List.of(key.publicKey()));
    PathInfo plain = info(SELF, 840, null);
    assertFalse(plain.isTrusted(DIR, keys));
    assertTrue(plain.signed(DIR, key).isTrusted(DIR, keys));
    assertFalse(plain.signed(DIR, SecretKey.generate("k")).isTrusted(DIR, keys));
    assertFalse(info(SELF, 0, null).isTrusted(DIR, keys));
  }

  @Test
  void onlyTrueContentAddressesMakeTrusted() {
    String zero = "text:sha256:" + Hash.zero(HashAlgorithm.SHA256).nix32();
    assertFalse(info(SELF, 840, zero).isTrusted(DIR, TrustedKeys.NONE));
    StorePath text = StorePath.of("gn48qr23kimj8iyh50jvffjx7335k9fz-file-name");
    String address = "text:sha256:" + Hash.digest(HashAlgorithm.SHA256, "some content").nix32();
    PathInfo right =
        new PathInfo(
            text,
            Hash.zero(HashAlgorithm.SHA256),
            1,
            new TreeSet<>(),
            null,
            1,
            false,
            new TreeSet<>(),
            ContentAddress.parse(address));
    assertTrue(right.isTrusted(DIR, TrustedKeys.NONE));
  }
}
