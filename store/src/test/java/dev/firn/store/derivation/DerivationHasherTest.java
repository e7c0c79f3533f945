package dev.firn.store.derivation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.firn.base.hash.HashAlgorithm;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DerivationHasherTest {
  private static final StoreDir DIR = StoreDir.DEFAULT;

  private final Map<StorePath, Derivation> store = new HashMap<>();
  private int reads;

  private DerivationHasher hasher() {
    return new DerivationHasher(
        DIR,
        new HashMap<>(),
        path -> {
          reads++;
          return store.get(path);
        });
  }

  private static Derivation derivation(
      String name, DerivationOutput output, SortedMap<StorePath, InputOutputs> inputs) {
    SortedMap<String, DerivationOutput> outputs = new TreeMap<>();
    outputs.put("out", output);
    return new Derivation(
        name, outputs, inputs, new TreeSet<>(), "s", "b", List.of(), new TreeMap<>(), null);
  }

  private static SortedMap<StorePath, InputOutputs> inputs(StorePath... paths) {
    SortedMap<StorePath, InputOutputs> inputs = new TreeMap<>();
    for (StorePath path : paths) {
      inputs.put(path, InputOutputs.of("out"));
    }
    return inputs;
  }

  private static StorePath path(int number) {
    return StorePath.of(new byte[20], "n" + number + ".drv");
  }

  private static DerivationOutput known() {
    return new DerivationOutput.InputAddressed(StorePath.of(new byte[20], "n"));
  }

  @Test
  void thePathIsThatOfTheFile() {
    DerivationHasher hasher = hasher();
    for (Derivation each :
        List.of(
            derivation("a", known(), inputs()),
            derivation("b", known(), inputs(path(1), path(2))))) {
      assertEquals(Aterm.path(each, Aterm.print(each, DIR), DIR), hasher.path(each));
    }
  }

  @Test
  void longChainsCostNoStack() {
    int length = 50_000;
    store.put(path(0), derivation("n", known(), inputs()));
    for (int i = 1; i < length; i++) {
      store.put(path(i), derivation("n", known(), inputs(path(i - 1))));
    }
    Derivation last = derivation("n", known(), inputs(path(length - 1)));
    assertNotNull(hasher().ownHash(last));
    assertEquals(length, reads);
  }

  @Test
  void sharedInputsAreReadOnce() {
    store.put(path(0), derivation("n", known(), inputs()));
    for (int i = 1; i < 60; i++) {
      store.put(
          path(i),
          derivation("n" + i, known(), i < 2 ? inputs(path(0)) : inputs(path(i - 1), path(i - 2))));
    }
    assertNotNull(hasher().ownHash(derivation("n", known(), inputs(path(59), path(58)))));
    assertEquals(60, reads);
  }

  @Test
  void inputsWithTheSameHashAreMerged() {
    store.put(path(1), derivation("n", known(), inputs()));
    store.put(path(2), derivation("n", known(), inputs()));
    DerivationHasher hasher = hasher();
    assertEquals(
        hasher.ownHash(derivation("x", known(), inputs(path(1)))),
        hasher.ownHash(derivation("x", known(), inputs(path(1), path(2)))));
  }

  @Test
  void deferredInputsDefer() {
    store.put(
        path(1),
        derivation(
            "n",
            new DerivationOutput.Floating(ContentAddressMethod.NAR, HashAlgorithm.SHA256),
            inputs()));
    Derivation user = derivation("n", new DerivationOutput.Deferred(), inputs(path(1)));
    assertNull(hasher().ownHash(user));
    assertSame(user, OutputPaths.fill(user, hasher(), DIR));
    assertEquals(new InputHash.Deferred(), hasher().inputHash(user));
    Derivation wrong = derivation("n", known(), inputs(path(1)));
    assertEquals(
        "derivation has incorrect output '/nix/store/00000000000000000000000000000000-n', should be"
            + " deferred",
        assertThrows(BadDerivationException.class, () -> OutputPaths.check(wrong, hasher(), DIR))
            .getMessage());
  }

  @Test
  void cyclesAreRefused() {
    store.put(path(1), derivation("n", known(), inputs(path(2))));
    store.put(path(2), derivation("n", known(), inputs(path(1))));
    Derivation user = derivation("n", known(), inputs(path(1)));
    assertThrows(BadDerivationException.class, () -> hasher().ownHash(user));
  }

  @Test
  void wrongPathsAreRefused() {
    Derivation wrong = derivation("n", known(), inputs());
    String message =
        assertThrows(BadDerivationException.class, () -> OutputPaths.check(wrong, hasher(), DIR))
            .getMessage();
    assertEquals(
        "derivation has incorrect output '/nix/store/00000000000000000000000000000000-n', should be"
            + " '",
        message.substring(0, message.lastIndexOf("/nix/store")));
  }

  @Test
  void mixedOutputsAreRefused() {
    SortedMap<String, DerivationOutput> outputs = new TreeMap<>();
    outputs.put("a", known());
    outputs.put("b", new DerivationOutput.Deferred());
    assertEquals("can't mix derivation output types", problem(outputs));
    outputs.clear();
    assertEquals("must have at least one output", problem(outputs));
  }

  private static String problem(SortedMap<String, DerivationOutput> outputs) {
    Derivation derivation =
        new Derivation(
            "n", outputs, inputs(), new TreeSet<>(), "s", "b", List.of(), new TreeMap<>(), null);
    return assertThrows(BadDerivationException.class, derivation::type).getMessage();
  }
}
