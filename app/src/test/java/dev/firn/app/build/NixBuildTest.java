package dev.firn.app.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.app.Nix;
import dev.firn.app.Run;
import dev.firn.app.Run.Outcome;
import dev.firn.base.disk.Disk;
import dev.firn.base.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code nix-build} and {@code nix-store --realise} do what those of Nix do: status, output, links, and what is told of builds. */
class NixBuildTest {
  private static final String EXPRESSION =
      """
      let
        make = name: script: more: derivation ({
          inherit name;
          system = builtins.currentSystem;
          builder = "/bin/sh";
          args = [ "-c" script ];
        } // more);
        low = make "low" "echo low > $out" { };
        left = make "left" "read x < $low; echo left $x > $out; echo dev > $dev" {
          inherit low;
          outputs = [ "out" "dev" ];
        };
        right = make "right" "read x < $low; echo right $x > $out" { inherit low; };
        bad = make "bad" "echo told; exit 3" { };
      in {
        inherit low left right bad;
        top = make "top" "read x < $left; read y < $right; echo $x $y > $out" { inherit left right; };
        needsBad = make "needs-bad" "echo x > $out" { inherit bad low; };
        refers = make "refers" "echo $low > $out" { inherit low; };
        slow = make "slow" "while :; do :; done" { };
        silent = make "silent" "echo begun; while :; do :; done" { };
        wrong = make "wrong" "echo hello > $out" {
          outputHash = builtins.hashString "sha256" "other";
          outputHashAlgo = "sha256";
        };
        random = make "random" "read x < /proc/sys/kernel/random/uuid; echo $x > $out" { };
        nothing = make "nothing" ":" { };
        loop = make "loop" "/bin/ln -s $out $dev; /bin/ln -s $dev $out" { outputs = [ "out" "dev" ]; };
        foreign = make "foreign" ":" { system = "riscv64-linux"; };
        imported = import (make "imported" "echo '{ a = \\"read\\"; }' > $out" { });
        named = make (builtins.readFile (make "text" "printf named > $out" { })) "echo n > $out" { };
        listed = make (builtins.head (builtins.attrNames (builtins.readDir (
          make "listing" "/bin/mkdir -p $out/entry" { })))) "echo l > $out" { };
        unreadable = import (make "failing" "exit 1" { });
      }
      """;

  @TempDir Path directory;
  private Run firn;
  private Nix nix;

  @BeforeEach
  void setUp() throws IOException {
    firn =
        new Run(directory)
            .with("NIX_CONFIG", "sandbox = false\nbuild-users-group =\nsubstituters =\n");
    nix = new Nix(directory);
    Files.writeString(directory.resolve("default.nix"), EXPRESSION);
  }

  @AfterEach
  void cleanUp() throws IOException {
    wipe();
  }

  private void wipe() throws IOException {
    Disk.REAL.deleteTree(directory.resolve("store"));
    Disk.REAL.deleteTree(directory.resolve("state"));
    for (String entry : links().keySet()) {
      Files.delete(directory.resolve(entry));
    }
  }

  /** Where the links in the folder lead. */
  private SortedMap<String, String> links() throws IOException {
    SortedMap<String, String> links = new TreeMap<>();
    try (Stream<Path> entries = Files.list(directory)) {
      for (Path entry : entries.filter(Files::isSymbolicLink).toList()) {
        links.put(entry.getFileName().toString(), Files.readSymbolicLink(entry).toString());
      }
    }
    return links;
  }

  /** What commands did, as far as all versions of Nix do the same. */
  private record Traces(
      List<Integer> statuses,
      List<String> outputs,
      TreeSet<String> built,
      SortedMap<String, String> links,
      List<String> valid) {
    /** A line for each difference that there may be. */
    String text() {
      return statuses
          + "\n"
          + String.join("", outputs)
          + String.join("\n", built)
          + "\n"
          + links
          + "\n"
          + String.join("\n", valid);
    }
  }

  private interface Program {
    Outcome run(String... command);
  }

  private Traces traces(Program program, String[]... commands) throws IOException {
    wipe();
    TreeSet<String> told = new TreeSet<>();
    Outcome[] outcomes = Arrays.stream(commands).map(program::run).toArray(Outcome[]::new);
    for (Outcome outcome : outcomes) {
      outcome
          .errors()
          .lines()
          .filter(line -> line.startsWith("building '") || line.startsWith("  /"))
          .forEach(told::add);
    }
    String valid = nix.get("nix-store", "--dump-db").replaceAll("\n\\d{10}\n", "\n");
    return new Traces(
        Arrays.stream(outcomes).map(Outcome::status).toList(),
        Arrays.stream(outcomes).map(Outcome::output).toList(),
        told,
        links(),
        valid.lines().filter(line -> line.startsWith("/")).sorted().distinct().toList());
  }

