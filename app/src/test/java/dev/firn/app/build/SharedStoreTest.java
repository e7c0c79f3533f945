package dev.firn.app.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.app.Nix;
import dev.firn.app.Run;
import dev.firn.app.Run.Outcome;
import dev.firn.store.local.TestStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one of Firn and Nix built, the other takes for its own; also while both build. */
class SharedStoreTest {
  /** Some 50 derivations: several outputs, folders, links, executables, known content, references to itself. */
  private static final String GRAPH =
      """
      let
        make = name: script: inputs: attributes: derivation ({
          inherit name inputs;
          system = builtins.currentSystem;
          builder = "/bin/sh";
          args = [ "-e" "-c" script ];
        } // attributes);
        file = n: make "file-${n}" "echo $inputs > $out";
        folder = n: make "folder-${n}" ''
          /bin/mkdir $out $dev
          echo "$inputs $out" > $out/self
          /bin/ln -s $dev/there $out/link
          echo 'echo hello' > $out/run
          /bin/chmod +x $out/run
          echo ${n} > $dev/there
        '';
        known = n: make "known-${n}" "echo ${n} > $out";
        node = i: let
            n = toString i;
            inputs = if i == 0 then [ ] else [ (at ((i - 1) / 2)) (at (i * 2 / 3)) ];
          in
            if i - i / 7 * 7 == 3 then folder n inputs { outputs = [ "out" "dev" ]; }
            else if i - i / 11 * 11 == 5 then known n [ ] {
              outputHash = builtins.hashString "sha256" "${n}\\n";
              outputHashAlgo = "sha256";
            }
            else file n inputs { };
        nodes = builtins.genList node 50;
        at = i: builtins.elemAt nodes (if i < 0 then 0 else i);
      in nodes
      """;

  /** Derivations that tell in a file when they are built. */
  private static final String COUNTED =
      """
      { round }: builtins.genList (i: derivation {
        name = "counted-${round}-${toString i}";
        system = builtins.currentSystem;
        builder = "/bin/sh";
        args = [ "-e" "-c" "echo $name >> ${toString ./.}/built; echo $name > $out" ];
      }) 5
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
    Files.writeString(directory.resolve("graph.nix"), GRAPH);
    Files.writeString(directory.resolve("counted.nix"), COUNTED);
  }

  @AfterEach
  void cleanUp() throws IOException {
    TestStores.delete(TestStores.location(directory));
  }

  private String byFirn(String... command) {
    Outcome outcome = firn.firn(command);
    assertEquals(0, outcome.status(), outcome.errors());
    return outcome.output();
  }

  private String byNix(String... command) {
    Outcome outcome = nix.run(command);
    assertEquals(0, outcome.status(), outcome.errors());
    return outcome.output();
  }

  private void same(String... command) {
    assertEquals(byNix(command), byFirn(command), () -> String.join(" ", command));
  }

  private static String[] words(List<String> all, String... first) {
    List<String> words = new ArrayList<>(List.of(first));
    words.addAll(all);
    return words.toArray(String[]::new);
  }

  private void nixFindsNothing() {
    Outcome verified = nix.run("nix-store", "--verify", "--check-contents");
    assertEquals(0, verified.status(), verified.errors());
    for (String line : verified.errors().split("\n")) {
      assertFalse(line.matches(".*(error|modified|missing).*"), line);
    }
  }

  private void firnFindsNothing() {
    Outcome verified = firn.firn("store", "verify");
    assertEquals(0, verified.status(), verified.errors());
  }

  /** Both say the same about all that is in the store, and copy it the same. */
  private void bothAgree(List<String> results) throws IOException {
    nixFindsNothing();
    firnFindsNothing();
    List<String> closure = byNix(words(results, "nix-store", "-qR")).lines().sorted().toList();
    assertEquals(closure, byFirn(words(results, "nix-store", "-qR")).lines().sorted().toList());
    assertTrue(closure.size() >= results.size(), closure.toString());
    same("nix-store", "--dump-db");
    same(words(closure, "nix-store", "-q", "--hash"));
    same(words(closure, "nix-store", "-q", "--size"));
    same(words(closure, "nix-store", "-q", "--references"));
    same(words(closure, "nix-store", "-q", "--deriver"));
    same(words(closure, "nix-store", "--export"));
    for (String path : closure) {
      same("nix-store", "--dump", path);
    }
    String told = byNix(words(results, "nix", "path-info", "-r", "--json"));
    for (String path : closure) {
      assertTrue(told.contains(path), path);
    }
    String cache = directory.resolve("cache").toString();
    byNix(words(results, "nix", "copy", "--to", "file://" + cache + "-nix?compression=none"));
    byFirn(words(results, "copy", "--to", "file://" + cache + "-firn?compression=none"));
    assertEquals(files("cache-nix"), files("cache-firn"));
  }

  /** The descriptions and archives in a cache. */
  private SortedMap<String, String> files(String cache) throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    Path top = directory.resolve(cache);
    try (Stream<Path> all = Files.walk(top)) {
      for (Path file : all.filter(each -> each.toString().contains(".nar")).toList()) {
        files.put(
            top.relativize(file).toString(),
            new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1));
      }
    }
    return files;
  }

  @Test
  void nixTakesWhatFirnBuilt() throws IOException {
    List<String> results =
        byFirn("nix-build", "graph.nix", "--no-out-link", "--max-jobs", "2").lines().toList();

    assertEquals(50, results.size());
    bothAgree(results);
    assertEquals(
        results,
        byNix("nix-build", "graph.nix", "--no-out-link", "--max-jobs", "0").lines().toList());
  }

  @Test
  void firnTakesWhatNixBuilt() throws IOException {
    List<String> results =
        byNix("nix-build", "graph.nix", "--no-out-link", "--max-jobs", "2").lines().toList();

    assertEquals(50, results.size());
    bothAgree(results);
    assertEquals(
        results,
        byFirn("nix-build", "graph.nix", "--no-out-link", "--max-jobs", "0").lines().toList());
  }

  @Test
  void bothBuildAtTheSameTime() throws Exception {
    int rounds = 8;
    try (ExecutorService both = Executors.newFixedThreadPool(2)) {
      for (int i = 0; i < rounds; i++) {
        String[] command = {
          "nix-build",
          "counted.nix",
          "--argstr",
          "round",
          "" + i,
          "--no-out-link",
          "--max-jobs",
          "2",
          "--option",
          "build-poll-interval",
          "1"
        };
        Future<String> one = both.submit(() -> byNix(command));
        Future<String> other = both.submit(() -> byFirn(command));
        assertEquals(one.get(), other.get());
      }
    }

    List<String> built = Files.readAllLines(directory.resolve("built"));
    assertEquals(5 * rounds, built.stream().distinct().count());
    assertEquals(5 * rounds, built.size(), "each was built once");
    nixFindsNothing();
    firnFindsNothing();
    same("nix-store", "--dump-db");
  }
}
