package dev.firn.realise.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.activity.ActivitySink;
import dev.firn.base.activity.Field;
import dev.firn.base.activity.ForwardingSink;
import dev.firn.base.activity.Level;
import dev.firn.base.activity.ResultType;
import dev.firn.store.DerivedPath;
import dev.firn.store.MemoryStore;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.BuildMode;
import dev.firn.store.protocol.BuildResult;
import dev.firn.store.protocol.BuildStatus;
import dev.firn.store.protocol.Missing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What is built, in which order, how much at once, and what failures do. */
class GraphRealiserTest {
  private final MemoryStore store = new MemoryStore(StoreDir.DEFAULT);
  private final Derivations derivations = new Derivations(store);
  private final ScriptedBuilder builder = new ScriptedBuilder(store);

  private Realiser realiser(RealiseSettings settings, int jobs) {
    return new GraphRealiser(
        store, List.of(), List.of(new Workplace(builder, jobs, true)), settings, ActivitySink.NONE);
  }

  private RealiseOutcome realise(StorePath... wanted) throws InterruptedException {
    return realise(RealiseSettings.usual(), 1, wanted);
  }

  private RealiseOutcome realise(RealiseSettings settings, int jobs, StorePath... wanted)
      throws InterruptedException {
    List<DerivedPath> all = new ArrayList<>();
    for (StorePath each : wanted) {
      all.add(DerivedPath.allOf(each));
    }
    return realiser(settings, jobs).realise(all, BuildMode.NORMAL);
  }

  private StorePath chain(int length) {
    StorePath last = derivations.draft("d0").add();
    for (int i = 1; i < length; i++) {
      last = derivations.draft("d" + i).uses(last).add();
    }
    return last;
  }

  @Test
  void inputsAreBuiltFirstAndOnce() throws InterruptedException {
    StorePath low = derivations.draft("low").output("out").output("dev").add();
    StorePath left = derivations.draft("left").uses(low, "dev").add();
    StorePath right = derivations.draft("right").uses(low, "out").add();
    StorePath top = derivations.draft("top").uses(left).uses(right).add();

    RealiseOutcome outcome = realise(top);

    assertTrue(outcome.isSuccess());
    assertEquals(List.of("low", "left", "right", "top"), builder.built);
    BuildResult result = outcome.results().getFirst().result();
    assertEquals(BuildStatus.BUILT, result.status());
    assertTrue(store.isValid(Objects.requireNonNull(result.outputs().get("out")).path()));
  }

  @Test
  void whatIsThereIsNotBuilt() throws InterruptedException {
    StorePath top = chain(3);
    realise(top);
    builder.built.clear();

    RealiseOutcome outcome = realise(top);

    assertEquals(List.of(), builder.built);
    assertEquals(BuildStatus.ALREADY_VALID, outcome.results().getFirst().result().status());
  }

  @Test
  void longChainsNeedNoStack() throws InterruptedException {
    assertTrue(realise(chain(2000)).isSuccess());
    assertEquals(2000, builder.built.size());
  }

  @Test
  void noMoreBuildsThanAllowedRunAtOnce() throws InterruptedException {
    StorePath[] all = new StorePath[10];
    for (int i = 0; i < all.length; i++) {
      all[i] = derivations.draft("d" + i).add();
    }
    CountDownLatch three = new CountDownLatch(3);
    builder.begun = three;
    for (int i = 0; i < 3; i++) {
      // The first three go on only once all three began.
      builder.gates.put("d" + i, three);
    }

    assertTrue(realise(RealiseSettings.usual(), 3, all).isSuccess());

    assertEquals(3, builder.most.get());
  }

  @Test
  void aFailureEndsWhatNeedsIt() throws InterruptedException {
    StorePath bad = derivations.draft("bad").with("fails", "PERMANENT_FAILURE").add();
    StorePath top = derivations.draft("top").uses(bad).add();

    RealiseOutcome outcome = realise(top);

    assertFalse(outcome.isSuccess());
    assertEquals(100, outcome.exitStatus());
    BuildResult result = outcome.results().getFirst().result();
    assertEquals(BuildStatus.DEPENDENCY_FAILED, result.status());
    assertTrue(result.message().contains("1 dependency failed"), result.message());
    assertEquals(List.of("bad"), builder.built);
    RealiseException failure =
        assertThrows(
            RealiseException.class, () -> outcome.requireSuccess(store.dir(), ActivitySink.NONE));
    assertEquals(100, failure.exitStatus());
  }

  @Test
  void theExitStatusTellsWhatFailed() throws InterruptedException {
    assertEquals(101, realise(failing("TIMED_OUT")).exitStatus());
    assertEquals(102, realise(failing("HASH_MISMATCH")).exitStatus());
    assertEquals(104, realise(failing("NOT_DETERMINISTIC")).exitStatus());
    assertEquals(1, realise(failing("MISC_FAILURE")).exitStatus());
  }

