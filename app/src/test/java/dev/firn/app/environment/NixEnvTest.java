package dev.firn.app.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.app.Nix;
import dev.firn.app.Run;
import dev.firn.app.Run.Outcome;
import dev.firn.base.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code nix-env} prints and does what Debian's Nix prints and does: both work on profiles of their own in one store, so that they must come
 * to the same paths.
 */
class NixEnvTest {
  @TempDir Path directory;
  private Run firn;
  private Nix nix;

  @BeforeEach
  void setUp() throws IOException {
    nix = new Nix(directory);
    firn =
        new Run(directory)
            .with("NIX_CONFIG", "sandbox = false\nbuild-users-group =\nsubstituters =\n");
    Files.createDirectories(profile("x").getParent());
    try (InputStream packages =
        Objects.requireNonNull(getClass().getResourceAsStream("/packages.nix"))) {
      Files.copy(packages, directory.resolve("packages.nix"));
    }
  }

  @AfterEach
  void makeRemovable() throws IOException {
    Path store = directory.resolve("store");
    if (Files.exists(store)) {
      try (var files = Files.walk(store)) {
        files.filter(Files::isDirectory).forEach(folder -> folder.toFile().setWritable(true));
      }
    }
  }

  private Path profile(String name) {
    return directory.resolve("profiles").resolve(name);
  }

  private Outcome firn(String... arguments) {
    List<String> all =
        new ArrayList<>(List.of("--called-as", "nix-env", "-p", profile("firn").toString()));
    all.addAll(List.of(arguments));
    return firn.firn(all.toArray(String[]::new));
  }

  private Outcome nix(String... arguments) {
    List<String> all = new ArrayList<>(List.of("nix-env", "-p", profile("nix").toString()));
    all.addAll(List.of(arguments));
    return nix.run(all.toArray(String[]::new));
  }

  /** Both print the same, and end the same. */
  private void same(String... arguments) {
    Outcome theirs = nix(arguments);
    Outcome ours = firn(arguments);
    String what = String.join(" ", arguments);
    assertEquals(theirs.output(), ours.output(), what + ": " + ours.errors());
    assertEquals(lines(theirs.errors()), lines(ours.errors()), what);
    assertEquals(theirs.status(), ours.status(), what + ": " + ours.errors());
  }

  /** What is said, but for what builds say: who comes second has nothing to build. */
  private static List<String> lines(String errors) {
    return errors
        .lines()
        .filter(line -> !line.startsWith("building '"))
        .filter(line -> !line.endsWith(" will be built:") && !line.startsWith("  /"))
        .map(line -> line.replaceAll("['\"]", "").replaceAll("/profiles/(nix|firn)", "/profiles/X"))
        .toList();
  }

