package dev.firn.process.description;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.firn.base.json.Json;
import dev.firn.deploy.json.JsonFormatException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DescriptionJsonTest {
  private static final ProcessDescription SMALL =
      new ProcessDescription(
          "web",
          "Web server",
          "",
          new Command("/bin/web", List.of("-p", "80")),
          null,
          null,
          List.of(),
          new TreeMap<>(),
          null,
          null,
          null,
          null,
          null,
          Restart.DEFAULT,
          Stop.DEFAULT,
          null,
          null,
          Resources.UNLIMITED,
          List.of(),
          new TreeMap<>(),
          null,
          null,
          List.of(),
          0,
          Folders.below("/var"),
          new TreeMap<>());

  private static final ProcessDescription FULL =
      new ProcessDescription(
          "web",
          "Web server",
          "mkdir -p /var/lib/web",
          new Command("/bin/web", List.of()),
          new Command("/bin/web", List.of("-D")),
          "/run/web.pid",
          List.of("/opt/bin"),
          new TreeMap<>(Map.of("A", "b c")),
          "/srv",
          "022",
          5,
          "web",
          "www",
          new Restart(Restart.When.ON_FAILURE, Duration.ofSeconds(1), Duration.ofSeconds(9)),
          new Stop("QUIT", Duration.ofSeconds(3)),
          Duration.ofSeconds(20),
          new Reload("HUP", null, new TreeMap<>(Map.of("/etc/web.conf", "/store/web.conf"))),
          new Resources(1L << 30, 50L, 100L, 1024L),
          List.of("/etc/default/web"),
          new TreeMap<>(Map.of("PASSWORD", "/etc/secret")),
          "daily",
          "/var/log/web.log",
          List.of("db"),
          1,
          Folders.below("/home/me/var"),
          new TreeMap<>(Map.of("autostart", new Json.Bool(true))));

  @Test
  void whatIsWrittenIsRead() {
    assertEquals(SMALL, DescriptionJson.read(DescriptionJson.write(SMALL)));
    assertEquals(FULL, DescriptionJson.read(DescriptionJson.write(FULL)));
  }

  @Test
  void whatIsEmptyIsLeftOut() {
    assertEquals(
        List.of("description", "folders", "foreground", "level", "name", "restart", "stop"),
        List.copyOf(DescriptionJson.write(SMALL).keySet()));
  }

  @Test
  void whatIsNoDescriptionIsRefused() {
    SortedMap<String, Json> inputs = DescriptionJson.write(SMALL);
    inputs.put("foreground", new Json.Array(List.of()));
    assertThrows(JsonFormatException.class, () -> DescriptionJson.read(inputs));
    inputs.remove("foreground");
    assertThrows(IllegalArgumentException.class, () -> DescriptionJson.read(inputs));
    inputs.remove("restart");
    assertThrows(JsonFormatException.class, () -> DescriptionJson.read(inputs));
  }
}
