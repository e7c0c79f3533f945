package dev.firn.store.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.text.Latin1;
import dev.firn.store.MemoryStore;
import dev.firn.store.PathInfo;
import dev.firn.store.StoreException;
import dev.firn.store.copy.CopyOptions;
import dev.firn.store.copy.PathCopier;
import dev.firn.store.copy.UntrustedPathException;
import dev.firn.store.nar.NarWriter;
import dev.firn.store.narinfo.BadNarInfoException;
import dev.firn.store.narinfo.NarInfo;
import dev.firn.store.narinfo.NarInfoParser;
import dev.firn.store.narinfo.RandomNarInfos;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import dev.firn.store.sign.SecretKey;
import dev.firn.store.sign.TrustedKeys;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A cache can say what it likes: only what a trusted key signed is believed. */
class TrustTest {
  private static final TrustedKeys KEYS = TrustedKeys.of(List.of(CacheFixture.KEY.publicKey()));

  private final MemoryTransport files = new MemoryTransport();

  /** Paths that were built: nothing about them follows from their content. */
  private final StorePath one = new RandomNarInfos(1).path();

  private final StorePath other = new RandomNarInfos(2).path();
  private final StorePath needed = new RandomNarInfos(3).path();

  @BeforeEach
  void push() {
    BinaryCache cache = CacheFixture.cache(files, CacheFixture.KEY);
    add(cache, needed, "needed", new TreeSet<>());
    add(cache, other, "other", CacheFixture.set(needed));
    add(cache, one, "one", CacheFixture.set(needed, one));
  }

  private static void add(
      BinaryCache cache, StorePath path, String content, SortedSet<StorePath> references) {
    byte[] archive = NarWriter.ofFile(Latin1.bytes(content));
    PathInfo info =
        new PathInfo(
            path,
            Hash.digest(HashAlgorithm.SHA256, archive),
            archive.length,
            references,
            null,
            0,
            false,
            new TreeSet<>(),
            null);
    cache.addArchive(info, new ByteArrayInputStream(archive));
  }

  private MemoryStore pull(TrustedKeys keys) {
    MemoryStore store = new MemoryStore(StoreDir.DEFAULT);
    new PathCopier(CacheFixture.cache(files), store, CopyOptions.checked(keys))
        .copyClosure(List.of(one));
    return store;
  }

  private void change(StorePath path, UnaryOperator<String> change) {
    String name = path.hashPart() + ".narinfo";
    String before = Latin1.string(files.files().get(name));
    String after = change.apply(before);
    assertFalse(after.equals(before));
    files.files().put(name, Latin1.bytes(after));
  }

  private String narInfo(StorePath path) {
    return Latin1.string(files.files().get(path.hashPart() + ".narinfo"));
  }

  @Test
  void whatIsSignedIsTaken() {
    assertTrue(pull(KEYS).isValid(one));
  }

  @Test
  void whatIsNotSignedIsRefused() {
    change(one, text -> text.replaceAll("Sig: .*\n", ""));

    UntrustedPathException refused = assertThrows(UntrustedPathException.class, () -> pull(KEYS));

    assertEquals(
        "cannot add path '"
            + StoreDir.DEFAULT.print(one)
            + "' because it lacks a signature by a trusted key",
        refused.getMessage());
  }

  @Test
  void keysOfOthersDoNotCount() {
    SecretKey stranger = SecretKey.generate("stranger");
    SecretKey sameName = SecretKey.generate(CacheFixture.KEY.name());
    for (SecretKey key : List.of(stranger, sameName)) {
      assertThrows(
          UntrustedPathException.class, () -> pull(TrustedKeys.of(List.of(key.publicKey()))));
    }
    assertThrows(UntrustedPathException.class, () -> pull(TrustedKeys.NONE));
  }

  @Test
  void aSignatureOfAnotherPathIsRefused() {
    String line = narInfo(other).replaceAll("(?s).*(Sig: [^\n]*\n).*", "$1");
    change(one, text -> text.replaceAll("Sig: .*\n", line));

    assertThrows(UntrustedPathException.class, () -> pull(KEYS));
  }