  /** Both do the same, each with an empty store at the beginning. */
  private Traces same(String[]... commands) throws IOException {
    Traces expected = traces(nix::run, commands);
    Traces actual = traces(firn::firn, commands);
    assertEquals(expected.text(), actual.text());
    return actual;
  }

  private static String[] build(String... arguments) {
    return Stream.concat(Stream.of("nix-build"), Arrays.stream(arguments)).toArray(String[]::new);
  }

  private void ends(int status, String... arguments) throws IOException {
    assertEquals(List.of(status), same(build(arguments)).statuses());
  }

  @Test
  void buildsChainsAndDiamonds() throws IOException {
    ends(0, "-A", "top");
    ends(0, "-A", "top", "--max-jobs", "2");
    assertTrue(links().containsKey("result"));
  }

  @Test
  void linksSeveralResultsAndOutputs() throws IOException {
    ends(0, "-A", "low", "-A", "left.dev", "-A", "left", "-A", "top");
    ends(0, "-A", "low", "-A", "left.dev", "-o", "link");
    ends(0, "-A", "low", "--no-out-link");
    same(build("-A", "low"), build("-A", "right"), build("-A", "right", "-o", "other"));
  }

  @Test
  void buildsExpressionsFilesAndDerivations() throws IOException {
    ends(0, "-E", "(import ./. ).top");
    ends(0, "./default.nix", "-A", "left");
    ends(1, "./missing.nix");
    ends(1, "-A", "missing");
    String derivation = nix.get("nix-instantiate", "-A", "left");
    String[] instantiate = {"nix-instantiate", "-A", "left"};
    same(instantiate, build(derivation), build(derivation + "!dev"));
  }

  @Test
  void tellsOnlyWhatWouldBeDone() throws IOException {
    ends(0, "-A", "top", "--dry-run");
    assertEquals(4, same(build("-A", "top", "--dry-run")).built().size());
  }

  @Test
  void endsAsNixEnds() throws IOException {
    ends(100, "-A", "bad");
    ends(100, "-A", "needsBad");
    ends(1, "-A", "nothing");
    ends(102, "-A", "wrong");
    ends(101, "-A", "slow", "--timeout", "1");
    ends(101, "-A", "silent", "--max-silent-time", "1");
    assertEquals(
        List.of(0, 104),
        same(build("-A", "random", "-o", "r"), build("-A", "random", "--check", "-o", "r"))
            .statuses()
            .stream()
            .toList());
  }

  @Test
  void goesOnIfItShall() throws IOException {
    ends(100, "-A", "bad", "-A", "top", "--keep-going");
    ends(102, "-A", "bad", "-A", "wrong", "--keep-going");
    ends(103, "-A", "slow", "-A", "wrong", "--keep-going", "--timeout", "1");
    ends(100, "-A", "needsBad", "--keep-going");
  }

  @Test
  void checksWhatIsDeterministic() throws IOException {
    same(build("-A", "top"), build("-A", "top", "--check"), build("-A", "left", "--check"));
    ends(1, "-A", "low", "--check");
  }

  @Test
  void buildsWhatAnEvaluationReads() throws IOException {
    ends(0, "-A", "named");
    ends(0, "-A", "listed");
    same(
        new String[] {"nix-instantiate", "--eval", "-A", "imported.a"},
        new String[] {"nix-instantiate", "-A", "named"});
    ends(1, "-A", "imported", "--option", "allow-import-from-derivation", "false");
    Outcome refused =
        firn.firn(build("-A", "named", "--option", "allow-import-from-derivation", "false"));
    assertEquals(1, refused.status());
    assertTrue(
        refused.errors().contains("'allow-import-from-derivation' is disabled"), refused.errors());
  }

  @Test
  void storeRealisesDerivationsAndPaths() throws IOException {
    nix.get("nix-instantiate", "-A", "top");
    String top = nix.get("nix-instantiate", "-A", "top");
    String left = nix.get("nix-instantiate", "-A", "left");
    String out = nix.get("nix-store", "-q", "--outputs", top);
    String[] instantiate = {"nix-instantiate", "-A", "top", "-A", "left"};
    same(instantiate, new String[] {"nix-store", "-r", top, left + "!dev"});
    same(instantiate, new String[] {"nix-store", "-r", top, "--add-root", "kept"});
    same(instantiate, new String[] {"nix-store", "-r", left, "--add-root", "kept"});
    same(instantiate, new String[] {"nix-store", "-r", left, "--dry-run"});
    same(instantiate, new String[] {"nix-store", "-q", "--references", "-u", "-f", top});
    same(
        instantiate,
        new String[] {"nix-store", "-r", left},
        new String[] {"nix-store", "-r", left, "--check"});
    same(instantiate, new String[] {"nix-store", "-r", out});
    same(instantiate, new String[] {"nix-store", "-r", out, "--ignore-unknown"});
  }

