package dev.firn.process.ids;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.deploy.component.ModelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The worked examples of Dynamic Disnix, and what holds for all. */
class IdAssignerTest {
  private static final String PORTS = "ports";

  private static IdAssignment assign(long min, long max, IdAssignment before, String... processes) {
    return assign(new IdPool(PORTS, min, max, 1), before, processes);
  }

  private static IdAssignment assign(IdPool pool, IdAssignment before, String... processes) {
    SortedMap<String, List<String>> required = new TreeMap<>();
    for (String process : processes) {
      required.put(process, List.of(PORTS));
    }
    return new IdAssigner(List.of(pool)).assign(required, before);
  }

  @Test
  void freedNumbersAreNotReusedAtOnce() {
    IdAssignment first = assign(3000, 4000, IdAssignment.EMPTY, "a", "b", "c");
    assertEquals(Map.of("a", 3000L, "b", 3001L, "c", 3002L), first.ids().get(PORTS));
    IdAssignment second = assign(3000, 4000, first, "b", "c");
    assertEquals(Map.of("b", 3001L, "c", 3002L), second.ids().get(PORTS));
    IdAssignment third = assign(3000, 4000, second, "a", "b", "c");
    assertEquals(Map.of("a", 3003L, "b", 3001L, "c", 3002L), third.ids().get(PORTS));
    assertEquals(Map.of(PORTS, 3003L), third.last());
  }

  @Test
  void movedPools() {
    IdAssignment first = assign(3000, 4000, IdAssignment.EMPTY, "a", "b", "c");
    assertThrows(ModelException.class, () -> assign(3000, 3001, first, "a", "b", "c"));
    IdAssignment lower = assign(2000, 3000, first, "a", "b", "c");
    assertEquals(Map.of("a", 3000L, "b", 2000L, "c", 2001L), lower.ids().get(PORTS));
    IdAssignment higher = assign(5000, 6000, first, "a", "b", "c");
    assertEquals(Map.of("a", 5000L, "b", 5001L, "c", 5002L), higher.ids().get(PORTS));
  }

  @Test
  void afterTheLastComesTheFirst() {
    IdAssignment before = assign(1, 3, IdAssignment.EMPTY, "a", "b", "c");
    IdAssignment after = assign(1, 3, assign(1, 3, before, "b", "c"), "b", "c", "d");
    assertEquals(Map.of("b", 2L, "c", 3L, "d", 1L), after.ids().get(PORTS));
  }

  @Test
  void stridesDoNotOverlapAndEnd() {
    IdPool pool = new IdPool(PORTS, 10, 18, 3);
    IdAssignment all = assign(pool, IdAssignment.EMPTY, "a", "b", "c");
    assertEquals(Map.of("a", 10L, "b", 13L, "c", 16L), all.ids().get(PORTS));
    ModelException error =
        assertThrows(ModelException.class, () -> assign(pool, all, "a", "b", "c", "d"));
    assertTrue(error.getMessage().startsWith("there is no id left for 'd' in 'ports'"));
  }

  @Test
  void unknownResourcesAreNamed() {
    SortedMap<String, List<String>> required = new TreeMap<>(Map.of("a", List.of("portz")));
    IdAssigner assigner = new IdAssigner(List.of(new IdPool(PORTS, 1, 2, 1)));
    assertEquals(
        "'a' requires unique ids for 'portz', but there is no such resource; did you mean 'ports'?",
        assertThrows(ModelException.class, () -> assigner.assign(required, IdAssignment.EMPTY))
            .getMessage());
  }

  @Test
  void theTextIsThatOfDisnix() {
    assertEquals(
        """
        {
          "ids" = {
            "ports" = {
              "a" = 3000;
            };
          };
          "lastAssignments" = {
            "ports" = 3000;
          };
        }\
        """,
        assign(3000, 4000, IdAssignment.EMPTY, "a").text());
    assertEquals(
        "{\n  \"ids\" = {\n    \"ports\" = {\n    };\n  };\n}",
        assign(1, 2, IdAssignment.EMPTY).text());
  }

  @Test
  void whoHasANumberKeepsItAndNobodyHasTheSame() {
    SplittableRandom random = new SplittableRandom(20261121);
    IdAssignment before = IdAssignment.EMPTY;
    for (int round = 0; round < 2_000; round++) {
      List<String> processes = new ArrayList<>();
      for (char name = 'a'; name <= 'j'; name++) {
        if (random.nextBoolean()) {
          processes.add(String.valueOf(name));
        }
      }
      IdAssignment after =
          assign(
              new IdPool(PORTS, 5, 60, 1 + random.nextInt(5)),
              before,
              processes.toArray(String[]::new));
      SortedMap<String, Long> ids = after.ids().get(PORTS);
      SortedMap<String, Long> old = before.ids().getOrDefault(PORTS, new TreeMap<>());
      assertEquals(processes, List.copyOf(ids.keySet()));
      assertEquals(ids.size(), ids.values().stream().distinct().count());
      old.forEach((name, id) -> assertEquals(id, ids.getOrDefault(name, id)));
      before = after;
    }
  }
}
