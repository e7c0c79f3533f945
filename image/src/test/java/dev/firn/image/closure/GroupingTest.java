package dev.firn.image.closure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.store.path.StorePath;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class GroupingTest {
  private final SortedMap<StorePath, SortedSet<StorePath>> closure = new TreeMap<>();

  private StorePath add(char hash, String name, StorePath... references) {
    StorePath path = StorePath.of(String.valueOf(hash).repeat(StorePath.HASH_LENGTH) + "-" + name);
    closure.put(path, new TreeSet<>(List.of(references)));
    return path;
  }

  @Test
  void whatMostNeedIsAtTheBottomAndTheRestTogether() {
    StorePath libc = add('z', "libc");
    StorePath tool = add('a', "tool", libc);
    StorePath one = add('b', "one", libc, tool);
    StorePath two = add('c', "two", tool);
    assertEquals(
        List.of(List.of(libc), List.of(tool), List.of(one), List.of(two)), Grouping.of(closure, 4));
    assertEquals(List.of(List.of(libc), List.of(tool, one, two)), Grouping.of(closure, 2));
    assertEquals(List.of(List.of(libc, tool, one, two)), Grouping.of(closure, 1));
  }

  @Test
  void otherHashesLeaveTheOrderAsItIs() {
    StorePath a = add('z', "a");
    StorePath b = add('a', "b");
    assertEquals(List.of(List.of(a), List.of(b)), Grouping.of(closure, 9));
  }

  @Test
  void pathsMayReferToThemselves() {
    StorePath self = StorePath.of("a".repeat(StorePath.HASH_LENGTH) + "-self");
    add('a', "self", self);
    assertEquals(List.of(List.of(self)), Grouping.of(closure, 9));
  }

  @Test
  void whatIsReferredToComesFirst() {
    SplittableRandom random = new SplittableRandom(7);
    List<StorePath> all = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      StorePath path =
          StorePath.of(
              String.format("%032d", random.nextInt(1_000_000)) + "-p" + random.nextInt(20));
      SortedSet<StorePath> references = new TreeSet<>();
      for (int j = 0; j < 3 && !all.isEmpty(); j++) {
        references.add(all.get(random.nextInt(all.size())));
      }
      if (closure.putIfAbsent(path, references) == null) {
        all.add(path);
      }
    }
    List<StorePath> order = Grouping.of(closure, 7).stream().flatMap(List::stream).toList();
    assertEquals(closure.keySet(), new TreeSet<>(order));
    for (int i = 0; i < order.size(); i++) {
      assertTrue(order.subList(0, i).containsAll(closure.get(order.get(i))));
    }
  }
}
