package dev.firn.lang.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NameOrderTest {
  private static Symbol[] symbols(String names) {
    List<Symbol> symbols = new ArrayList<>();
    for (String name : names.split(" ")) {
      symbols.add(Symbol.of(name));
    }
    return symbols.toArray(new Symbol[0]);
  }

  /** The names in an order, or null if it does not know all. */
  private static @Nullable String sorted(NameOrder order, String names) {
    Symbol[] symbols = symbols(names);
    int[] indices = order.order(symbols);
    if (indices == null) {
      return null;
    }
    List<String> sorted = new ArrayList<>();
    for (int i = 0; i < symbols.length; i++) {
      sorted.add(symbols[indices[i]].name());
    }
    return String.join(" ", sorted);
  }

  @Test
  void eachProgramHasItsOwnOrder() {
    NameOrder one = new NameOrder();
    NameOrder two = new NameOrder();
    one.meet(symbols("order-a order-b order-c"));
    two.meet(symbols("order-c order-a order-c order-b order-a"));

    assertEquals("order-a order-b order-c", sorted(one, "order-a order-b order-c"));
    assertEquals("order-c order-a order-b", sorted(two, "order-a order-b order-c"));
    assertEquals("order-b", sorted(two, "order-b"));
  }

  @Test
  void whatEveryProgramKnowsComesFirst() {
    NameOrder order = new NameOrder();
    order.meet(symbols("order-d value outPath"));

    assertEquals(
        "outPath name value body order-d", sorted(order, "order-d body value name outPath"));
  }

  @Test
  void namesThatWereNotMetHaveNoPlace() {
    NameOrder order = new NameOrder();
    order.meet(symbols("order-e"));

    assertTrue(order.hasMet(symbols("order-e value")));
    assertFalse(order.hasMet(symbols("order-e order-f")));
    assertNull(sorted(order, "order-e order-f"));
  }

  @Test
  void thereMayBeManyNames() {
    NameOrder order = new NameOrder();
    StringBuilder all = new StringBuilder("order-0");
    StringBuilder reversed = new StringBuilder("order-0");
    for (int i = 1; i < 10_000; i++) {
      all.append(" order-").append(i);
      reversed.insert(0, "order-" + i + " ");
    }
    order.meet(symbols(reversed.toString()));

    assertEquals(reversed.toString(), sorted(order, all.toString()));
    assertEquals(reversed.toString(), sorted(order, reversed.toString()));
  }

  /** The names of a text, each once. */
  private static String names(String text) {
    Source source = Source.file("/f", text);
    List<String> names = new ArrayList<>();
    for (Symbol name :
        new SyntaxTrees().parse(source, ParseOptions.in("/", () -> "/home")).names()) {
      if (!names.contains(name.name())) {
        names.add(name.name());
      }
    }
    return String.join(" ", names);
  }

  @Test
  void aTextHasItsNamesInTheOrderInWhichNixMeetsThem() {
    assertEquals(
        "default formal used path last quoted whole arg",
        names("arg: { formal ? default }@whole: used.path.last.\"quoted\" or used.path"));
  }
}
