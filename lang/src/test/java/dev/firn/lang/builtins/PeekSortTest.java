package dev.firn.lang.builtins;

import static dev.firn.lang.builtins.Language.eval;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.firn.lang.value.IntValue;
import dev.firn.lang.value.Lazy;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PeekSortTest {
  private static final int ROUNDS = 3000;

  private static final String COMPARISONS =
      "0<6 6<7 7<8 8<9 9<3 0<6 11<0 1<5 4<5 4<1 2<5 2<4 2<1 3<5 3<4 3<2 0<5 0<4 0<3 0<2 0<1 6<5 7<6"
          + " 8<7 9<8 12<11 13<12 14<13 15<14 16<15 17<16 10<17 10<16 10<15 10<14 10<13 10<12 10<11"
          + " 10<0 10<1 10<2 10<3 10<4 10<5 10<6 10<7 10<8 10<9";

  private final SplittableRandom random = new SplittableRandom(2018);

  /** Numbers with runs in them; the low half tells equal ones apart. */
  private Lazy[] items() {
    Lazy[] items = new Lazy[random.nextInt(200)];
    int range = 1 + random.nextInt(50);
    int key = 0;
    for (int i = 0; i < items.length; i++) {
      int kind = random.nextInt(10);
      key = kind < 4 ? key + 1 : kind < 8 ? key - 1 : random.nextInt(range);
      items[i] = IntValue.of(((long) key << 32) | (1L << 20) + i);
    }
    return items;
  }

  private static int key(Lazy item) {
    return (int) (((IntValue) item).value() >> 32);
  }

  @Test
  void sortsStably() {
    for (int round = 0; round < ROUNDS; round++) {
      Lazy[] items = items();
      Lazy[] expected = items.clone();
      Arrays.sort(expected, Comparator.comparingInt(PeekSortTest::key));
      PeekSort.sort(items, (a, b) -> key(a) < key(b));
      assertArrayEquals(expected, items, "round " + round);
    }
  }

  @Test
  void whatIsNoOrderStillPermutes() {
    for (int round = 0; round < ROUNDS; round++) {
      Lazy[] items = items();
      Map<Lazy, Boolean> before = new IdentityHashMap<>();
      Arrays.asList(items).forEach(item -> before.put(item, true));
      PeekSort.sort(items, (a, b) -> random.nextBoolean());
      Map<Lazy, Boolean> after = new IdentityHashMap<>();
      Arrays.asList(items).forEach(item -> after.put(item, true));
      assertEquals(before, after, "round " + round);
    }
  }

  /** The comparisons that Nix 2.36 makes of 18 numbers. */
  @Test
  void comparesInTheOrderOfNix() {
    Language language = new Language();
    language.show(
        "builtins.sort (a: b: builtins.trace \"${toString a}<${toString b}\" (a < b))"
            + " [ 5 1 4 2 3 9 8 7 6 0 11 12 13 14 15 16 17 10 ]");
    assertEquals(COMPARISONS, String.join(" ", language.messages()).replace("trace: ", ""));
  }

  @Test
  void lessThanNeedsNoCalls() {
    assertEquals("[ 1 2 3 ]", eval("builtins.sort builtins.lessThan [ 3 1 2 ]"));
    assertEquals(
        "[ \"\" \"a\" \"b\" ]", eval("builtins.sort builtins.lessThan [ \"b\" \"\" \"a\" ]"));
    assertEquals("[ 1 1.5 2 ]", eval("builtins.sort builtins.lessThan [ 2 1.5 1 ]"));
    assertEquals(
        "[ [ ] [ 1 ] [ 2 ] ]", eval("builtins.sort builtins.lessThan [ [ 2 ] [ 1 ] [ ] ]"));
  }

  @Test
  void anEmptyListNeedsNoComparator() {
    assertEquals("[ ]", eval("builtins.sort (throw \"no\") [ ]"));
  }
}
