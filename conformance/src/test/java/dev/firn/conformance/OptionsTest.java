package dev.firn.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.conformance.OptionList.Trial;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every option of the reference's programs is accepted, with its arguments. */
class OptionsTest {
  private static final String DERIVATION =
      "derivation { name = \"x\"; system = \"x\"; builder = \"/x\"; }";

  private static final String HELLO =
      "\u00eb\u009d\u000c\u0039\0\0\0\0" + "\u0007\u0002\0\0\0\0\0\0";

  /** Has what nix-shell takes packages from. */
  private static final String PACKAGES =
      "{ }: rec { pkgs = { inherit runCommand; }; x = runCommand \"x\" { } \"\";"
          + " runCommand = name: _: _: derivation { inherit name; system = \"x\"; builder = \"/x\"; }; }";

  /** What the options that read something read. */
  private static final Map<String, String> INPUTS =
      Map.of("--import", "\0".repeat(8), "--serve", HELLO, "--write", HELLO);

  @TempDir private Path directory;
  private String derivation = "";
  private String archive = "";

  @BeforeEach
  void makeWhatOptionsNeed() throws IOException {
    Files.writeString(directory.resolve("file"), "content");
    Files.writeString(directory.resolve("nixpkgs.nix"), PACKAGES);
    Files.write(directory.resolve("archive.tar"), new byte[1024]);
    Files.writeString(directory.resolve("empty.nix"), "{ inner = { }; }");
    Files.writeString(
        directory.resolve("urls.nix"), "{ a = { urls = [ \"file://${toString ./file}\" ]; }; }");
    Files.createDirectory(directory.resolve("data"));
    Files.createDirectory(directory.resolve("lookup"));
    Files.writeString(directory.resolve("lookup/one.nix"), "1");
    derivation = run("", "nix-instantiate", "-E", DERIVATION).output().strip();
    archive = run("", "nix-store", "--dump", "file").output();
    Files.createSymbolicLink(directory.resolve("profile"), Path.of("profile-2-link"));
    for (int number = 1; number <= 2; number++) {
      Files.createSymbolicLink(
          directory.resolve("profile-" + number + "-link"), Path.of(derivation));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nix-instantiate",
        "nix-store",
        "nix-hash",
        "nix-collect-garbage",
        "nix-env",
        "nix-build",
        "nix-shell",
        "nix-copy-closure",
        "nix-prefetch-url"
      })
  void everyOptionIsAccepted(String program) throws IOException {
    List<String> refused = new ArrayList<>();
    List<Trial> options = OptionList.of(program);
    for (Trial trial : options) {
      Outcome outcome = run(program, trial);
      if (outcome.status() != 0) {
        refused.add(String.join(" ", trial.words()) + ": " + outcome.errorOutput());
      }
    }
    System.out.printf(
        "%s: accepted %d/%d%n", program, options.size() - refused.size(), options.size());
    assertEquals(List.of(), refused);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nix-instantiate", "nix-hash", "nix-collect-garbage"})
  void otherOptionsAreRefused(String program) {
    Outcome outcome = run("", program, "--surely-unknown");
    assertEquals(1, outcome.status());
    assertTrue(
        outcome.errorOutput().contains("unrecognised flag '--surely-unknown'"),
        outcome.errorOutput());
  }

  @Test
  void someProgramsRefuseOtherOptionsForEachOperation() {
    for (String program : List.of("nix-store", "nix-env")) {
      Outcome outcome = run("", program, "--query", "--surely-unknown");
      assertEquals(1, outcome.status());
      assertTrue(outcome.errorOutput().contains("'--surely-unknown'"), outcome.errorOutput());
    }
  }

  private Outcome run(String program, Trial trial) {
    List<String> words = new ArrayList<>(List.of(program));
    for (String word : trial.words()) {
      words.add(
          word.equals("DRV") ? derivation : word.replace("URL/", "file://" + directory + "/"));
    }
    String input = trial.option().equals("--restore") ? archive : INPUTS.get(trial.option());
    return run(input == null ? "" : input, words.toArray(String[]::new));
  }

  private Outcome run(String input, String... words) {
    Map<String, String> environment =
        Map.of(
            "HOME",
            directory.toString(),
            "NIX_CONF_DIR",
            "/nonexistent",
            "NIX_CONFIG",
            "experimental-features = flakes",
            "NIX_PROFILE",
            directory + "/profile",
            "NIX_PATH",
            "lookup=" + directory + "/lookup",
            "NIX_STORE_DIR",
            directory + "/store",
            "NIX_STATE_DIR",
            directory + "/state",
            "XDG_CONFIG_DIRS",
            "/nonexistent");
    return Firn.run(
        List.of(words),
        input.getBytes(StandardCharsets.ISO_8859_1),
        environment,
        directory.toString());
  }
}
