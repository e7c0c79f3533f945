package dev.firn.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every option of the reference's {@code nix-instantiate} is accepted, with its arguments. */
class OptionsTest {
  private static final Map<String, List<String>> ARGUMENTS =
      Map.ofEntries(
          Map.entry("--add-root", List.of("/nonexistent/root")),
          Map.entry("--arg", List.of("x", "1")),
          Map.entry("--arg-from-file", List.of("x", "data/hello.txt")),
          Map.entry("--arg-from-stdin", List.of("x")),
          Map.entry("--argstr", List.of("x", "1")),
          Map.entry("--attr", List.of("a")),
          Map.entry("-A", List.of("a")),
          Map.entry("--eval-store", List.of("dummy://")),
          Map.entry("--experimental-features", List.of("flakes")),
          Map.entry("--extra-experimental-features", List.of("flakes")),
          Map.entry("--include", List.of("x=data")),
          Map.entry("-I", List.of("x=data")),
          Map.entry("--log-format", List.of("raw")),
          Map.entry("--nix-path", List.of("x=data")),
          Map.entry("--option", List.of("cores", "1")),
          Map.entry("--override-flake", List.of("nixpkgs", "path:/x")),
          Map.entry("--store", List.of("dummy://")),
          Map.entry("--system", List.of("x86_64-linux")));

  @Test
  void everyOptionIsAccepted() throws IOException {
    List<String> refused = new ArrayList<>();
    List<String> options = Corpus.list("options/nix-instantiate.txt");
    for (String line : options) {
      String option = line.substring(0, line.indexOf(' '));
      int count = Integer.parseInt(line.substring(line.indexOf(' ') + 1));
      Outcome outcome = run(option, arguments(option, count));
      if (outcome.status() != 0) {
        refused.add(option + ": " + outcome.errorOutput());
      }
    }
    System.out.printf("accepted %d/%d%n", options.size() - refused.size(), options.size());
    assertEquals(List.of(), refused);
  }

  @Test
  void otherOptionsAreRefused() {
    Outcome outcome = run("--surely-unknown", List.of());
    assertEquals(1, outcome.status());
    assertTrue(
        outcome.errorOutput().contains("unrecognised flag '--surely-unknown'"),
        outcome.errorOutput());
  }

  private static List<String> arguments(String option, int count) {
    List<String> arguments = count == 0 ? List.of() : ARGUMENTS.getOrDefault(option, List.of("1"));
    assertEquals(count, arguments.size(), option);
    return arguments;
  }

  private static Outcome run(String option, List<String> arguments) {
    List<String> flags = new ArrayList<>(List.of("--extra-experimental-features", "flakes"));
    flags.add(option);
    flags.addAll(arguments);
    boolean finds = option.equals("--find-file");
    flags.addAll(finds ? List.of() : List.of("--eval"));
    String expression = finds ? "lookup/one.nix" : option.equals("--raw") ? "\"a\"" : "{ a = 1; }";
    Expectation none = new Expectation(List.of(), false, List.of(), List.of(), "");
    return Firn.run(new Case(option, flags, true, List.of(), List.of(expression), none));
  }
}
