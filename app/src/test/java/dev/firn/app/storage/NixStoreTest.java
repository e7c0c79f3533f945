package dev.firn.app.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.app.Nix;
import dev.firn.app.Run;
import dev.firn.app.Run.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code nix-store} prints and does what Debian's Nix prints and does, on one store. */
class NixStoreTest {
  @TempDir Path directory;
  private Run firn;
  private Nix nix;
  private String drv = "";
  private String top = "";
  private String dev = "";
  private String low = "";

  @BeforeEach
  void setUp() throws IOException {
    nix = new Nix(directory);
    firn = new Run(directory);
    Files.writeString(
        directory.resolve("default.nix"),
        """
        let
          low = derivation { name = "low"; system = builtins.currentSystem; builder = "/bin/sh";
            args = [ "-c" "echo low > $out" ]; };
        in derivation {
          name = "top-1.0"; system = builtins.currentSystem; builder = "/bin/sh";
          outputs = [ "out" "dev" ]; quote = "it's \\"quoted\\" \\n";
          args = [ "-c" "echo building; echo ${low} $dev > $out; echo dev > $dev" ];
        }
        """);
    Files.writeString(directory.resolve("file.txt"), "some text\n");
    Files.createDirectories(directory.resolve("tree/below"));
    Files.writeString(directory.resolve("tree/below/x"), "x");
    Files.createSymbolicLink(directory.resolve("tree/link"), Path.of("below/x"));
    drv = nix.get("nix-instantiate", "default.nix");
    top = nix.get("nix-build", "-o", "result", "default.nix").lines().findFirst().orElseThrow();
    dev = nix.get("nix-store", "-q", "--binding", "dev", drv);
    low = nix.get("nix-store", "-q", "--references", top).lines().findFirst().orElseThrow();
    if (low.equals(dev)) {
      low = nix.get("nix-store", "-q", "--references", top).lines().toList().get(1);
    }
  }

  @AfterEach
  void makeRemovable() throws IOException {
    Path store = directory.resolve("store");
    if (Files.exists(store)) {
      Files.setPosixFilePermissions(store, PosixFilePermissions.fromString("rwxr-xr-x"));
      try (var files = Files.walk(store)) {
        files.filter(Files::isDirectory).forEach(folder -> folder.toFile().setWritable(true));
      }
    }
  }

  private Outcome firn(String... arguments) {
    List<String> all = new ArrayList<>(List.of("--called-as", "nix-store"));
    all.addAll(List.of(arguments));
    return firn.firn(all.toArray(String[]::new));
  }

  private Outcome nix(String... arguments) {
    List<String> all = new ArrayList<>(List.of("nix-store"));
    all.addAll(List.of(arguments));
    return nix.run(all.toArray(String[]::new));
  }

  private void same(String... arguments) {
    Outcome theirs = nix(arguments);
    Outcome ours = firn(arguments);
    String what = String.join(" ", arguments);
    assertEquals(freed(theirs.output()), freed(ours.output()), what + ": " + ours.errors());
    assertEquals(normal(theirs.errors()), normal(ours.errors()), what);
    assertEquals(theirs.status(), ours.status(), what);
  }

  /** Newer versions of Nix choose the unit of sizes. */
  private static String freed(String output) {
    return output.replaceAll("[0-9.]+ .iB freed", "SIZE freed");
  }

  /** Newer versions of Nix put some paths in double quotes, and name one more way to find out why something is alive. */
  private static String normal(String errors) {
    return errors.replace('"', '\'').replace(" and nix-store --query --referrers", "");
  }

  @Test
  void queries() {
    for (String query :
        List.of(
            "--outputs",
            "--requisites",
            "--references",
            "--referrers",
            "--referrers-closure",
            "--hash",
            "--size",
            "--tree",
            "--graph",
            "--resolve",
            "--roots")) {
      same("-q", query, drv);
      if (!query.equals("--outputs")) {
        same("--query", query, top, low, "result");
        same("-q", query, "--use-output", drv);
      }
    }
    same("-qR", "--include-outputs", drv);
    same("-q", "--deriver", top, low, dev);
    same("-q", "--binding", "quote", drv);
    same("-q", "-b", "name", top);
    same("-q", drv);
    same("-qR", low, "--store", directory + "/elsewhere");
  }

  @Test
  void queriesThatFail() {
    same("-q", "--binding", "nonexistent", drv);
    same("-q", "--references", directory + "/store/" + "0".repeat(32) + "-x");
    same("-q", "--references", "file.txt");
    same("-q", "--references", "--referrers", top);
    same("-q", "--nonsense", top);
    same("-q", "--recursive", top);
    same("--gc", "--nonsense");
    same("--gc", "--dry-run");
    same("--gc", top);
    same();
    same("--gc", "--verify");
    same("--dump");
    same("--restore");
    same("--print-fixed-path", "sha256");
    same("--add-fixed");
    same("--generate-binary-cache-key", "x");
    same("--check-validity", "file.txt");
    same("--optimise", "x");
    same("--verify", "x");
    same("--init", "x");
  }

