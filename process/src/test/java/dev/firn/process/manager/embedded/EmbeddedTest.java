package dev.firn.process.manager.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.firn.process.manager.Descriptions;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EmbeddedTest {
  private final Embedded embedded = new Embedded();

  @Test
  void whatDiffersBetweenProcessesDiffersInWhatIsMadeOfThem() {
    var rendered = embedded.render(Descriptions.ofVar().foreground("/bin/a").build());

    assertEquals(rendered, embedded.render(Descriptions.ofVar().foreground("/bin/a").build()));
    assertNotEquals(
        rendered, embedded.render(Descriptions.ofVar().foreground("/bin/a", "x").build()));
    assertNotEquals(
        rendered,
        embedded.render(
            Descriptions.ofVar().foreground("/bin/a").environment(Map.of("A", "1")).build()));
  }
}
