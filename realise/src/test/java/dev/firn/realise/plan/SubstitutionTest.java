package dev.firn.realise.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.activity.ActivitySink;
import dev.firn.base.text.Latin1;
import dev.firn.store.DerivedPath;
import dev.firn.store.MemoryStore;
import dev.firn.store.StoreException;
import dev.firn.store.Substituter;
import dev.firn.store.path.ContentAddress;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.BuildMode;
import dev.firn.store.protocol.Missing;
import dev.firn.store.sign.TrustedKeys;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is fetched instead of built, from where, and what happens if that fails. */
class SubstitutionTest {
  private final MemoryStore store = new MemoryStore(StoreDir.DEFAULT);
  private final MemoryStore elsewhere = new MemoryStore(StoreDir.DEFAULT);
  private final ScriptedBuilder builder = new ScriptedBuilder(store);
  private final ScriptedSubstituter cache = new ScriptedSubstituter("cache", 40, elsewhere);
  private final StorePath low;
  private final StorePath top;

  /** The same derivations in both stores; their outputs in one. */
  SubstitutionTest() throws InterruptedException {
    graph(new Derivations(elsewhere));
    Derivations derivations = new Derivations(store);
    low = derivations.draft("low").add();
    top = graph(derivations);
    RealiseOutcome built =
        new GraphRealiser(
                elsewhere,
                List.of(),
                List.of(new Workplace(new ScriptedBuilder(elsewhere), 1, true)),
                RealiseSettings.usual(),
                ActivitySink.NONE)
            .realise(List.of(DerivedPath.allOf(top)), BuildMode.NORMAL);
    assertTrue(built.isSuccess());
  }

  private static StorePath graph(Derivations derivations) {
    return derivations.draft("top").uses(derivations.draft("low").add()).add();
  }

  private Realiser realiser(RealiseSettings settings, Substituter... substituters) {
    return new GraphRealiser(
        store,
        List.of(substituters),
        List.of(new Workplace(builder, 1, true)),
        settings,
        ActivitySink.NONE);
  }

  private RealiseOutcome realise(RealiseSettings settings, Substituter... substituters)
      throws InterruptedException {
    return realiser(settings, substituters)
        .realise(List.of(DerivedPath.allOf(top)), BuildMode.NORMAL);
  }

  private static RealiseSettings settings(boolean fallback, @Nullable TrustedKeys keys) {
    return new RealiseSettings(1, false, fallback, true, false, false, false, keys, 0, "");
  }

  private StorePath output(StorePath derivation) {
    return store.readDerivation(derivation).outputs().get("out").knownPath();
  }

  @Test
  void whatACacheHasIsFetchedWithAllThatItRefersTo() throws InterruptedException {
    assertTrue(realise(RealiseSettings.usual(), cache).isSuccess());

    assertEquals(List.of(), builder.built);
    assertTrue(store.isValid(output(top)));
    assertTrue(store.isValid(output(low)));
  }

  @Test
  void contentThatIsKnownIsTakenFromAnotherStoreDirectory() throws InterruptedException {
    MemoryStore foreign = new MemoryStore(new StoreDir("/elsewhere"));
    StorePath there = foreign.addText("file", Latin1.bytes("content"), new TreeSet<>());
    ContentAddress address = Objects.requireNonNull(foreign.info(there).contentAddress());
    StorePath file = new Derivations(store).draft("file").fixed(address).add();
    ScriptedSubstituter other = new ScriptedSubstituter("other", 40, foreign);

    assertTrue(
        realiser(settings(false, TrustedKeys.NONE), other)
            .realise(List.of(DerivedPath.allOf(file)), BuildMode.NORMAL)
            .isSuccess());

    assertEquals(List.of(), builder.built);
    assertTrue(store.isValid(output(file)));
    assertNotEquals(there, output(file));
  }

  @Test
  void whatIsThereContactsNobody() throws InterruptedException {
    realise(RealiseSettings.usual(), cache);
    cache.asked.clear();

    assertTrue(realise(RealiseSettings.usual(), cache).isSuccess());
    Missing missing =
        realiser(RealiseSettings.usual(), cache).missing(List.of(DerivedPath.allOf(top)));

    assertEquals(Set.of(), missing.substitute());
    assertEquals(List.of(), cache.asked);
  }

  @Test
  void theLowestPriorityIsAskedFirst() throws InterruptedException {
    ScriptedSubstituter preferred = new ScriptedSubstituter("preferred", 10, elsewhere);

    assertTrue(realise(RealiseSettings.usual(), cache, preferred).isSuccess());

    assertEquals(List.of("priority"), cache.asked);
    assertTrue(preferred.asked.contains("archive top"));
  }

  @Test
  void missingTellsWhatWouldBeFetched() {
    Missing missing =
        realiser(RealiseSettings.usual(), cache).missing(List.of(DerivedPath.allOf(top)));

    assertEquals(Set.of(output(low), output(top)), missing.substitute());
    assertEquals(Set.of(), missing.build());
    assertEquals(2000, missing.downloadSize());
    assertFalse(store.isValid(output(top)));
  }

  @Test
  void whatNobodyHasIsBuilt() throws InterruptedException {
    MemoryStore nothing = new MemoryStore(StoreDir.DEFAULT);

    assertTrue(
        realise(RealiseSettings.usual(), new ScriptedSubstituter("empty", 1, nothing)).isSuccess());

    assertEquals(List.of("low", "top"), builder.built);
  }

  @Test
  void whatNoTrustedKeySignedIsBuilt() throws InterruptedException {
    assertTrue(realise(settings(false, TrustedKeys.of(List.of())), cache).isSuccess());

    assertEquals(List.of("low", "top"), builder.built);
  }

  @Test
  void aFetchThatFailsIsAFailureUnlessBuildingIsAFallback() throws InterruptedException {
    cache.isCut = true;

    RealiseOutcome strict = realise(settings(false, null), cache);

    assertFalse(strict.isSuccess());
    assertEquals(List.of(), builder.built);

    assertTrue(realise(settings(true, null), cache).isSuccess());
    assertEquals(List.of("low", "top"), builder.built);
  }

  @Test
  void theNextCacheIsAskedIfOneFails() throws InterruptedException {
    cache.isCut = true;
    ScriptedSubstituter second = new ScriptedSubstituter("second", 50, elsewhere);

    assertTrue(realise(RealiseSettings.usual(), cache, second).isSuccess());

    assertEquals(List.of(), builder.built);
    assertTrue(second.asked.contains("archive top"));
  }

  @Test
  void aCacheThatIsDownFailsTheQuestionWhatIsMissing() {
    ScriptedSubstituter down = new ScriptedSubstituter("down", 1, elsewhere);
    Realiser realiser = realiser(settings(false, null), down);
    down.isDown = true;

    StoreException failed =
        assertThrows(StoreException.class, () -> realiser.missing(List.of(DerivedPath.allOf(top))));

    assertEquals("down is down", failed.getMessage());
  }
}
