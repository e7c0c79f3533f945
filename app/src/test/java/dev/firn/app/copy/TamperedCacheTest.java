package dev.firn.app.copy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.app.Run;
import dev.firn.app.Run.Outcome;
import dev.firn.base.text.Latin1;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever somebody changes in a cache: commands take from it what a trusted key signed, or nothing. */
class TamperedCacheTest {
  @TempDir private Path directory;
  private String key;
  private String derivation;
  private String built;
  private String sibling;

  /** Two outputs in a cache, signed. */
  @BeforeEach
  void push() throws IOException {
    Files.writeString(
        directory.resolve("x.nix"),
        """
        let
          build = name: derivation {
            inherit name;
            system = builtins.currentSystem;
            builder = "/bin/sh";
            args = [ "-c" "echo ${name} > $out" ];
          };
        in [ (build "one") (build "two") ]
        """);
    derivation = ok("nix-instantiate", "-A", "0", "x.nix");
    built = ok("nix-build", "--option", "sandbox", "false", "--no-out-link", "-A", "0", "x.nix");
    sibling = ok("nix-build", "--option", "sandbox", "false", "--no-out-link", "-A", "1", "x.nix");
    key = ok("cache", "keygen", "test-1", "secret");
    ok(
        "cache",
        "push",
        "--secret-key",
        directory.resolve("secret").toString(),
        "--compression",
        "none",
        cache(),
        built,
        sibling);
  }

  private Outcome run(String... arguments) {
    return new Run(directory).firn(arguments);
  }

  private String ok(String... arguments) {
    Outcome outcome = run(arguments);
    assertEquals(0, outcome.status(), outcome.errors());
    return outcome.line();
  }

  private String cache() {
    return "file://" + directory.resolve("cache");
  }

  private String other() {
    return "local?store="
        + directory.resolve("store")
        + "&real="
        + directory.resolve("files")
        + "&state="
        + directory.resolve("other");
  }

  private Path narInfo(String path) {
    String hashPart = Path.of(path).getFileName().toString().substring(0, 32);
    return directory.resolve("cache").resolve(hashPart + ".narinfo");
  }

  private Outcome pull() {
    return run(
        "copy", "--from", cache(), "--to", other(), "--option", "trusted-public-keys", key, built);
  }

  private void requireRefused(String what) {
    Outcome outcome = pull();
    assertNotEquals(0, outcome.status(), what);
    assertTrue(outcome.errors().startsWith("error: ") || outcome.errors().contains("\nerror: "));
    assertFalse(Files.exists(inOther()), what);
  }

  private Path inOther() {
    return directory.resolve("files").resolve(Path.of(built).getFileName());
  }

  private static String field(String text, String name) {
    return text.replaceAll("(?s).*(\n" + name + ": [^\n]*\n).*", "$1");
  }

  /** What is changed in a description; the results must differ from what was signed. */
  private List<UnaryOperator<String>> changes() throws IOException {
    String twin = Files.readString(narInfo(sibling));
    String reference = Path.of(sibling).getFileName().toString();
    List<UnaryOperator<String>> all = new ArrayList<>();
    all.add(text -> text.replaceAll("(StorePath: .*)", "$1x"));
    all.add(text -> text.replaceAll("StorePath: .*", "StorePath: " + sibling));
    all.add(text -> text.replaceAll("NarHash: sha256:.", "NarHash: sha256:"));
    all.add(text -> text.replaceAll("NarHash: .*", "NarHash: sha256:" + "0".repeat(52)));
    all.add(text -> text.replaceAll("NarSize: (.*)", "NarSize: 1$1"));
    all.add(text -> text.replaceAll("NarSize: .*", "NarSize: 0"));
    all.add(text -> text.replaceAll("References: ?", "References: " + reference));
    all.add(text -> text.replaceAll("Sig: .*\n", ""));
    all.add(text -> text.replaceAll("Sig: test-1:", "Sig: test-2:"));
    all.add(text -> text.replaceAll("Sig: test-1:.", "Sig: test-1:"));
    all.add(text -> text.replaceAll("Sig: .*\n", "") + field(twin, "Sig").stripLeading());
    all.add(text -> text.replaceAll("Sig: .*\n", "CA: fixed:r:sha256:" + "0".repeat(52) + "\n"));
    all.add(text -> text.replaceAll("\nURL: .*\n", field(twin, "URL")));
    all.add(text -> text.replaceAll("URL: .*", "URL: ../secret"));
    all.add(text -> text.replaceAll("Compression: .*", "Compression: xz"));
    all.add(text -> twin);
    return all;
  }

  @Test
  void whatIsSignedIsTaken() {
    assertEquals(0, pull().status());
    assertTrue(Files.exists(inOther()));
  }

  @Test
  void nothingThatCountsCanBeChangedInADescription() throws IOException {
    String text = Files.readString(narInfo(built));
    int number = 0;
    for (UnaryOperator<String> change : changes()) {
      String changed = change.apply(text);
      assertNotEquals(text, changed, "change " + number++);
      Files.writeString(narInfo(built), changed);
      requireRefused(changed);
    }
    Files.writeString(narInfo(built), text);
    assertEquals(0, pull().status());
  }

  /** A changed description is refused, or its change is one in what nobody signs and means nothing. */
  @Test
  void noBitOfADescriptionMakesOtherFilesOfAPath() throws IOException {
    byte[] bytes = Files.readAllBytes(narInfo(built));
    SplittableRandom random = new SplittableRandom(1);
    String content = Files.readString(Path.of(built));
    int refused = 0;
    for (int i = 0; i < 60; i++) {
      byte[] changed = bytes.clone();
      changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(narInfo(built), changed);
      if (pull().status() == 0) {
        assertEquals(content, Files.readString(inOther()), Latin1.string(changed));
        ok("store", "delete", "--store", other(), built);
      } else {
        refused++;
        assertFalse(Files.exists(inOther()), Latin1.string(changed));
      }
    }
    assertTrue(refused > 30, refused + " of 60 were refused");
  }

  @Test
  void noBitOfAnArchiveCanBeChanged() throws IOException {
    String url = field(Files.readString(narInfo(built)), "URL").strip().substring("URL: ".length());
    Path archive = directory.resolve("cache").resolve(url);
    byte[] bytes = Files.readAllBytes(archive);
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < 40; i++) {
      byte[] changed = bytes.clone();
      changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(archive, changed);
      requireRefused("archive " + i);
    }
  }

  @Test
  void whatIsNotSignedIsBuilt() throws IOException {
    Files.writeString(narInfo(built), Files.readString(narInfo(built)).replaceAll("Sig: .*\n", ""));
    ok("copy", "--to", other(), derivation);

    Outcome outcome =
        run(
            "nix-store",
            "-r",
            derivation,
            "--store",
            other(),
            "--option",
            "sandbox",
            "false",
            "--option",
            "substituters",
            cache(),
            "--option",
            "trusted-public-keys",
            key);

    assertTrue(
        outcome.errors().contains("as it's not signed by any of the keys in 'trusted-public-keys'"),
        outcome.errors());
    assertTrue(outcome.errors().contains("building '" + derivation), outcome.errors());
    assertFalse(outcome.errors().contains("copying path"), outcome.errors());
  }
}
