package dev.firn.lang.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class SymbolTest {
  @Test
  void aNameIsOneSymbol() {
    Symbol symbol = Symbol.of("symbol-test");
    assertSame(symbol, Symbol.of(new String("symbol-test")));
    assertNotSame(symbol, Symbol.of("symbol-tesu"));
    assertEquals("symbol-test", symbol.name());
    byte[] text = {'x', 's', 'y', 'm', 'b', 'o', 'l', '-', 't', 'e', 's', 't', 'y'};
    assertSame(symbol, Symbol.of(text, 1, 12, "symbol-test".hashCode()));
  }

  @Test
  void idsAreInTheOrderOfCreation() {
    int first = Symbol.of("symbol-order-1").id;
    assertEquals(first + 1, Symbol.of("symbol-order-2").id);
    assertEquals(first, Symbol.of("symbol-order-1").id);
    assertEquals(first + 2, Symbol.of("symbol-order-3").id);
  }

  @Test
  void namesWithOneHashCodeAreTheirOwnSymbols() {
    List<Symbol> symbols = new ArrayList<>();
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 1 << 10; i++) {
        StringBuilder name = new StringBuilder();
        for (int bit = 0; bit < 10; bit++) {
          name.append((i >> bit & 1) == 0 ? "Aa" : "BB");
        }
        Symbol symbol = Symbol.of(name.toString());
        assertEquals(name.toString(), symbol.name());
        if (round == 0) {
          symbols.add(symbol);
        } else {
          assertSame(symbols.get(i), symbol);
        }
      }
    }
  }

  @Test
  void threadsAgree() throws InterruptedException, ExecutionException {
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<List<Symbol>>> results = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        results.add(threads.submit(SymbolTest::someSymbols));
      }
      List<Symbol> expected = results.get(0).get();
      for (Future<List<Symbol>> result : results) {
        for (int i = 0; i < expected.size(); i++) {
          assertSame(expected.get(i), result.get().get(i));
        }
      }
    }
  }

  private static List<Symbol> someSymbols() {
    List<Symbol> symbols = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      symbols.add(Symbol.of("symbol-thread-" + i));
    }
    return symbols;
  }
}