  private StorePath failing(String how) {
    return derivations.draft("bad").with("fails", how).add();
  }

  @Test
  void aFailureStopsEverythingUnlessGoingOnIsWanted() throws InterruptedException {
    StorePath bad = derivations.draft("a-bad").with("fails", "PERMANENT_FAILURE").add();
    StorePath good = derivations.draft("b-good").add();

    assertEquals(2, realise(bad, good).failed().size());
    assertEquals(List.of("a-bad"), builder.built);

    RealiseOutcome going = realise(keepGoing(), 1, bad, good);
    assertEquals(List.of("a-bad", "a-bad", "b-good"), builder.built);
    assertEquals(List.of(DerivedPath.allOf(bad)), going.failed());
    assertTrue(Objects.requireNonNull(going.of(DerivedPath.allOf(good))).isSuccess());
  }

  private static RealiseSettings keepGoing() {
    return new RealiseSettings(
        16, true, false, true, false, false, false, null, 25, "firn store log");
  }

  private static RealiseSettings contentAddressed() {
    return new RealiseSettings(
        16, false, false, true, false, true, false, null, 25, "firn store log");
  }

  @Test
  void buildsThatNobodyNeedsAnyMoreAreInterrupted() throws InterruptedException {
    StorePath bad = derivations.draft("a-bad").with("fails", "PERMANENT_FAILURE").add();
    StorePath endless = derivations.draft("b-endless").add();
    builder.gates.put("b-endless", new CountDownLatch(1));
    CountDownLatch both = new CountDownLatch(2);
    builder.begun = both;
    builder.gates.put("a-bad", both);

    RealiseOutcome outcome = realise(RealiseSettings.usual(), 2, bad, endless);

    assertFalse(outcome.isSuccess());
    assertEquals(1, builder.interrupted.get());
  }

  @Test
  void anInterruptEndsAllBuilds() throws InterruptedException {
    StorePath endless = derivations.draft("endless").add();
    builder.gates.put("endless", new CountDownLatch(1));
    CountDownLatch began = new CountDownLatch(1);
    builder.begun = began;
    Thread caller = Thread.currentThread();
    Thread.ofPlatform()
        .start(() -> {
          try {
            began.await();
            caller.interrupt();
          } catch (InterruptedException never) {
            throw new IllegalStateException(never);
          }
        });

    assertThrows(InterruptedException.class, () -> realise(endless));

    assertEquals(1, builder.interrupted.get());
  }

  @Test
  void linesOfTheLogAndPhasesAreTold() throws InterruptedException {
    StorePath said =
        derivations
            .draft("said")
            .with("says", "gone\rover\n@nix {\"action\":\"setPhase\",\"phase\":\"x\"}\nlast")
            .add();
    List<String> told = new ArrayList<>();
    ActivitySink sink =
        new ForwardingSink(ActivitySink.NONE) {
          @Override
          public synchronized void result(long id, ResultType type, List<Field> fields) {
            if (type == ResultType.BUILD_LOG_LINE || type == ResultType.SET_PHASE) {
              told.add(type + " " + ((Field.Text) fields.getFirst()).value());
            }
          }
        };

    new GraphRealiser(
            store, List.of(), List.of(new Workplace(builder, 1, true)), contentAddressed(), sink)
        .realise(List.of(DerivedPath.allOf(said)), BuildMode.NORMAL);

    assertEquals(List.of("BUILD_LOG_LINE over", "SET_PHASE x", "BUILD_LOG_LINE last"), told);
  }

  @Test
  void messagesThatCannotBeUnderstoodAreWarnedAbout() throws InterruptedException {
    StorePath odd =
        derivations.draft("odd").with("says", "@nix 1\n@nix {}\n@nix {\"action\":1}\n").add();
    List<String> told = new ArrayList<>();
    ActivitySink sink =
        new ForwardingSink(ActivitySink.NONE) {
          @Override
          public synchronized void message(Level level, String text) {
            told.add(level + " " + text);
          }
        };

    new GraphRealiser(
            store, List.of(), List.of(new Workplace(builder, 1, true)), contentAddressed(), sink)
        .realise(List.of(DerivedPath.allOf(odd)), BuildMode.NORMAL);

    long warnings =
        told.stream()
            .filter(text -> text.startsWith("WARN") && text.contains("Unable to handle a JSON"))
            .count();
    assertEquals(3, warnings, told.toString());
  }

  @Test
  void theEndOfTheLogIsToldWithTheFailure() throws InterruptedException {
    StorePath bad =
        derivations
            .draft("bad")
            .with("fails", "PERMANENT_FAILURE")
            .with("says", "gone\rover\n@nix {\"action\":\"setPhase\",\"phase\":\"x\"}\nlast")
            .add();

    String message = realise(bad).results().getFirst().result().message();

    assertTrue(message.contains("\nLast 2 log lines:\n> over\n> last\nFor full logs"), message);
  }

