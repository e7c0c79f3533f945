package dev.firn.deploy.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.json.Json;
import dev.firn.base.text.Latin1;
import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.component.Deployment;
import dev.firn.deploy.component.Place;
import dev.firn.deploy.component.Standing;
import dev.firn.deploy.driver.Capabilities;
import dev.firn.deploy.driver.Present;
import dev.firn.deploy.json.JsonFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PlannerTest {
  private static final Place HERE = new Place("embedded", "here");
  private static final Place OTHER = new Place("supervisord", "here");

  private final TreeMap<ComponentPath, Standing> standings = new TreeMap<>();
  private final TreeMap<ComponentPath, Present> there = new TreeMap<>();

  private static Component component(String path, int port, String... dependsOn) {
    return Component.of(ComponentPath.parse(path), HERE, "f" + port)
        .withInputs(Map.of("port", new Json.Int(port), "user", new Json.Str("www")), List.of())
        .withDependsOn(List.of(dependsOn).stream().map(ComponentPath::parse).toList());
  }

  private static Component moved(Component component) {
    return new Component(
        component.path(),
        OTHER,
        component.inputs(),
        component.fingerprint(),
        component.dependsOn(),
        component.follows(),
        component.connectsTo(),
        component.reloadable(),
        component.probe(),
        component.reversible());
  }

  private static Component reloadable(Component component) {
    return component.withInputs(component.inputs(), List.of("port"));
  }

  private void is(Component component) {
    standings.put(component.path(), new Standing.Settled(component));
    there.put(component.path(), new Present(component.fingerprint(), true));
  }

  private Plan plan(Component... wanted) {
    SortedMap<Place, SortedMap<ComponentPath, Present>> places = new TreeMap<>();
    places.put(HERE, there);
    return plan(new Observed(places), wanted);
  }

  private Plan plan(Observed observed, Component... wanted) {
    Deployment deployment = Deployment.of("app", "/src", "me", List.of(wanted));
    return Planner.plan(
        standings, deployment, observed, new TreeSet<>(), _ -> Capabilities.BATCHES);
  }

  private static String steps(Plan plan) {
    StringBuilder text = new StringBuilder();
    plan.steps()
        .forEach(step ->
            text.append(step.operation().verb())
                .append(' ')
                .append(step.operation().path())
                .append(step.after())
                .append(' '));
    return text.toString().strip();
  }

  private static Action action(Plan plan, String path) {
    return plan.changes().stream()
        .filter(change -> change.path().toString().equals(path))
        .findFirst()
        .orElseThrow()
        .action();
  }

  private static Component bigDatabase(int port) {
    return component("db", port).irreversible();
  }

  private Plan everything() {
    is(component("kept", 1));
    is(component("changed", 2, "kept"));
    is(reloadable(component("proxy", 3, "changed")));
    is(component("moved", 4));
    is(component("gone", 5, "kept"));
    is(component("drifted", 6));
    is(bigDatabase(7));
    there.remove(ComponentPath.of("drifted"));
    return plan(
        component("kept", 1),
        component("changed", 20, "kept"),
        reloadable(component("proxy", 30, "changed")),
        moved(component("moved", 4)),
        component("drifted", 6),
        component("group.new", 8, "changed"));
  }

  @Test
  void everyActionHasItsReason() {
    Plan plan = everything();

    assertEquals(Action.KEEP, action(plan, "kept"));
    assertEquals(Action.CHANGE, action(plan, "changed"));
    assertEquals(Action.RELOAD, action(plan, "proxy"));
    assertEquals(Action.REPLACE, action(plan, "moved"));
    assertEquals(Action.STOP, action(plan, "gone"));
    assertEquals(Action.DRIFT, action(plan, "drifted"));
    assertEquals(Action.CREATE, action(plan, "group.new"));
    assertEquals(
        "STOP moved[] STOP gone[] STOP changed[] START drifted[] START changed[2] START group.new[4] START moved[0]"
            + " RELOAD proxy[4] STOP db[]",
        steps(plan));
  }

  @Test
  void whatReloadsMayNeedMore() {
    is(component("old", 1));
    is(reloadable(component("proxy", 3, "old")));
    Plan more =
        plan(
            component("old", 1),
            component("new", 2),
            reloadable(component("proxy", 30, "old", "new")));
    assertEquals("START new[] RELOAD proxy[0]", steps(more));
  }

  @Test
  void whatNeedsLessReloadsBeforeThatStops() {
    is(component("kept", 1));
    is(component("old", 2, "kept"));
    is(reloadable(component("proxy", 3, "kept", "old")));
    is(component("user", 4, "proxy"));
    Plan less =
        plan(
            component("kept", 1),
            reloadable(component("proxy", 30, "kept")),
            component("user", 40, "proxy"),
            component("more", 5));
    assertEquals(Action.RELOAD, action(less, "proxy"));
    assertEquals(
        "STOP user[] RELOAD proxy[] STOP old[0, 1] START more[] START user[0, 1]", steps(less));
  }

  @Test
  void whatNeedsLessAndWaitsForSomethingElseIsStartedAnew() {
    is(component("old", 1));
    is(component("changed", 2));
    is(reloadable(component("proxy", 3, "changed", "old")));
    Plan changed = plan(component("changed", 20), reloadable(component("proxy", 30, "changed")));
    assertEquals(Action.CHANGE, action(changed, "proxy"));
    Plan other =
        plan(
            component("changed", 2),
            component("new", 4),
            reloadable(component("proxy", 30, "changed", "new")));
    assertEquals("STOP proxy[] STOP old[0] START new[] START proxy[0, 2]", steps(other));
  }

  @Test
  void peopleAndProgramsReadIt() throws IOException {
    Plan plan = everything();

    assertGolden("plan.txt", PlanText.render(plan));
    assertGolden("plan.json", PlanJson.write(plan).printIndented(2) + "\n");
  }

  private static void assertGolden(String name, String bytes) throws IOException {
    Path file = Path.of("src/test/resources/golden").resolve(name);
    if ("write".equals(System.getProperty("firn.golden"))) {
      Files.createDirectories(file.getParent());
      Files.write(file, Latin1.bytes(bytes));
    }
    assertEquals(Latin1.string(Files.readAllBytes(file)), bytes);
  }

  @Test
  void nothingChangedIsNothingToDo() {
    is(component("a", 1));
    is(component("b", 2, "a"));

    assertTrue(plan(component("a", 1), component("b", 2, "a")).isEmpty());
  }

  @Test
  void aDependencyEntersByName() {
    is(component("a", 1));
    is(component("b", 2, "a"));

    assertEquals("STOP a[] START a[0]", steps(plan(component("a", 10), component("b", 2, "a"))));
  }

  @Test
  void whatStandsBetweenHandsTheOrderOn() {
    is(component("middle", 1, "first"));

    Plan plan =
        plan(
            component("first", 0), component("middle", 1, "first"), component("last", 2, "middle"));

    assertEquals("START first[] START last[0]", steps(plan));
  }

  @Test
  void anotherManagerReplacesAll() {
    is(component("a", 1));
    is(component("b", 2, "a"));

    Plan plan = plan(moved(component("a", 1)), moved(component("b", 2, "a")));

    assertEquals(2, plan.count(Action.REPLACE));
    assertEquals("STOP b[] STOP a[0] START a[1] START b[0, 2]", steps(plan));
  }

  @Test
  void whatNobodyKnowsIsNotGuessed() {
    Component web = component("web", 1);
    standings.put(web.path(), new Standing.Doubtful(null, web));

    Plan blind = plan(Observed.NOTHING, web);
    assertEquals("[web]", blind.uncertain().toString());
    assertFalse(blind.isEmpty());
    assertEquals("START web[]", steps(plan(web)));
    there.put(web.path(), new Present("f1", true));
    assertTrue(plan(web).isEmpty());
    there.put(web.path(), new Present("f1", false));
    assertEquals("STOP web[] START web[0]", steps(plan(web)));
  }

  @Test
  void whatIsOursAndForgottenIsStopped() {
    there.put(ComponentPath.of("stray"), new Present("f9", true));

    assertEquals("STOP stray[]", steps(plan()));
  }

  @Test
  void theSameIsMadeOfTheSame() {
    assertEquals(PlanJson.write(everything()), PlanJson.write(everything()));
  }

  @Test
  void aSavedPlanIsReadAgain() {
    Plan plan = everything();
    String text = SavedPlan.of(plan).write();

    assertTrue(SavedPlan.read(text).isSameAs(plan));
    assertFalse(SavedPlan.read(text).isSameAs(plan(component("kept", 1))));
    String newer = text.replaceFirst("\"version\": 1,?\n\\}", "\"version\": 2\n}");
    assertThrows(JsonFormatException.class, () -> SavedPlan.read(newer));
  }
}
