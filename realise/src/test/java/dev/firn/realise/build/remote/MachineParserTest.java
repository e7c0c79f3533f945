package dev.firn.realise.build.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.store.StoreException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class MachineParserTest {
  private static final Map<String, String> FILES =
      Map.of("/machines", "one # a comment\n\n@/more", "/more", "two", "/loop", "@/loop");

  private static List<Machine> parse(String text) {
    return MachineParser.parse(text, "own-system", FILES::get);
  }

  private static TreeSet<String> set(String... members) {
    return new TreeSet<>(List.of(members));
  }

  @Test
  void fieldsHaveDefaults() {
    assertEquals(
        List.of(new Machine("ssh://h", set("own-system"), null, 1, 1, set(), set(), null)),
        parse("h"));
    assertEquals(
        List.of(
            new Machine(
                "ssh-ng://me@h", set("a", "b"), "/key", 4, 2.5, set("kvm"), set("big"), "AAAA")),
        parse("ssh-ng://me@h a,b /key 4 2.5 kvm big AAAA"));
    assertEquals(parse("h"), parse(" h - - - - - - - "));
  }

  @Test
  void entriesComeFromLinesPartsAndFiles() {
    List<String> names = parse("a; b\nc - /key\n").stream().map(Machine::uri).toList();
    assertEquals(List.of("ssh://a", "ssh://b", "ssh://c"), names);
    names = parse("@/machines; @/absent").stream().map(Machine::uri).toList();
    assertEquals(List.of("ssh://one", "ssh://two"), names);
  }

  @Test
  void storesOfThisMachineKeepTheirNames() {
    List<String> names = parse("/a/b; local?real=x; daemon; h").stream().map(Machine::uri).toList();
    assertEquals(List.of("/a/b", "local?real=x", "daemon", "ssh://h"), names);
  }

  @Test
  void refusesWhatIsNotRight() {
    for (String bad : List.of("h - - x", "h - - 1 -1", "h - - 1 1 a b c d", "@/loop")) {
      assertThrows(StoreException.class, () -> parse(bad), bad);
    }
  }

  @Test
  void featuresDecide() {
    Machine machine = parse("h s - 1 1 kvm big").getFirst();
    assertFalse(machine.builds("s", set()));
    assertTrue(machine.builds("s", set("big")));
    assertTrue(machine.builds("s", set("big", "kvm")));
    assertFalse(machine.builds("s", set("big", "other")));
    assertFalse(machine.builds("t", set("big")));
  }
}