  @Test
  void whatNobodyCanBuildIsRefused() throws InterruptedException {
    StorePath foreign = derivations.draft("foreign").system("elsewhere").add();
    BuildResult refused = realise(foreign).results().getFirst().result();
    assertEquals(BuildStatus.INPUT_REJECTED, refused.status());
    assertEquals("no such system", refused.message());

    BuildResult disabled =
        realise(RealiseSettings.usual(), 0, derivations.draft("some").add())
            .results()
            .getFirst()
            .result();
    assertTrue(disabled.message().contains("local builds are disabled"), disabled.message());
  }

  @Test
  void aWrongOutputIsAFailure() throws InterruptedException {
    StorePath some = derivations.draft("some").add();
    RealiseOutcome outcome =
        realiser(RealiseSettings.usual(), 1)
            .realise(List.of(DerivedPath.outputOf(some, "dev")), BuildMode.NORMAL);
    assertEquals(
        "derivation '" + store.dir().print(some) + "' does not have wanted outputs 'dev'",
        outcome.results().getFirst().result().message());
  }

  @Test
  void contentAddressedDerivationsNeedTheFeature() throws InterruptedException {
    StorePath some = derivations.draft("some").floating().add();
    assertTrue(realise(some).results().getFirst().result().message().contains("ca-derivations"));
  }

  @Test
  void theSameContentCutsBuildsOff() throws InterruptedException {
    StorePath first = cutOff("one");
    realise(contentAddressed(), 1, first);
    assertEquals(List.of("dep", "top"), builder.built);
    builder.built.clear();

    RealiseOutcome outcome = realise(contentAddressed(), 1, cutOff("two"));

    assertEquals(List.of("dep"), builder.built);
    BuildResult result = outcome.results().getFirst().result();
    assertEquals(BuildStatus.RESOLVES_TO_ALREADY_VALID, result.status());
    assertNotNull(result.outputs().get("out"));
  }

  private StorePath cutOff(String tag) {
    StorePath dep =
        derivations.draft("dep").floating().with("content", "same").with("tag", tag).add();
    return derivations.draft("top").floating().mentions("dep", dep).add();
  }

  @Test
  void deferredDerivationsAreResolvedToo() throws InterruptedException {
    StorePath dep = derivations.draft("dep").floating().with("content", "x").add();
    StorePath top = derivations.draft("top").mentions("dep", dep).add();

    BuildResult result = realise(contentAddressed(), 1, top).results().getFirst().result();

    assertEquals(List.of("dep", "top"), builder.built);
    StorePath made = Objects.requireNonNull(result.outputs().get("out")).path();
    StorePath deriver = Objects.requireNonNull(store.info(made).deriver());
    assertTrue(store.readDerivation(deriver).inputDerivations().isEmpty());
  }

  @Test
  void missingTellsWhatWouldBeBuilt() throws InterruptedException {
    StorePath top = chain(3);
    Realiser realiser = realiser(RealiseSettings.usual(), 1);
    StorePath unknown = StorePath.of("a".repeat(32) + "-unknown");

    Missing missing =
        realiser.missing(List.of(DerivedPath.allOf(top), new DerivedPath.Opaque(unknown)));

    assertEquals(3, missing.build().size());
    assertEquals(new TreeSet<>(List.of(unknown)), missing.unknown());
    realise(top);
    assertTrue(realiser.missing(List.of(DerivedPath.allOf(top))).isEmpty());
  }

  @Test
  void randomGraphsAreBuiltAsFarAsTheyCanBe() throws InterruptedException {
    for (int seed = 0; seed < 60; seed++) {
      randomGraph(new SplittableRandom(seed), "seed " + seed + ": ");
    }
  }

  private void randomGraph(SplittableRandom random, String label) throws InterruptedException {
    int size = 1 + random.nextInt(40);
    List<StorePath> all = new ArrayList<>();
    Set<Integer> reachable = new HashSet<>();
    for (int i = 0; i < size; i++) {
      Derivations.Draft draft = derivations.draft("n" + i).with("salt", label);
      boolean good = random.nextInt(8) > 0;
      if (!good) {
        draft.with("fails", "PERMANENT_FAILURE");
      }
      for (int j = 0; j < i; j++) {
        if (random.nextInt(i) < 2) {
          draft.uses(all.get(j));
          good &= reachable.contains(j);
        }
      }
      all.add(draft.add());
      if (good) {
        reachable.add(i);
      }
    }
    builder.built.clear();

    RealiseOutcome outcome =
        realise(keepGoing(), 1 + random.nextInt(4), all.toArray(StorePath[]::new));

    assertEquals(size, outcome.results().size(), label);
    for (int i = 0; i < size; i++) {
      BuildResult result = Objects.requireNonNull(outcome.of(DerivedPath.allOf(all.get(i))));
      assertEquals(reachable.contains(i), result.isSuccess(), label + i);
    }
    assertEquals(new HashSet<>(builder.built).size(), builder.built.size(), label + "built once");
  }
}