  /** The same, and both profiles lead to the same path. */
  private void sameChange(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("-f", "packages.nix"));
    all.addAll(List.of(arguments));
    same(all.toArray(String[]::new));
    String what = String.join(" ", arguments);
    assertEquals(links("nix"), links("firn"), what);
    assertEquals(manifest("nix"), manifest("firn"), what);
  }

  /** The generations of a profile and where they lead. */
  private List<String> links(String name) throws IOException {
    List<String> links = new ArrayList<>();
    Path folder = profile(name).getParent();
    if (Files.exists(folder)) {
      try (var entries = Files.list(folder)) {
        for (Path entry : entries.sorted().toList()) {
          String file = entry.getFileName().toString();
          if (file.startsWith(name) && !file.endsWith(".lock")) {
            String target = Files.readSymbolicLink(entry).toString();
            String shown = target.startsWith("/") ? target : target.replace(name, "X");
            links.add(file.replace(name, "X") + " -> " + shown);
          }
        }
      }
    }
    return links;
  }

  private String manifest(String name) throws IOException {
    Path file = profile(name).resolve("manifest.nix");
    return Files.exists(file) ? Files.readString(file) : "";
  }

  @Test
  void queriesOfWhatIsAvailable() {
    for (String flags :
        List.of(
            "-qa",
            "-qaP",
            "-qas",
            "-qac",
            "-qa --no-name -P",
            "-qa --description",
            "-qa --drv-path",
            "-qab",
            "-qa --out-path hello both",
            "-qa --system-filter sparc-none",
            "-qaA inner",
            "-qaPA inner .*",
            "-qaP hello-2.0 .*zip Z.*",
            "-qa --argstr other another-2 another",
            "-qa --xml",
            "-qa --xml --meta --drv-path --out-path --description hello both",
            "-qac --xml -s hello",
            "-qa nonsense",
            "-q",
            "-q nonsense",
            "-qP",
            "-q --nonsense",
            "-qaA")) {
      same(("-f packages.nix " + flags).split(" "));
    }
  }

  @Test
  void queriesAsJson() {
    for (String flags : List.of("-qa --json", "-qa --json --meta --out-path hello both many")) {
      String[] arguments = (flags + " -f packages.nix").split(" ");
      Outcome ours = firn(arguments);
      assertEquals(Json.parse(nix(arguments).output()), Json.parse(ours.output()), ours.errors());
    }
  }

  @Test
  void packagesComeAndGo() throws IOException {
    sameChange("-iA", "hello");
    sameChange("-iA", "hello", "both", "many", "Zip");
    same("-q");
    same("-q", "--out-path", "--system", "--description", "--drv-path");
    same("-qs", "h.*", "many-1.2.3");
    same("-qc", "-f", "packages.nix");
    same("-q", "--xml", "--meta", "--out-path");
    same("-q", "nonsense");
    sameChange("-i", "hello");
    sameChange("-e", "Zip", "nonsense");
    sameChange("-i", "unzip", "deep", "--preserve-installed");
    sameChange("-iP", "unzip", "deep");
    sameChange("-e", "unzip", "both");
    sameChange("-ir", "both", "named", "--argstr", "other", "named-7");
    sameChange("-iE", "f: (f { other = \"other-9\"; }).named");
    sameChange("-i", "--dry-run", "hello");
    sameChange("-i", "nonsense");
    sameChange("-i", "--nonsense", "x");
    sameChange("-i", "-u");
    sameChange("-e", ".*");
    sameChange("-q");
  }

  @Test
  void upgradesChooseByVersion() throws IOException {
    sameChange("-iA", "hello", "both");
    sameChange("-u", "--eq");
    sameChange("-u", "--dry-run");
    sameChange("-u", "hello");
    sameChange("-u");
    sameChange("-u", "--leq");
    sameChange("-iA", "hello2pre");
    sameChange("-u", "--lt");
    sameChange("-u", "--always", "hello-1.0");
    sameChange("--set-flag", "keep", "true", "hello");
    sameChange("-u", "--leq");
    sameChange("-uA", "inner.deep");
  }

  @Test
  void flagsChangeWhatIsShown() throws IOException {
    sameChange("-iA", "hello", "both", "many");
    sameChange("--set-flag", "active", "false", "both");
    sameChange("--set-flag", "active", "true", "both", "hello");
    sameChange("--set-flag", "priority", "3", "m.*");
    sameChange("--set-flag", "priority");
    sameChange("--set-flag", "priority", "3", "nonsense");
    sameChange("-iA", "winner");
    assertEquals(
        Files.readString(profile("nix").resolve("bin/hello")),
        Files.readString(profile("firn").resolve("bin/hello")));
  }

  @Test
  void pathsAndProfilesAreSources() throws IOException {
    String path = nix.get("nix-build", "--no-out-link", "packages.nix", "-A", "hello");
    String derivation = nix.get("nix-instantiate", "packages.nix", "-A", "inner.deep");
    sameChange("-i", path, derivation);
    sameChange("-q", "--out-path", "--drv-path");
    sameChange("-e", path);
    Path other = directory.resolve("profiles/other");
    assertEquals(
        0,
        nix.run("nix-env", "-p", other.toString(), "-f", "packages.nix", "-iA", "many", "Zip")
            .status());
    sameChange("-i", "--from-profile", other.toString(), "many");
    sameChange("-i", "--from-profile", other.toString());
    sameChange("--set", path);
    sameChange("--set", derivation);
    sameChange("--set", "-A", "hello2");
    sameChange("--set", "hello", "both");
    sameChange("-q");
  }

  @Test
  void generationsAreSwitchedAndDeleted() throws IOException {
    for (String name : List.of("hello", "both", "many", "Zip", "unzip", "winner")) {
      sameChange("-iA", name);
    }
    sameChange("--rollback");
    sameChange("--rollback", "--dry-run");
    sameChange("-G", "2");
    sameChange("-G", "77");
    sameChange("-G", "x");
    sameChange("-G");
    sameGenerations();
    sameChange("--delete-generations", "1", "99");
    sameChange("--delete-generations", "2");
    sameChange("--delete-generations", "30d", "--dry-run");
    sameChange("--delete-generations", "xd");
    sameChange("--delete-generations", "x");
    sameChange("-G", "6");
    sameChange("--delete-generations", "+2");
    sameChange("--delete-generations", "old", "--dry-run");
    sameChange("--delete-generations", "old");
    sameChange("--rollback");
    sameGenerations();
  }

  /** Both print the same, but for the seconds. */
  private void sameGenerations() {
    String seconds = ":\\d\\d   ";
    assertEquals(
        nix("--list-generations").output().replaceAll(seconds, ":SS   "),
        firn("--list-generations").output().replaceAll(seconds, ":SS   "));
  }

  @Test
  void environmentsThatFirnBuildsAreThoseOfNix() throws IOException {
    for (List<String> change :
        List.of(
            List.of("-iA", "hello", "both", "many"),
            List.of("-iA", "winner", "Zip"),
            List.of("--set-flag", "active", "false", "both"),
            List.of("-e", "many"),
            List.of("-i", "--priority", "2", "unzip"))) {
      List<String> all = new ArrayList<>(List.of("-f", "packages.nix"));
      all.addAll(change);
      Outcome outcome = firn(all.toArray(String[]::new));
      assertEquals(0, outcome.status(), outcome.errors());
      String environment = profile("firn").toRealPath().toString();
      String derivation = nix.get("nix-store", "-q", "--deriver", environment);
      // Builds it again, and fails if the result is another one.
      nix.get("nix-store", "--realise", "--check", derivation);
    }
    nix.get("nix-store", "--verify", "--check-contents");
  }

  @Test
  void packagesWithTheSameFileAreRefused() throws IOException {
    sameChange("-iA", "hello");
    String[] clash = {"-f", "packages.nix", "-iA", "clash"};
    Outcome outcome = firn(clash);
    assertEquals(nix(clash).status(), outcome.status());
    assertTrue(
        outcome.errors().contains("There is a conflict for the following files:"),
        outcome.errors());
    sameChange("-q");
  }

  @Test
  void operationsAreOneAtATime() {
    same();
    same("-q", "-i");
    same("-S");
    same("--rollback", "x");
    same("--list-generations", "--nonsense");
  }

  @Test
  void foldersOfExpressionsAreSets() throws IOException {
    Path folder = Files.createDirectories(directory.resolve(".nix-defexpr/more/deep"));
    Files.writeString(folder.resolve("default.nix"), "import " + directory + "/packages.nix");
    Path top = directory.resolve(".nix-defexpr");
    Files.writeString(top.resolve("manifest.nix"), "throw \"not this\"");
    Files.writeString(top.resolve("text.txt"), "");
    Files.createSymbolicLink(top.resolve("dangling"), Path.of("nowhere"));
    Files.writeString(top.resolve("a.nix"), "(import ../packages.nix { }).hello");
    Files.writeString(top.resolve("more/a.nix"), "throw \"hidden by the other\"");
    same("-qaP");
    same("-qaPA", "deep.inner");
    same("-iA", "a", "deep.many");
    same("-q");
  }

  @Test
  void theUsersLinkLeadsToTheProfile() throws IOException {
    Path link = directory.resolve(".nix-profile");
    Run plain = firn;
    assertEquals(0, plain.firn("nix-env", "-S", profile("firn").toString()).status());
    assertEquals(profile("firn"), Files.readSymbolicLink(link));
    String place = profile("firn").toString();
    nix.get("nix-env", "-p", place, "-f", "packages.nix", "-iA", "hello");
    assertEquals("hello-1.0\n", plain.firn("nix-env", "-q").output());
    Files.delete(link);
    assertEquals("", plain.firn("nix-env", "-q").output());
    assertTrue(Files.isSymbolicLink(link));
  }
}