  @Test
  void repairsWhatWasChanged() throws IOException {
    traces(firn::firn, build("-A", "low", "-o", "low"));
    Path low = directory.resolve("low").toRealPath();
    Files.setPosixFilePermissions(
        low, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
    Files.writeString(low, "changed\n");

    assertEquals(1, firn.firn("nix-store", "--verify-path", low.toString()).status());
    assertEquals(0, firn.firn("nix-store", "--repair-path", low.toString()).status());

    assertEquals("low\n", Files.readString(low));
    assertEquals(0, firn.firn("nix-store", "--verify-path", low.toString()).status());
  }

  @Test
  void whatIsToldGoesToAFileToo() throws IOException {
    Path log = directory.resolve("told.json");
    Outcome built =
        firn.firn("build", "-vv", "-A", "low", "--no-link", "--json-log-path", log.toString());

    assertTrue(built.errors().contains("building '"), built.errors());
    List<String> lines = Files.readAllLines(log);
    lines.forEach(Json::parse);
    assertTrue(
        lines.stream()
            .anyMatch(
                line -> line.contains("-low.drv\",\"\",1,1]") && line.contains("\"parent\":0")),
        lines.toString());
    assertTrue(
        lines.contains("{\"action\":\"msg\",\"level\":5,\"msg\":\"executing builder '/bin/sh'\"}"));
    Files.delete(log);
  }

  @Test
  void anotherStoreOfThisMachineBuilds() throws IOException {
    Outcome built =
        firn.firn(
            "nix-build",
            "-E",
            "derivation { name = \"far\"; system = builtins.currentSystem; builder = \"/bin/sh\";"
                + " args = [ \"-c\" \"echo far > $out\" ]; requiredSystemFeatures = [ \"foo\" ]; }",
            "--no-out-link",
            "-j0",
            "--option",
            "sandbox",
            "true",
            "--builders",
            directory.resolve("machine") + " - - 1 1 foo");

    assertEquals(0, built.status(), built.errors());
    assertEquals("far\n", Files.readString(Path.of(built.line())));
    Path there =
        directory.resolve("machine/nix/store").resolve(Path.of(built.line()).getFileName());
    assertEquals("far\n", Files.readString(there));
    Disk.REAL.deleteTree(directory.resolve("machine"));
  }

  @Test
  void whatVanishedIsFetchedAgain() throws IOException {
    traces(firn::firn, build("-A", "refers", "-o", "refers"));
    Path low = Path.of(firn.firn("nix-store", "-q", "--references", "refers").line());
    firn.firn("copy", "--to", "file://" + directory.resolve("cache"), "refers");
    Disk.REAL.deleteTree(low);

    Outcome repaired =
        firn.firn(
            "nix-store",
            "--verify",
            "--repair",
            "--substituters",
            "file://" + directory.resolve("cache"),
            "--no-require-sigs");

    assertEquals(0, repaired.status(), repaired.errors());
    assertEquals("low\n", Files.readString(low));
  }

  @Test
  void theEndOfALogIsShownOnce() throws IOException {
    Outcome shown = firn.firn("build", "-A", "bad");

    assertEquals(100, shown.status());
    assertTrue(shown.errors().contains("Last 1 log lines:"), shown.errors());
    assertTrue(shown.errors().contains("> told"), shown.errors());
    assertTrue(shown.errors().contains("For full logs, run:"), shown.errors());
    assertTrue(
        firn.firn("nix-store", "-l", nix.get("nix-instantiate", "-A", "bad"))
            .output()
            .equals("told\n"));
  }

  @Test
  void resultsAreToldAsJson() {
    Outcome built = firn.firn("build", "-A", "left", "-A", "left.dev", "--no-link", "--json");
    assertEquals(0, built.status(), built.errors());
    assertTrue(
        built
            .output()
            .matches(
                "\\[\\{\"drvPath\":\"[^\"]*-left.drv\",\"outputs\":\\{\"dev\":\"[^\"]*-left-dev\","
                    + "\"out\":\"[^\"]*-left\"},\"startTime\":\\d+,\"stopTime\":\\d+}]\n"),
        built.output());
    String again = firn.firn("build", "-A", "left", "--no-link", "--json").output();
    assertTrue(again.contains("-left.drv") && !again.contains("startTime"), again);
  }

  @Test
  void activitiesAreToldAsJson() {
    String log =
        firn.firn("build", "-A", "low", "--no-link", "--log-format", "internal-json").errors();
    assertTrue(log.lines().allMatch(line -> line.startsWith("@nix {")), log);
    assertTrue(log.contains("\"action\":\"start\"") && log.contains("\"type\":105"), log);
  }
}
