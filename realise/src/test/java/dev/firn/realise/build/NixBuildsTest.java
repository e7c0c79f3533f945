package dev.firn.realise.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.activity.ActivitySink;
import dev.firn.realise.build.local.LocalBuilder;
import dev.firn.realise.plan.GraphRealiser;
import dev.firn.realise.plan.RealiseOutcome;
import dev.firn.realise.plan.RealiseSettings;
import dev.firn.realise.plan.Workplace;
import dev.firn.store.DerivedPath;
import dev.firn.store.PathInfo;
import dev.firn.store.local.LocalStore;
import dev.firn.store.nix.ReferenceNix;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.BuildMode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nix and Firn build the same derivations into a store of the same name, and get the same. */
class NixBuildsTest {
  @TempDir Path directory;

  /** What is registered about a path but when. */
  private record Registered(
      String hash, long size, String references, String deriver, boolean ultimate, String address) {
    static Registered of(PathInfo info) {
      return new Registered(
          info.narHash().sri(),
          info.narSize(),
          info.references().toString(),
          String.valueOf(info.deriver()),
          info.ultimate(),
          String.valueOf(info.contentAddress()));
    }
  }

  @Test
  void outputsAndWhatIsRegisteredAreTheSame() throws Exception {
    Path store = directory.resolve("both");
    List<String> derivations = instantiate(store);
    ReferenceNix nix = new ReferenceNix(store);
    derivations.forEach(derivation -> nix.get("nix-store", "--realise", derivation));
    SortedMap<String, Registered> expected = registered(store);
    assertTrue(expected.size() > 30, expected.toString());

    Files.move(store, directory.resolve("nix"));
    assertEquals(derivations, instantiate(store));
    build(store, derivations);

    SortedMap<String, Registered> actual = registered(store);
    expected.forEach((path, info) -> assertEquals(info, actual.get(path), path));
    assertEquals(expected.keySet(), actual.keySet());
    assertEquals("", new ReferenceNix(store).get("nix-store", "--verify", "--check-contents"));
  }

  private List<String> instantiate(Path store) throws IOException {
    Files.createDirectories(store);
    Path text = directory.resolve("text.nix");
    Path builds = directory.resolve("builds.nix");
    copy(Path.of("../nix/text.nix"), text);
    try (InputStream source = NixBuildsTest.class.getResourceAsStream("builds.nix")) {
      Files.write(builds, Objects.requireNonNull(source).readAllBytes());
    }
    return new ReferenceNix(store)
        .get("nix-instantiate", builds.toString())
        .lines()
        .map(line -> line.replaceAll("!.*", ""))
        .distinct()
        .toList();
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.write(to, Files.readAllBytes(from));
  }

  private static SortedMap<String, Registered> registered(Path directory) {
    SortedMap<String, Registered> all = new TreeMap<>();
    try (LocalStore store = new LocalStore(new ReferenceNix(directory).location())) {
      for (StorePath path : store.allValidPaths()) {
        all.put(path.baseName(), Registered.of(store.info(path)));
      }
    }
    return all;
  }

  private static void build(Path directory, List<String> derivations) throws InterruptedException {
    BuildSettings settings =
        BuildSettings.defaults("x86_64-linux")
            .with(new BuildSettings.Users("", false, 0, 0))
            .withSandbox(BuildSettings.SandboxMode.OFF);
    try (LocalStore store = new LocalStore(new ReferenceNix(directory).location())) {
      List<DerivedPath> wanted =
          derivations.stream()
              .<DerivedPath>map(path -> DerivedPath.allOf(store.dir().parse(path)))
              .toList();
      Workplace here = new Workplace(new LocalBuilder(store, settings), 2, true);
      RealiseOutcome outcome =
          new GraphRealiser(
                  store, List.of(), List.of(here), RealiseSettings.usual(), ActivitySink.NONE)
              .realise(wanted, BuildMode.NORMAL);
      assertEquals(List.of(), outcome.failed(), () -> outcome.toString());
    }
  }
}