  @Test
  void theDescriptionOfAnotherPathIsRefused() {
    change(one, text -> narInfo(other));

    StoreException refused = assertThrows(StoreException.class, () -> pull(KEYS));

    assertTrue(refused.getMessage().contains("describes another path"));
  }

  @Test
  void theArchiveOfAnotherPathIsRefused() {
    String url = narInfo(other).replaceAll("(?s).*(URL: [^\n]*\n).*", "$1");
    change(one, text -> text.replaceAll("URL: .*\n", url));

    StoreException refused = assertThrows(StoreException.class, () -> pull(KEYS));

    assertTrue(refused.getMessage().startsWith("hash mismatch importing path"));
  }

  @Test
  void whatASignatureCoversCannotBeChanged() {
    RandomNarInfos random = new RandomNarInfos(4);
    String somewhere = random.path().baseName();
    List<UnaryOperator<String>> changes =
        List.of(
            text ->
                text.replaceAll("StorePath: .*", "StorePath: /nix/store/" + one.hashPart() + "-z"),
            text -> text.replaceAll("NarHash: .*", "NarHash: sha256:" + "0".repeat(52)),
            text -> text.replaceAll("NarSize: .*", "NarSize: 1"),
            text -> text.replaceAll("References: .*", "References: "),
            text -> text.replaceAll("References: (.*)", "References: " + somewhere + " $1"),
            text -> text.replaceAll("References: [^ ]* ", "References: "),
            text -> text.replaceAll("Sig: test-1:.", "Sig: test-1:"),
            text -> text.replace("Sig: test-1:", "Sig: test-2:"));
    for (UnaryOperator<String> change : changes) {
      String before = narInfo(one);
      change(one, change);
      assertThrows(StoreException.class, () -> pull(KEYS), narInfo(one));
      files.files().put(one.hashPart() + ".narinfo", Latin1.bytes(before));
    }
  }

  /** Each bit that is changed is in what is not signed, or makes the path untrusted, or the description unreadable. */
  @Test
  void noChangeOfADescriptionChangesWhatIsBelieved() {
    String text = narInfo(one);
    PathInfo believed = NarInfoParser.parse(text, "", StoreDir.DEFAULT).info();
    Random random = new Random(5);
    int refused = 0;
    int count = 5_000;
    for (int i = 0; i < count; i++) {
      StringBuilder changed = new StringBuilder(text);
      int at = random.nextInt(text.length());
      changed.setCharAt(at, (char) (text.charAt(at) ^ (1 << random.nextInt(8))));
      try {
        NarInfo read = NarInfoParser.parse(changed.toString(), "", StoreDir.DEFAULT);
        if (!read.info().isTrusted(StoreDir.DEFAULT, KEYS)) {
          refused++;
        } else {
          assertEquals(
              believed.fingerprint(StoreDir.DEFAULT), read.info().fingerprint(StoreDir.DEFAULT));
        }
      } catch (BadNarInfoException unreadable) {
        refused++;
      }
    }
    assertTrue(refused > count / 2, refused + " of " + count);
  }

  @Test
  void whatFollowsFromItsContentNeedsNoSignature() {
    MemoryStore store = new MemoryStore(StoreDir.DEFAULT);
    StorePath text = CacheFixture.addClosure(store);
    new PathCopier(store, CacheFixture.cache(files), CopyOptions.unchecked())
        .copyClosure(List.of(text));
    MemoryStore target = new MemoryStore(StoreDir.DEFAULT);

    new PathCopier(CacheFixture.cache(files), target, CopyOptions.checked(TrustedKeys.NONE))
        .copyClosure(List.of(text));

    assertTrue(target.isValid(text));
  }

  @Test
  void aFalseContentAddressIsNoSubstituteForASignature() {
    change(
        one, text -> text.replaceAll("Sig: .*\n", "CA: fixed:r:sha256:" + "0".repeat(52) + "\n"));

    assertThrows(UntrustedPathException.class, () -> pull(KEYS));
  }
}