  @Test
  void additions() {
    same("--add", "file.txt", "tree", "./tree/");
    for (String algorithm : List.of("sha256", "sha1", "md5", "sha512")) {
      same("--add-fixed", algorithm, "file.txt");
      same("--add-fixed", "--recursive", algorithm, "tree", "file.txt");
    }
    String zeros = "0".repeat(64);
    same("--print-fixed-path", "sha256", zeros, "x");
    same("--print-fixed-path", "--recursive", "sha256", zeros, "x");
    assertEquals(0, nix("--verify", "--check-contents").status());
  }

  @Test
  void archivesAndStreams() throws IOException {
    same("--dump", "tree");
    same("--dump", top);
    same("--export", top, low);
    same("--dump-db");
    same("--dump-db", top, drv);
    // Newer versions of Nix quote the arguments together.
    String environment = nix("--print-env", drv).output();
    String variables = environment.substring(0, environment.indexOf("export _args"));
    assertTrue(
        firn("--print-env", drv).output().startsWith(variables + "export _args; _args='-c "));
    same("--read-log", drv);
    same("-l", top);
    same("-l", low);
    String archive = nix("--dump", "tree").output();
    firn.input(archive);
    assertEquals(0, firn("--restore", "restored").status());
    assertEquals(archive, nix("--dump", "restored").output());
    firn.input("");
  }

  @Test
  void namesMayDifferByCaseAlone() throws IOException {
    Files.createDirectory(directory.resolve("tree/Below"));
    String archive = nix("--dump", "tree").output();
    firn.input(archive);
    assertEquals(0, firn("--option", "use-case-hack", "true", "--restore", "restored").status());
    assertTrue(Files.exists(directory.resolve("restored/below~nix~case~hack~1/x")));
    String[] dump = {"--option", "use-case-hack", "true", "--dump", "restored"};
    assertEquals(archive, firn(dump).output());
    assertEquals(archive, nix(dump).output());

    String[] again = {"--restore", "restored"};
    firn.input(archive);
    assertTrue(firn(again).errors().contains("/restored\": File exists"));
    again[1] = "other/.";
    assertTrue(firn(again).errors().contains("ends in '.'"));
  }

  @Test
  void importsAndRegistrations() {
    String closure = nix.get("nix-store", "-qR", top);
    List<String> export = new ArrayList<>(List.of("--export"));
    closure.lines().forEach(export::add);
    String stream = nix(export.toArray(String[]::new)).output();
    Path root = directory.resolve("other");
    String[] elsewhere = {
      "--import", "--store", "local?store=" + directory + "/store&root=" + root + "&real=" + root
    };
    firn.input(stream);
    assertEquals(closure + "\n", firn(elsewhere).output());
    firn.input("no such stream");
    assertEquals(1, firn(elsewhere).status());
    firn.input("");
    assertEquals("", firn("--check-validity", top).output());
    same("--check-validity", "--print-invalid", top, directory + "/store/" + "0".repeat(32) + "-x");
    String dump = nix("--dump-db").output();
    firn.input(dump);
    assertEquals(0, firn("--load-db").status());
    firn.input("");
    assertEquals(dump, nix("--dump-db").output());
    firn.input(top + "\n\n0\n");
    assertEquals(0, firn("--register-validity", "--reregister").status());
    assertEquals(dump, nix("--dump-db").output());
  }

  @Test
  void collections() {
    String dead = firn("--add", "file.txt").line();
    same("--gc", "--print-roots");
    same("--gc", "--print-live");
    same("--gc", "--print-dead");
    same("--delete", top);
    Outcome deleted = firn("--delete", dead);
    assertTrue(deleted.output().startsWith("1 store paths deleted, "), deleted.output());
    assertEquals(0, deleted.status());
    firn("--add", "file.txt");
    Outcome collected = firn("--gc");
    assertEquals(0, collected.status(), collected.errors());
    assertTrue(collected.output().contains(" store paths deleted, "), collected.output());
    assertEquals("", nix.get("nix-store", "--gc", "--print-dead"));
    assertEquals(0, nix("--verify", "--check-contents").status());
  }

  @Test
  void realisesWhatIsThere() {
    same("-r", top);
    same("-r", drv);
    same("--realise", drv + "!dev");
    same("-r", drv, low, "--add-root", directory + "/kept", "--indirect");
    same("-r", low, "--no-output");
    same("--gc", "--print-roots");
    same("-r", drv + "!nonsense");
  }

  @Test
  void damageIsFound() throws IOException {
    same("--verify-path", top, low);
    Path file = Path.of(low);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    Files.writeString(file, "changed");
    same("--verify-path", top, low);
    Outcome theirs = nix("--verify", "--check-contents");
    Outcome ours = firn("--verify", "--check-contents");
    assertEquals(theirs.status(), ours.status());
    assertTrue(
        ours.errors().contains("path '" + low + "' was modified! expected hash"), ours.errors());
    Files.delete(file);
    same("--verify");
  }

  @Test
  void keysAreMade() throws IOException {
    assertEquals(0, firn("--generate-binary-cache-key", "test-1", "secret", "public").status());
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("secret"))));
    Outcome signed = nix.run("nix", "store", "sign", "-k", directory + "/secret", top);
    assertEquals(0, signed.status(), signed.errors());
    String publicKey = Files.readString(directory.resolve("public"));
    Outcome verified =
        nix.run(
            "nix",
            "store",
            "verify",
            "--no-contents",
            "--sigs-needed",
            "1",
            "--trusted-public-keys",
            publicKey,
            top);
    assertEquals(0, verified.status(), verified.errors());
  }
}
