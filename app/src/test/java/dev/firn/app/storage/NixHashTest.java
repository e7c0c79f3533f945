package dev.firn.app.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.firn.app.Nix;
import dev.firn.app.Run;
import dev.firn.app.Run.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code nix-hash} prints what Debian's prints. */
class NixHashTest {
  @TempDir Path directory;

  private void same(String... arguments) {
    List<String> ours = new ArrayList<>(List.of("--called-as", "nix-hash"));
    List<String> theirs = new ArrayList<>(List.of("nix-hash"));
    ours.addAll(List.of(arguments));
    theirs.addAll(List.of(arguments));
    Outcome expected = new Nix(directory).run(theirs.toArray(String[]::new));
    assertEquals(expected, new Run(directory).firn(ours.toArray(String[]::new)), theirs.toString());
  }

  @Test
  void filesAndTrees() throws IOException {
    Files.createDirectories(directory.resolve("tree/below"));
    Files.writeString(directory.resolve("tree/below/x"), "x");
    Files.createSymbolicLink(directory.resolve("tree/link"), Path.of("nowhere"));
    Files.writeString(directory.resolve("file"), "abc");
    for (String type : List.of("md5", "sha1", "sha256", "sha512")) {
      same("--type", type, "tree", "file");
      same("--type", type, "--base32", "tree", "file");
      same("--type", type, "--flat", "file");
      same("--type", type, "--base32", "--flat", "--truncate", "file");
    }
    same("tree");
    same("--nonsense", "file");
    same("--type");
    same("--type", "sha1");
  }

  @Test
  void conversions() {
    String hex = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    String base32 = "1b8m03r63zqhnjf7l5wnldhh7c134ap5vpj0850ymkq1iyzicy5s";
    same("--type", "sha256", "--to-base32", hex, base32);
    same("--type", "sha256", "--to-base16", hex, base32);
  }
}
