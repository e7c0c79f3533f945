package dev.firn.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The statistics have the fields of the reference, and count the same where they say so. */
class StatisticsTest {
  private static final String PROGRAM =
      """
      let
        f = a: b: a + b;
        x = { a = 1; } // { b = 2; };
        g = { p, q ? p, ... }@args: with args; p - q * 2;
        h = rec { a = 1; b = a; c.d = [ 1 ] ++ [ 2 ]; };
        counter = { __functor = self: y: y + self.z; z = 4; };
        inherit (builtins) concatLists concatMap filter foldl' genList length lessThan mapAttrs sort;
      in
      [
        (map (f 1) [ x.a x.b (length [ 1 2 ]) ]) (g { p = 3; r = 1; }) h (counter 3) (-3) (2 > 1) (2 <= 1)
        (foldl' (a: b: a + b) 0 (genList (i: i) 10)) (concatLists [ [ 1 ] [ 2 ] ]) (x.c or 3) (x ? a)
        (sort lessThan [ 3 1 2 ]) (mapAttrs (n: v: v) x) (concatMap (x: [ x ]) [ 1 2 ]) (filter (x: x > 1) [ 1 2 3 ])
        (x // { }) ({ } // x) "${toString 3}"
        (derivation { name = "x"; system = "y"; builder = "z"; }).name
      ]
      """;

  private static final List<String> EQUAL =
      List.of(
          "nrFunctionCalls",
          "nrPrimOpCalls",
          "nrLookups",
          "nrOpUpdates",
          "nrOpUpdateValuesCopied",
          "primops");

  @TempDir private Path directory;

  @Test
  void theReferenceCountsTheSame() throws Exception {
    Path reference =
        Reference.find()
            .map(Reference::program)
            .orElseGet(() -> Assumptions.abort("no nix-instantiate on PATH (Debian: nix-bin)"));
    Json.Obj theirs = run(List.of(reference.toString()));
    Json.Obj ours =
        run(
            List.of(
                System.getProperty("java.home") + "/bin/java",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.firn.app.cli.Main",
                "nix-instantiate"));
    for (String field : EQUAL) {
      assertEquals(theirs.get(field), ours.get(field), field);
    }
    for (String member : List.of("concats", "elements")) {
      assertEquals(member(theirs, member), member(ours, member), member);
    }
    assertEquals(counts(theirs, "functions"), counts(ours, "functions"));
    assertEquals(counts(theirs, "attributes"), counts(ours, "attributes"));
    TreeSet<String> missing = new TreeSet<>(theirs.members().keySet());
    missing.removeAll(ours.members().keySet());
    assertTrue(missing.isEmpty(), () -> "fields that only the reference has: " + missing);
  }

  private static Json member(Json.Obj all, String name) {
    return ((Json.Obj) all.get("list")).get(name);
  }

  /** How often each function or attribute was used: positions in what is built in are each one's own. */
  private static List<Json> counts(Json.Obj all, String field) {
    List<Json> counts = new ArrayList<>();
    for (Json entry : ((Json.Array) all.get(field)).members()) {
      counts.add(((Json.Obj) entry).get("count"));
    }
    counts.sort((a, b) -> Long.compare(((Json.Int) a).value(), ((Json.Int) b).value()));
    return counts;
  }

  private Json.Obj run(List<String> program) throws IOException, InterruptedException {
    Path file = directory.resolve("statistics.json");
    List<String> command = new ArrayList<>(program);
    command.addAll(List.of("--eval", "--strict", "-E", PROGRAM));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().clear();
    builder
        .environment()
        .putAll(
            Map.of(
                "HOME",
                directory.toString(),
                "NIX_CONF_DIR",
                "/nonexistent",
                "NIX_REMOTE",
                "dummy://",
                "NIX_STORE_DIR",
                "/nix/store",
                "FIRN_RESIDENT",
                "0",
                "NIX_SHOW_STATS",
                "1",
                "NIX_SHOW_STATS_PATH",
                file.toString(),
                "NIX_COUNT_CALLS",
                "1"));
    Process process = builder.redirectErrorStream(true).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    assertEquals(0, process.waitFor(), output);
    return (Json.Obj) Json.parse(Files.readString(file, StandardCharsets.ISO_8859_1));
  }
}
