package dev.firn.store.derivation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.text.Latin1;
import dev.firn.store.path.StoreDir;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AtermParserTest {
  private static final StoreDir DIR = StoreDir.DEFAULT;
  private static final String P = "/nix/store/g1w7hy3qg1w7hy3qg1w7hy3qg1w7hy3q-";
  private static final String INPUTS = "[(\"" + P + "a.drv\",[\"dev\",\"out\"])]";

  private static String term(String outputs, String inputs, String environment) {
    return "Derive("
        + outputs
        + ","
        + inputs
        + ",[\""
        + P
        + "src\"],\"x\",\"b\",[\"1\",\"2\"],"
        + environment
        + ")";
  }

  private static void roundTrip(String term) {
    Derivation derivation = Aterm.parse(Latin1.bytes(term), "n", DIR);
    assertEquals(term, Latin1.string(Aterm.print(derivation, DIR)));
    assertEquals(derivation, DerivationJson.parse(DerivationJson.toJson(derivation), DIR));
  }

  private static void refuse(String message, String term) {
    BadDerivationException bad =
        assertThrows(BadDerivationException.class, () -> Aterm.parse(Latin1.bytes(term), "n", DIR));
    assertTrue(bad.getMessage().contains(message), bad.getMessage());
  }

  @Test
  void kindsOfOutputs() {
    roundTrip(term("[(\"out\",\"\",\"\",\"\")]", "[]", "[]"));
    roundTrip(term("[(\"out\",\"" + P + "n\",\"\",\"\")]", INPUTS, "[(\"a\",\"\")]"));
    roundTrip(term("[(\"out\",\"\",\"r:sha256\",\"\")]", INPUTS, "[]"));
    roundTrip(term("[(\"out\",\"\",\"text:sha256\",\"impure\")]", INPUTS, "[]"));
    roundTrip(term("[(\"out\",\"\",\"git:sha1\",\"\")]", INPUTS, "[]"));
  }

  @Test
  void escapes() {
    roundTrip(
        term("[(\"out\",\"\",\"\",\"\")]", "[]", "[(\"k\\\"\",\"\\\\\\n\\r\\t\\\"z\u0001\\\\\")]"));
    assertEquals(
        "azb",
        Aterm.parse(Latin1.bytes(term("[]", "[]", "[(\"k\",\"a\\zb\")]")), "n", DIR)
            .environment()
            .get("k"));
  }

  @Test
  void outputsOfOutputs() {
    String inputs = "[(\"" + P + "a.drv\",([\"out\"],[(\"x\",([],[(\"y\",[\"z\"])]))]))]";
    roundTrip(
        "DrvWithVersion(\"xp-dyn-drv\","
            + term("[(\"out\",\"\",\"\",\"\")]", inputs, "[]").substring(7));
    refuse("expected string '['", term("[]", inputs, "[]"));
    String deep = "([],[(\"x\",".repeat(100);
    refuse("nested too deeply", "DrvWithVersion(\"xp-dyn-drv\",[],[(\"" + P + "a.drv\"," + deep);
  }

  @Test
  void wrongTerms() {
    refuse("does not start with", "");
    refuse("Unknown derivation ATerm format version 'x'", "DrvWithVersion(\"x\",");
    refuse("unterminated string", "Derive([(\"out");
    refuse("unterminated string", "Derive([(\"out\\\"");
    refuse("unterminated string", "Derive([(\"out\\");
    refuse("expected string ','", "Derive([]x");
    refuse("more after the end", term("[]", "[]", "[]") + " ");
    refuse(
        "'out' is there twice",
        term("[(\"out\",\"\",\"\",\"\"),(\"out\",\"\",\"\",\"\")]", "[]", "[]"));
    refuse("quote or backslash in a name", term("[(\"o\\\"\",\"\",\"\",\"\")]", "[]", "[]"));
    refuse("'k' is there twice", term("[]", "[]", "[(\"k\",\"\"),(\"k\",\"\")]"));
    refuse("specifies no outputs", term("[]", "[(\"" + P + "a.drv\",[])]", "[]"));
    refuse("is not in the Nix store", term("[(\"out\",\"/x\",\"\",\"\")]", "[]", "[]"));
    refuse(
        "should not specify output path",
        term("[(\"out\",\"" + P + "n\",\"sha256\",\"\")]", "[]", "[]"));
    refuse("unknown hash algorithm 'foo'", term("[(\"out\",\"\",\"r:foo\",\"\")]", "[]", "[]"));
    refuse(
        "does not match its content address",
        term("[(\"out\",\"" + P + "n\",\"sha256\",\"" + "0".repeat(64) + "\")]", "[]", "[]"));
    refuse("expected string '\"'", term("[]", "[]", "[]").replace("[\"1\",\"2\"]", "[\"1\",]"));
    refuse("cannot process __json attribute: ", term("[]", "[]", "[(\"__json\",\"[]\")]"));
  }

  @Test
  void errorsTellTheOffset() {
    BadDerivationException bad =
        assertThrows(
            BadDerivationException.class, () -> Aterm.parse(Latin1.bytes("Derive([],x"), "n", DIR));
    assertEquals(10, bad.offset());
    assertEquals("expected string '[', at byte 10", bad.getMessage());
  }

  /** Whatever the bytes are: either the error is the declared one, or printing gives the same meaning. */
  @Test
  void damagedTerms() {
    byte[] good =
        Latin1.bytes(
            term("[(\"out\",\"" + P + "n\",\"\",\"\")]", INPUTS, "[(\"a\",\"\\n\"),(\"b\",\"\")]"));
    SplittableRandom random = new SplittableRandom(5);
    int accepted = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = good.clone();
      for (int n = random.nextInt(1, 4); n > 0; n--) {
        damaged[random.nextInt(damaged.length)] = good[random.nextInt(good.length)];
      }
      try {
        Derivation derivation = Aterm.parse(damaged, "n", DIR);
        byte[] printed = Aterm.print(derivation, DIR);
        assertEquals(derivation, Aterm.parse(printed, "n", DIR));
        assertArrayEquals(printed, Aterm.print(Aterm.parse(printed, "n", DIR), DIR));
        accepted++;
      } catch (BadDerivationException bad) {
        assertTrue(bad.offset() >= 0 || bad.getMessage().contains("__json"), bad.getMessage());
      }
    }
    assertTrue(accepted > 100, "only " + accepted + " accepted");
  }
}
