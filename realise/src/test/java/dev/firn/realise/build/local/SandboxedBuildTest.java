package dev.firn.realise.build.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.sys.FileOwnership;
import dev.firn.base.text.Ansi;
import dev.firn.realise.build.BuildSettings;
import dev.firn.realise.build.Workshop;
import dev.firn.store.PathInfo;
import dev.firn.store.derivation.DerivationOutput;
import dev.firn.store.local.StoreLocation;
import dev.firn.store.path.ContentAddress;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.BuildMode;
import dev.firn.store.protocol.BuildResult;
import dev.firn.store.protocol.BuildStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds in a sandbox, where the shell of this machine is the only program. */
class SandboxedBuildTest {
  @TempDir Path directory;
  private Workshop workshop;

  @BeforeEach
  void open() {
    assumeTrue(Workshop.hasSandbox(), "this machine cannot make sandboxes: is bubblewrap there?");
    workshop = new Workshop(directory);
  }

  @AfterEach
  void close() throws IOException {
    if (workshop == null || Files.notExists(workshop.store.location().files())) {
      return;
    }
    assertEquals(List.of(), workshop.leftovers(), "nothing is left behind");
    try (var left = Files.list(workshop.store.location().state().resolve("builds"))) {
      assertEquals(0, left.count(), "nothing is left behind");
    }
    workshop.close();
  }

  @Test
  void outputsComeOutOfTheSandbox() {
    StorePath input = workshop.file("input", "text\n");
    StorePath path =
        workshop
            .recipe(
                "two",
                "while read line; do echo $line $dev > $out; done < "
                    + workshop.shown(input)
                    + "; echo > $dev; echo $PWD $NIX_BUILD_TOP $(pwd) >&2")
            .outputs("out", "dev")
            .input(input)
            .add();
    BuildResult result = workshop.build(path, BuildMode.NORMAL);

    assertEquals(BuildStatus.BUILT, result.status(), result.message() + workshop.output);
    StorePath dev = workshop.path(result, "dev");
    assertEquals("text " + workshop.shown(dev) + "\n", workshop.text(result));
    PathInfo info = workshop.store.info(workshop.path(result, "out"));
    assertEquals(Set.of(dev), info.references());
    assertEquals("/build /build /build\n", workshop.output.toString());
    assertEquals(BuildStatus.BUILT, workshop.build(path, BuildMode.CHECK).status());
    assertEquals(BuildStatus.ALREADY_VALID, workshop.build(path, BuildMode.NORMAL).status());
  }

  /** More than one bubblewrap can mount. */
  @Test
  void inputsMayBeVeryMany() {
    int count = 3000;
    Workshop.Recipe recipe =
        workshop.recipe(
            "many",
            "n=0; for f in ${out%/*}/*-many-*; do read line < $f; n=$((n + line)); done; m=0;"
                + " while read -r _ _ _ _ f how _; do case $f:$how in */*-many-*:ro,*) m=$((m + 1));; esac;"
                + " done < /proc/self/mountinfo; echo $n $m > $out");
    for (int i = 0; i < count; i++) {
      recipe.input(workshop.store.addText("many-" + i, new byte[] {'1', '\n'}, new TreeSet<>()));
    }
    StorePath others = workshop.file("many-others", "1\n");
    BuildResult result = recipe.build();

    assertEquals(count + " " + count + "\n", workshop.text(result));
    assertTrue(workshop.store.isValid(others));
  }

  @Test
  void contentDecidesFloatingPaths() {
    BuildResult result =
        workshop
            .recipe("floating", "echo $out $dev > $out; echo data > $dev")
            .output("out", Workshop.floating())
            .output("dev", Workshop.floating())
            .build();

    StorePath out = workshop.path(result, "out");
    StorePath dev = workshop.path(result, "dev");
    assertEquals(workshop.shown(out) + " " + workshop.shown(dev) + "\n", workshop.text(result));
    assertEquals(Set.of(out, dev), workshop.store.info(out).references());
  }

