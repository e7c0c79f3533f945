package dev.firn.app.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchPathsTest {
  @TempDir Path directory;

  @Test
  void colonsSeparateButNotThoseOfUrls() {
    assertEquals(List.of("a=/x", "/y"), SearchPaths.split("a=/x:/y"));
    assertEquals(
        List.of("p=https://h/f", "q=channel:c", "flake:nixpkgs", "http://h/x"),
        SearchPaths.split("p=https://h/f:q=channel:c:flake:nixpkgs:http://h/x"));
    assertEquals(List.of("a", "", "b"), SearchPaths.split("a::b"));
    assertEquals(List.of("nohttp", "//x"), SearchPaths.split("nohttp://x"));
    assertEquals(List.of(), SearchPaths.split(""));
  }

  private List<String> entries(Settings settings) {
    Environment environment =
        Environment.of(Map.of("HOME", directory + "/home", "NIX_STATE_DIR", directory + "/state"));
    return SearchPaths.entries(List.of("i=1"), settings, environment);
  }

  private Settings settings() {
    Settings settings = new Settings(_ -> {});
    settings.set("nix-path", "n=2");
    return settings;
  }

  @Test
  void optionsComeFirstAndExistingChannelsLast() throws IOException {
    String channels = directory + "/state/profiles/per-user/root/channels";
    assertEquals(List.of("i=1", "n=2"), entries(settings()));

    Files.createDirectories(Path.of(channels + "/nixpkgs"));
    Files.createDirectories(directory.resolve("home/.nix-defexpr/channels"));
    assertEquals(
        List.of(
            "i=1",
            "n=2",
            directory + "/home/.nix-defexpr/channels",
            "nixpkgs=" + channels + "/nixpkgs",
            channels),
        entries(settings()));
  }

  @Test
  void restrictedEvaluationHasNoDefaultsAndPureEvaluationNothing() throws IOException {
    Files.createDirectories(directory.resolve("home/.nix-defexpr/channels"));
    Settings restricted = settings();
    restricted.set("restrict-eval", "true");
    assertEquals(List.of("i=1", "n=2"), entries(restricted));

    Settings pure = settings();
    pure.set("pure-eval", "true");
    assertEquals(List.of(), entries(pure));
  }
}
