package dev.firn.deploy.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.component.Deployment;
import dev.firn.deploy.component.ModelException;
import dev.firn.deploy.component.Place;
import dev.firn.deploy.component.Probe;
import dev.firn.deploy.component.Standing;
import dev.firn.deploy.driver.Capabilities;
import dev.firn.deploy.driver.Faults.Fault;
import dev.firn.deploy.driver.MemoryDriver;
import dev.firn.deploy.driver.Present;
import dev.firn.deploy.log.Direction;
import dev.firn.deploy.log.EventLog;
import dev.firn.deploy.log.LogException;
import dev.firn.deploy.log.MemoryLogDirectory;
import dev.firn.deploy.plan.SavedPlan;
import dev.firn.deploy.plan.Step;
import dev.firn.deploy.probe.Answer;
import dev.firn.deploy.target.Locks;
import dev.firn.deploy.target.MemoryLocks;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EngineTest {
  private static final Place PLACE = new Place("memory", "here");
  private static final Capabilities BLIND = new Capabilities(false, false, true, false, false);

  private final MemoryLogDirectory directory = new MemoryLogDirectory();
  private final MemoryLocks locks = new MemoryLocks();
  private final Cancellation cancellation = new Cancellation();
  private MemoryDriver driver = new MemoryDriver(Capabilities.BATCHES);
  private Settings settings = Settings.DEFAULT;
  private Answer answer = new Answer(Answer.Kind.READY, "");
  private Progress progress = Progress.SILENT;

  private static Deployment deployment(String... components) {
    List<Component> all = new ArrayList<>();
    ComponentPath last = null;
    for (String text : components) {
      String[] parts = text.split("=");
      Component component = Component.of(ComponentPath.of(parts[0]), PLACE, parts[1]);
      all.add(last == null ? component : component.withDependsOn(List.of(last)));
      last = component.path();
    }
    return Deployment.of("app", "/src", "me", all);
  }

  private static Deployment probed(String name, String fingerprint) {
    return Deployment.of("app", "/src", "me", List.of(withProbe(name, fingerprint)));
  }

  private static Component withProbe(String name, String fingerprint) {
    Probe probe =
        new Probe("tcp", new TreeMap<>(), Duration.ofMillis(100), Duration.ofSeconds(2), 1);
    return Component.of(ComponentPath.of(name), PLACE, fingerprint).withProbe(probe);
  }

  private Workshop shop() throws LogException {
    return new Workshop(
        Binding.open(directory, deployment()),
        _ -> driver,
        (_, _) -> answer,
        new SimulatedCrew(new SplittableRandom(1)),
        locks,
        settings,
        progress,
        cancellation);
  }

  private Engine engine() throws LogException {
    return new Engine(shop());
  }

  private Report apply(String... components) throws LogException {
    return engine().apply(deployment(components));
  }

  private void assertRuns(String... components) {
    TreeMap<ComponentPath, Present> expected = new TreeMap<>();
    deployment(components)
        .components()
        .forEach(
            (path, component) -> expected.put(path, new Present(component.fingerprint(), true)));
    assertEquals(expected, driver.world("app"));
  }

  private void failAt(String name, Fault fault) {
    driver.setFaults(operation -> operation.path().toString().equals(name) ? fault : Fault.NONE);
  }

  private int current() throws LogException {
    return engine().history().current();
  }

  @Test
  void aRollbackTwiceGoesBackTwo() throws LogException {
    for (String version : List.of("1", "2", "3")) {
      assertEquals(Outcome.DONE, apply("a=" + version).outcome());
    }
    assertEquals(Outcome.DONE, engine().rollback(null).outcome());
    assertRuns("a=2");
    assertEquals(Outcome.DONE, engine().rollback(null).outcome());
    assertRuns("a=1");
    Report none = engine().rollback(null);
    assertEquals(Outcome.ERROR, none.outcome());
    assertEquals(
        "there is nothing to go back to: generation 1 is the first that is kept", none.message());
    assertEquals(Outcome.DONE, apply("a=4").outcome());
    assertEquals(4, current());
    assertEquals(Outcome.DONE, engine().rollback(2).outcome());
    assertRuns("a=2");
  }

  @Test
  void whatDidNotChangeIsLeftAloneAndMakesNoGeneration() throws LogException {
    apply("a=1", "b=1");
    int operations = driver.journal().size();

    assertEquals(Outcome.DONE, apply("a=1", "b=1").outcome());
    assertEquals(1, current());
    assertEquals(operations, driver.journal().size());
  }

  @Test
  void destroyTakesAllAndARollbackBringsItBack() throws LogException {
    apply("a=1", "b=1");
    assertEquals(Outcome.DONE, engine().destroy().outcome());
    assertRuns();
    assertEquals(0, current());
    assertEquals(Outcome.DONE, engine().rollback(null).outcome());
    assertRuns("a=1", "b=1");
  }

  @Test
  void whatIsNotReadyInItsTimeIsUndone() throws LogException {
    engine().apply(probed("a", "1"));
    answer = new Answer(Answer.Kind.NOT_YET, "connection refused");
    Report report = engine().apply(probed("a", "2"));

    // The old one does not answer either: that is told.
    assertEquals(Outcome.INCOMPLETE, report.outcome());
    assertEquals("it is not ready: connection refused", report.failures().getFirst().message());
    assertRuns("a=1");
    assertEquals(1, current());
  }

  @Test
  void aFailureIsUndone() throws LogException {
    apply("a=1");
    failAt("c", Fault.FAILS);
    Report report = apply("a=2", "b=1", "c=1");

    assertEquals(Outcome.UNDONE, report.outcome());
    assertEquals("c", report.failures().getFirst().path().toString());
    assertRuns("a=1");
    assertEquals(1, current());
  }

  @Test
  void withoutRollbackItIsLeftAsItIs() throws LogException {
    apply("a=1");
    failAt("b", Fault.FAILS);
    settings = Settings.DEFAULT.withoutRollback();
    Report report = apply("a=2", "b=1");

    assertEquals(Outcome.INCOMPLETE, report.outcome());
    assertEquals("[a, b]", report.left().toString());
    assertRuns("a=2");
    failAt("", Fault.NONE);
    assertEquals(Outcome.DONE, apply("a=2", "b=1").outcome());
    assertRuns("a=2", "b=1");
  }

  @Test
  void whatWasLeftUnreadyIsAskedAgain() throws LogException {
    for (Settings left :
        List.of(Settings.DEFAULT.withoutRollback(), Settings.DEFAULT.withKeepGoing())) {
      String version = left.keepGoing() ? "2" : "1";
      settings = left;
      answer = new Answer(Answer.Kind.NOT_YET, "connection refused");
      assertEquals(Outcome.INCOMPLETE, engine().apply(probed("a", version)).outcome());
      assertEquals("[a]", shop().log().state().unready().toString());
      int operations = driver.journal().size();
      settings = Settings.DEFAULT;
      Report report = engine().apply(probed("a", version));
      assertEquals(Outcome.UNDONE, report.outcome());
      assertEquals("it is not ready: connection refused", report.failures().getFirst().message());
      engine().retain(1);
      assertEquals("[a]", shop().log().state().unready().toString());
      answer = new Answer(Answer.Kind.READY, "");
      assertEquals(Outcome.DONE, engine().apply(probed("a", version)).outcome());
      assertEquals("[]", shop().log().state().unready().toString());
      assertEquals(operations, driver.journal().size(), "it was only asked");
    }
  }

  @Test
  void whatWasLeftUnreadyIsAskedAgainAlsoAfterAChangeThatNeverCameToIt() throws LogException {
    settings = Settings.DEFAULT.withoutRollback();
    answer = new Answer(Answer.Kind.NOT_YET, "connection refused");
    Component first = withProbe("a", "1").irreversible();
    Deployment before = Deployment.of("app", "/src", "me", List.of(first));
    assertEquals(Outcome.INCOMPLETE, engine().apply(before).outcome());
    failAt("b", Fault.FAILS);
    Component second = withProbe("a", "2").irreversible();
    Component broken = Component.of(ComponentPath.of("b"), PLACE, "1");
    Report report = engine().apply(Deployment.of("app", "/src", "me", List.of(second, broken)));
    assertEquals("[a, b]", report.left().toString());
    assertRuns("a=1");
    assertEquals("[a]", shop().log().state().unready().toString());
    answer = new Answer(Answer.Kind.READY, "");
    assertEquals(Outcome.DONE, engine().apply(before).outcome());
    assertEquals("[]", shop().log().state().unready().toString());
  }

  @Test
  void whatANewProbeAsksIsAsked() throws LogException {
    apply("a=1");
    answer = new Answer(Answer.Kind.NOT_YET, "connection refused");
    assertEquals(Outcome.UNDONE, engine().apply(probed("a", "1")).outcome());
    answer = new Answer(Answer.Kind.READY, "");
    assertEquals(Outcome.DONE, engine().apply(probed("a", "1")).outcome());
    assertEquals(1, driver.journal().size());
  }

  @Test
  void whatDoesNotDependOnAFailureIsDone() throws LogException {
    settings = Settings.DEFAULT.withKeepGoing();
    failAt("a", Fault.FAILS);
    Component a = Component.of(ComponentPath.of("a"), PLACE, "1");
    Component b = Component.of(ComponentPath.of("b"), PLACE, "1").withDependsOn(List.of(a.path()));
    Component c = Component.of(ComponentPath.of("c"), PLACE, "1");
    Report report = engine().apply(Deployment.of("app", "/src", "me", List.of(a, b, c)));

    assertEquals(Outcome.INCOMPLETE, report.outcome());
    assertEquals("[a, b]", report.left().toString());
    assertRuns("c=1");
  }

  @Test
  void whatWasOnlyToBeAskedAndWasNotIsAskedTheNextTime() throws LogException {
    apply("b=1");
    settings = Settings.DEFAULT.withKeepGoing();
    failAt("a", Fault.FAILS);
    Component a = Component.of(ComponentPath.of("a"), PLACE, "1");
    Component b = withProbe("b", "1").withDependsOn(List.of(a.path()));
    Deployment wanted = Deployment.of("app", "/src", "me", List.of(a, b));
    assertEquals("[a, b]", engine().apply(wanted).left().toString());

    failAt("", Fault.NONE);
    answer = new Answer(Answer.Kind.NOT_YET, "connection refused");
    assertEquals("[b]", engine().apply(wanted).left().toString());
  }

  @Test
  void aDriverThatHangsIsGivenUpAndAsked() throws LogException {
    failAt("a", Fault.HANGS);
    Report report = apply("a=1");

    assertEquals(Outcome.UNDONE, report.outcome());
    assertEquals("it took too long", report.failures().getFirst().message());
  }

  @Test
  void whatNobodyKnowsIsReportedAndSettledByHand() throws LogException {
    driver = new MemoryDriver(BLIND);
    failAt("a", Fault.LOST_AFTER);
    assertEquals(Outcome.INCOMPLETE, apply("a=1").outcome());
    failAt("", Fault.NONE);
    int operations = driver.journal().size();

    assertEquals(Outcome.ERROR, apply("a=1").outcome());
    assertEquals(Outcome.INCOMPLETE, engine().recover(null).outcome());
    assertEquals(operations, driver.journal().size());
    assertEquals(Outcome.DONE, engine().settle(ComponentPath.of("a"), true).outcome());
    assertEquals(Outcome.DONE, apply("a=1").outcome());
    assertEquals(operations, driver.journal().size());
  }

  @Test
  void whoCancelsOnceUndoesAndTwiceLeavesIt() throws LogException {
    apply("a=1");
    progress =
        new Progress() {
          @Override
          public void started(Step step) {
            cancellation.request();
          }
        };
    Report report = apply("a=2");
    assertEquals(Outcome.INTERRUPTED, report.outcome());
    assertNotNull(EventLog.read(directory).transaction());
    Cancellation once = new Cancellation();
    once.request();
    Workshop shop = shop();
    Engine patient =
        new Engine(
            new Workshop(
                shop.log(),
                shop.drivers(),
                shop.prober(),
                shop.crew(),
                locks,
                settings,
                Progress.SILENT,
                once));
    assertEquals(Outcome.DONE, patient.recover(Direction.UNDO).outcome());
    assertRuns("a=1");
    assertEquals(Outcome.INTERRUPTED, patient.apply(deployment("a=3")).outcome());
    assertRuns("a=1");
    assertNull(EventLog.read(directory).transaction());
  }

  @Test
  void whatTakesTooLongIsUndone() throws LogException {
    settings = Settings.DEFAULT.withDeadline(Duration.ofSeconds(1));
    answer = new Answer(Answer.Kind.NOT_YET, "");

    assertEquals(Outcome.TIMED_OUT, engine().apply(probed("a", "1")).outcome());
    assertRuns();
  }

  @Test
  void aSavedPlanIsDoneExactlyOrNotAtAll() throws LogException, InterruptedException {
    Workshop shop = shop();
    Surveyor surveyor = new Surveyor(shop.drivers(), shop.crew(), Duration.ofSeconds(1));
    Deployment wanted = deployment("a=1");
    SavedPlan saved =
        SavedPlan.of(
            surveyor.plan(
                shop.log().state(), wanted, surveyor.observe(shop.log().state(), wanted)));
    driver.tamper("app", ComponentPath.of("stray"), new Present("1", true));
    assertEquals(Outcome.REFUSED, engine().apply(saved).outcome());
    assertEquals(List.of(), driver.journal());
    driver.tamper("app", ComponentPath.of("stray"), null);
    assertEquals(Outcome.DONE, engine().apply(saved).outcome());
    assertEquals(Outcome.REFUSED, engine().apply(saved).outcome());
    assertRuns("a=1");
  }

  @Test
  void targetsAreLocked() throws LogException, Exception {
    var held = locks.lock(Locks.target("here"), Duration.ZERO);
    assertEquals(Outcome.LOCKED, apply("a=1").outcome());
    assertRuns();
    held.close();
    assertEquals(Outcome.DONE, apply("a=1").outcome());
  }

  @Test
  void aFullDiskIsToldAndTakenUpAgain() throws LogException {
    int[] appends = {0};
    Engine engine = engine();
    directory.setFaults(step -> {
      if (step.equals("append") && ++appends[0] == 3) {
        throw new IOException("No space left on device");
      }
    });
    Report report = engine.apply(deployment("a=1"));
    assertEquals(Outcome.INCOMPLETE, report.outcome());
    assertTrue(report.message().contains("No space left"), report.message());
    directory.setFaults(_ -> {});
    assertEquals(Outcome.DONE, engine().recover(null).outcome());
    assertRuns();
  }

  @Test
  void driftIsPutRight() throws LogException {
    apply("a=1");
    driver.tamper("app", ComponentPath.of("a"), null);
    assertEquals(Outcome.DONE, apply("a=1").outcome());
    assertRuns("a=1");
  }

  @Test
  void aNameBelongsToItsDeclaration() throws LogException {
    apply("a=1");
    Deployment elsewhere = new Deployment("app", "/other", "me", new TreeMap<>());

    assertEquals(
        "the name 'app' belongs to /src, applied by me: choose another name for /other with --name, or give this one up with firn destroy --purge app",
        assertThrows(ModelException.class, () -> Binding.open(directory, elsewhere)).getMessage());
    assertEquals(Outcome.ERROR, engine().apply(elsewhere).outcome());
  }

  @Test
  void oldGenerationsAreGivenUpButNotTheCurrentOne() throws LogException {
    for (String version : List.of("1", "2", "3", "4")) {
      apply("a=" + version);
    }
    engine().rollback(1);
    assertEquals(Outcome.DONE, engine().retain(2).outcome());
    assertEquals("[1, 4]", engine().history().generations().keySet().toString());
    assertEquals(Outcome.DONE, apply("a=5").outcome());
    assertEquals(5, current());
    assertTrue(
        EventLog.read(directory).standings().get(ComponentPath.of("a"))
            instanceof Standing.Settled);
  }

  @Test
  void everyOutcomeHasItsExitStatus() {
    assertEquals(
        "[0, 1, 2, 3, 4, 5, 6, 7, 130]",
        List.of(Outcome.values()).stream().map(Outcome::exitStatus).toList().toString());
  }

  @Test
  void threadsDoTheSame() throws LogException {
    Workshop shop = shop();
    try (ThreadCrew crew = new ThreadCrew()) {
      Engine engine =
          new Engine(
              new Workshop(
                  shop.log(),
                  shop.drivers(),
                  shop.prober(),
                  crew,
                  locks,
                  settings,
                  progress,
                  cancellation));
      assertEquals(Outcome.DONE, engine.apply(deployment("a=1", "b=1", "c=1")).outcome());
      assertRuns("a=1", "b=1", "c=1");
      failAt("c", Fault.FAILS);
      assertEquals(Outcome.UNDONE, engine.apply(deployment("a=2", "b=2", "c=2")).outcome());
    }
    assertEquals(1, shop.log().state().history().current());
  }
}
