package dev.firn.app.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.firn.store.local.TestStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code nix-shell} gives the same environment as that of Nix. In processes of their own: the shell takes the place of the program. */
class NixShellTest {
  private static final String SHELL =
      """
      { inNixShell ? false, tag ? "none" }:
      let
        make = name: script: more: derivation ({
          inherit name;
          system = builtins.currentSystem;
          builder = "/bin/sh";
          args = [ "-c" script ];
        } // more);
        dep = make "dep" "echo made > $out" { };
      in {
        plain = make "plain" "exit 1" {
          inherit dep tag;
          words = "a b";
          inside = if inNixShell then "yes" else "no";
          passAsFile = [ "text" ];
          text = "long";
        };
        structured = make "structured" "exit 1" {
          __structuredAttrs = true;
          list = [ "one" "two words" ];
          set = { key = "value"; };
        };
        needless = make "needless" "exit 1" { broken = make "broken" "exit 1" { }; };
      }
      """;

  private static final String PACKAGES =
      """
      { ... }: rec {
        runCommand = name: attributes: script: derivation (attributes // {
          inherit name;
          system = builtins.currentSystem;
          builder = "/bin/sh";
          args = [ "-c" script ];
        });
        pkgs = { inherit runCommand; };
        hello = runCommand "hello" { } "echo hello > $out";
      }
      """;

  @TempDir Path directory;

  private record Ended(int status, String output, String errors) {}

  @BeforeEach
  void setUp() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/nix-shell")), "no nix-shell on this machine");
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "no bash on this machine");
    Files.writeString(directory.resolve("shell.nix"), SHELL);
    Files.writeString(
        Files.createDirectory(directory.resolve("packages")).resolve("default.nix"), PACKAGES);
  }

  @AfterEach
  void cleanUp() throws IOException {
    TestStores.delete(TestStores.location(directory));
  }

  private Ended run(List<String> command) throws Exception {
    Path output = directory.resolve("output");
    Path errors = directory.resolve("errors");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("NIX") || name.startsWith("XDG"));
    environment.put("HOME", directory.toString());
    environment.put("USERS_OWN", "mine");
    environment.put("TMPDIR", directory.toString());
    environment.put("NIX_STORE_DIR", directory.resolve("store").toString());
    environment.put("NIX_STATE_DIR", directory.resolve("state").toString());
    environment.put("NIX_LOG_DIR", directory.resolve("log").toString());
    environment.put("NIX_CONF_DIR", "/nonexistent");
    environment.put("NIX_PATH", "nixpkgs=" + directory.resolve("packages"));
    environment.put("NIX_BUILD_SHELL", "/bin/bash");
    environment.put("NIX_CONFIG", "sandbox = false\nbuild-users-group =\nsubstituters =\n");
    int status = builder.start().waitFor();
    return new Ended(status, Files.readString(output), Files.readString(errors));
  }

  private static List<String> words(List<String> first, String... more) {
    List<String> words = new ArrayList<>(first);
    words.addAll(List.of(more));
    return words;
  }

  private Ended firn(String... arguments) throws Exception {
    return run(
        words(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.firn.app.cli.Main",
                "nix-shell"),
            arguments));
  }

  private Ended same(String... arguments) throws Exception {
    Ended expected = run(words(List.of("/usr/bin/nix-shell"), arguments));
    Ended actual = firn(arguments);
    assertEquals(expected.output(), actual.output(), actual.errors());
    assertEquals(expected.status(), actual.status(), actual.errors());
    return actual;
  }

  @Test
  void theShellHasTheEnvironmentOfTheBuilder() throws Exception {
    String show =
        "echo $words, $inside, $tag, $(cat $dep $textPath), $IN_NIX_SHELL, $out, $USERS_OWN; pwd";
    assertTrue(
        same("-A", "plain", "--run", show).output().startsWith("a b, yes, none, made long,"));
    same("-A", "plain", "--pure", "--run", show);
    same("-A", "plain", "--pure", "--keep", "USERS_OWN", "--run", show);
    same("-A", "plain", "--argstr", "tag", "x", "--run", show);
    same("shell.nix", "-A", "plain", "--command", show);
    same("-E", "(import ./shell.nix { }).plain", "--run", show);
  }

  @Test
  void structuredAttributesAreVariables() throws Exception {
    same(
        "-A",
        "structured",
        "--run",
        "echo \"${list[1]}\" ${set[key]}; test -s $NIX_ATTRS_JSON_FILE");
  }

  @Test
  void itEndsAsTheCommandEnds() throws Exception {
    assertEquals(7, same("-A", "plain", "--run", "exit 7").status());
    assertEquals(1, same("--run", ":").status());
    assertEquals(0, same("-A", "plain", "--dry-run").status());
    same("-A", "needless", "--exclude", "broken", "--run", "echo built nothing");
    assertEquals(100, same("-A", "needless", "--run", ":").status());
    String left = firn("-A", "plain", "--run", "echo $NIX_BUILD_TOP").output().strip();
    assertTrue(left.startsWith(directory + "/nix-shell"), left);
    assertFalse(Files.exists(Path.of(left)), left);
  }

  @Test
  void packagesAreNamed() throws Exception {
    same("-p", "hello", "--run", "cat $buildInputs");
    assertEquals(1, same("-p", "missing", "--run", ":").status());
  }

  @Test
  void scriptsSayWhatTheyNeed() throws Exception {
    Path folder = Files.createDirectory(directory.resolve("scripts"));
    Files.writeString(
        folder.resolve("script"),
        """
        #! /usr/bin/env nix-shell
        #! nix-shell -i bash -A plain ../shell.nix
        #! nix-shell --argstr tag "from script"
        echo $words $tag $# "$2" $(cat $dep)
        exit 3
        """);
    assertEquals(3, same("scripts/script", "one", "two  words").status());
  }
}
