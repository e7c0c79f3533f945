package dev.firn.app.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {
  @TempDir Path directory;

  private final Map<String, String> variables = new HashMap<>();
  private final List<String> warnings = new ArrayList<>();

  private Settings load() {
    Settings settings = new Settings(warnings::add);
    ConfigLoader.load(settings, Environment.of(variables));
    return settings;
  }

  private void write(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void filesAreReadFromTheMachineToTheUser() {
    variables.put("HOME", "/home/me");
    assertEquals(
        List.of("/etc/nix/nix.conf", "/etc/xdg/nix/nix.conf", "/home/me/.config/nix/nix.conf"),
        ConfigLoader.files(Environment.of(variables)));

    variables.put("NIX_CONF_DIR", "/conf");
    variables.put("XDG_CONFIG_HOME", "/x");
    variables.put("XDG_CONFIG_DIRS", "/a:/b");
    assertEquals(
        List.of("/conf/nix.conf", "/b/nix/nix.conf", "/a/nix/nix.conf", "/x/nix/nix.conf"),
        ConfigLoader.files(Environment.of(variables)));

    variables.put("NIX_USER_CONF_FILES", "/one:/two");
    assertEquals(
        List.of("/conf/nix.conf", "/two", "/one"), ConfigLoader.files(Environment.of(variables)));
  }

  @Test
  void whatIsNearerToTheUserWins() throws IOException {
    write("etc/nix.conf", "cores = 1\nmax-jobs = 1\ntimeout = 1\n");
    write("config/nix/nix.conf", "max-jobs = 2\ntimeout = 2\n");
    variables.put("NIX_CONF_DIR", directory + "/etc");
    variables.put("XDG_CONFIG_HOME", directory + "/config");
    variables.put("NIX_CONFIG", "timeout = 3");
    Settings settings = load();

    assertEquals(1, settings.number(Setting.CORES));
    assertEquals("2", settings.text(Setting.MAX_JOBS));
    assertEquals(3, settings.number(Setting.TIMEOUT));
  }

  @Test
  void featuresCountBeforeTheirLine() {
    variables.put("NIX_CONFIG", "use-registries = false\nextra-experimental-features = flakes");

    assertEquals("false", load().text(Setting.USE_REGISTRIES));
    assertEquals(List.of(), warnings);
  }

  @Test
  void theVariableForTheSearchPathWinsOverFiles() {
    variables.put("NIX_CONFIG", "nix-path = a=b\nextra-nix-path = e=f");
    assertEquals(List.of("a=b", "e=f"), load().words(Setting.NIX_PATH));

    variables.put("NIX_PATH", "c=d");
    assertEquals(List.of("c=d"), load().words(Setting.NIX_PATH));
  }

  @Test
  void variablesNameTheStoreAndStopAtWarnings() {
    variables.put("NIX_REMOTE", "dummy://");
    variables.put("NIX_ABORT_ON_WARN", "yes");
    Settings settings = load();

    assertEquals("dummy://", settings.text(Setting.STORE));
    assertTrue(settings.isOn(Setting.ABORT_ON_WARN));
  }
}