  @Test
  void fixedContentIsChecked() {
    Hash right = Hash.digest(HashAlgorithm.SHA256, "x\n");
    DerivationOutput.Fixed output =
        DerivationOutput.fixed(
            workshop.store.dir(),
            "fixed",
            "out",
            new ContentAddress(ContentAddressMethod.FLAT, right));
    BuildResult good = workshop.recipe("fixed", "echo x > $out").output("out", output).build();
    assertEquals("x\n", workshop.text(good));
  }

  @Test
  void failedOutputsCanBeLookedAt() throws IOException {
    workshop.settings = workshop.settings.withKeepFailed(true);
    StorePath path = workshop.recipe("bad", "echo half > $out; echo left > file; exit 3").add();
    BuildResult result = workshop.build(path, BuildMode.NORMAL);

    assertEquals(
        "Reason: builder failed with exit code 3.",
        Ansi.filter(result.message(), false).split("\n")[1]);
    StorePath out = workshop.store.readDerivation(path).outputs().get("out").knownPath();
    assertEquals("half\n", Workshop.read(workshop.files(out)));
    String note = workshop.notes.getFirst();
    Path kept = Path.of(note.substring(note.indexOf('"') + 1, note.length() - 1));
    assertEquals("left\n", Workshop.read(kept.resolve("file")));
    workshop.store.options().disk().deleteTree(kept.getParent());
  }

  @Test
  void aStoreMayLieElsewhere() {
    workshop.close();
    workshop =
        new Workshop(StoreLocation.below(directory.resolve("root"), new StoreDir("/nix/store")));
    StorePath input = workshop.file("input", "text\n");
    BuildResult result =
        workshop
            .recipe(
                "there",
                "while read line; do echo $line $out $PATH > $out; done < " + workshop.shown(input))
            .input(input)
            .build();

    StorePath out = workshop.path(result, "out");
    assertTrue(workshop.shown(out).startsWith("/nix/store/"), workshop.shown(out));
    assertEquals("text " + workshop.shown(out) + " /path-not-set\n", workshop.text(result));
    assertTrue(workshop.files(out).startsWith(directory.resolve("root")));
  }

  @Test
  void buildersMayHaveUsersOfTheirOwn() throws IOException {
    assumeTrue(FileOwnership.user() == 0, "only root has other users");
    // Other users cannot enter the usual directories of tests.
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    int first = 872415232;
    workshop.settings =
        workshop.settings.with(new BuildSettings.Users(null, true, first, 2 * 65536));
    StorePath path = workshop.recipe("user", "echo x > $out; echo > mark; echo seen").add();
    Set<Integer> owners = new HashSet<>();
    BuildResult result = workshop.build(path, BuildMode.NORMAL, () -> owners.add(owner("mark")));

    assertEquals("x\n", workshop.text(result), workshop.output.toString());
    assertEquals(Set.of(first), owners);
    assertEquals(0, Files.getAttribute(workshop.files(workshop.path(result, "out")), "unix:uid"));
  }

  /** The user that a file in the directory of the running build belongs to. */
  private int owner(String name) {
    try (var files = Files.walk(workshop.store.location().state().resolve("builds"))) {
      Path file = files.filter(each -> each.endsWith(name)).findFirst().orElseThrow();
      return (Integer) Files.getAttribute(file, "unix:uid");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Test
  void withoutTheProgramNothingIsBuilt() throws IOException {
    BuildSettings.Sandbox usual = workshop.settings.sandbox();
    workshop.settings =
        workshop.settings.with(
            new BuildSettings.Sandbox(
                usual.mode(),
                false,
                usual.paths(),
                usual.allowedPaths(),
                usual.directory(),
                usual.filter(),
                directory.resolve("no-bwrap").toString()));
    Files.createDirectories(workshop.store.location().state().resolve("builds"));
    BuildResult result = workshop.recipe("none", "echo x > $out").build();

    assertFalse(result.isSuccess());
    assertTrue(result.message().endsWith("use '--no-sandbox' to build without a sandbox"));
  }
}
