package dev.firn.deploy.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GraphTest {
  private static final Place PLACE = new Place("memory", "here");

  private static Component component(String path, String... dependsOn) {
    return Component.of(ComponentPath.parse(path), PLACE, path)
        .withDependsOn(List.of(dependsOn).stream().map(ComponentPath::parse).toList());
  }

  private static Deployment deployment(Component... components) {
    return Deployment.of("app", "/src", "me", List.of(components));
  }

  private static String error(Component... components) {
    return assertThrows(ModelException.class, () -> deployment(components)).getMessage();
  }

  @Test
  void orderKeepsDependenciesAndIsTheSameEveryTime() {
    Graph graph =
        Graph.of(List.of(component("c", "b"), component("b", "d"), component("a"), component("d")));

    assertEquals("[a, d, b, c]", graph.order().stream().map(Component::path).toList().toString());
  }

  @Test
  void aCompositeStandsForItsMembers() {
    Graph graph =
        Graph.of(
            List.of(
                component("db.main"),
                component("db.replica", "db.main"),
                component("web", "db"),
                component("dbx")));

    assertEquals(
        Set.of(ComponentPath.parse("db.main"), ComponentPath.parse("db.replica")),
        graph.dependencies(ComponentPath.of("web")));
  }

  @Test
  void circlesThatAreLongAreShortened() {
    List<Component> round = new ArrayList<>();
    for (int i = 100; i < 1100; i++) {
      round.add(component("c" + i, "c" + (i == 1099 ? 100 : i + 1)));
    }
    String error = error(round.toArray(new Component[0]));
    assertTrue(error.contains("c108 -> c109 -> ... (990 more) -> c100; take"), error);
  }

  @Test
  void circlesNameTheirWay() {
    assertEquals(
        "components wait for one another: a -> b -> c -> a; take one of these out of dependsOn, or move it to"
            + " connectsTo, which has no order",
        error(component("a", "b"), component("b", "c"), component("c", "a"), component("d", "a")));
    assertEquals(
        "components wait for one another: db.main -> db.main; take one of these out of dependsOn, or move it to"
            + " connectsTo, which has no order",
        error(component("db.main", "db")));
  }

  @Test
  void unknownNamesAreGuessed() {
    assertEquals(
        "web needs databse, which is not in this deployment: did you mean database?",
        error(component("web", "databse"), component("database")));
    assertEquals(
        "web needs cache, which is not in this deployment: declare it, or take it out",
        error(component("web").withConnectsTo(List.of(ComponentPath.of("cache")))));
  }

  @Test
  void aPathIsUsedOnce() {
    assertEquals(
        "there are two components web: give one of them another name",
        error(component("web"), component("web")));
  }

  @Test
  void whatRunsMayBeInACircle() {
    Graph graph = Graph.ofRunning(List.of(component("a", "b", "gone"), component("b", "a")));

    assertEquals("[a, b]", graph.order().stream().map(Component::path).toList().toString());
  }

  @Test
  void whatFollowsChangesWithWhatItFollows() {
    Component web = component("web", "db").withFollows(List.of(ComponentPath.of("db")));
    Component other = component("db").withFingerprint("another");

    assertNotEquals(
        fingerprint(deployment(web, component("db"))), fingerprint(deployment(web, other)));
    assertEquals(
        fingerprint(deployment(component("web", "db"), component("db"))),
        fingerprint(deployment(component("web", "db"), other)));
  }

  private static String fingerprint(Deployment deployment) {
    return deployment.components().get(ComponentPath.of("web")).fingerprint();
  }

  @Test
  void namesOfDeploymentsAreNamesOfFiles() {
    for (String bad : List.of("", "../x", ".x", "a/b", "a b", "x".repeat(65))) {
      assertThrows(ModelException.class, () -> Deployment.checkName(bad), bad);
    }
    Deployment.checkName("web-apps_1.0");
  }

  @Test
  void pathsAreReadAsTheyAreWritten() {
    for (String path : List.of("a", "a.b", "a.\"b.c\"", "\"x \\\" \\\\\".web-1")) {
      assertEquals(path, ComponentPath.parse(path).toString());
    }
    for (String bad : List.of("", ".", "a.", "a..b", "a b", "\"", "\"\"", "a\"b\"")) {
      assertThrows(ModelException.class, () -> ComponentPath.parse(bad), bad);
    }
    assertEquals(List.of("a", "b.c"), ComponentPath.parse("a.\"b.c\"").names());
  }
}
