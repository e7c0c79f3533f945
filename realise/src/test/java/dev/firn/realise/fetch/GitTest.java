package dev.firn.realise.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.text.Latin1;
import dev.firn.realise.evaluation.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitTest {
  @TempDir Path folder;

  private final World world = new World().features("fetch-tree", "flakes");
  private Path repository;
  private String first;
  private String second;

  private String git(Path directory, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("git", "-C", directory.toString()));
    command.addAll(List.of("-c", "protocol.file.allow=always", "-c", "commit.gpgSign=false"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    Map<String, String> variables = builder.environment();
    for (String who : List.of("AUTHOR", "COMMITTER")) {
      variables.put("GIT_" + who + "_NAME", "somebody");
      variables.put("GIT_" + who + "_EMAIL", "somebody@example.org");
      variables.put("GIT_" + who + "_DATE", "2001-02-03T04:05:06Z");
    }
    Process process = builder.start();
    String output = Latin1.string(process.getInputStream().readAllBytes());
    try {
      assertEquals(0, process.waitFor(), output);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
    return output.strip();
  }

  private Path create(String name) throws IOException {
    Path made = Files.createDirectories(folder.resolve(name));
    git(made, "init", "-q", "-b", "main");
    return made;
  }

  private String commit(Path directory) throws IOException {
    git(directory, "add", "-A");
    git(directory, "commit", "-q", "-m", "a change");
    return git(directory, "rev-parse", "HEAD");
  }

  @BeforeEach
  void setUp() throws IOException {
    try {
      new ProcessBuilder("git", "--version").start().destroy();
    } catch (IOException none) {
      Assumptions.abort("the program git is not here");
    }
    world.files.variable("XDG_CACHE_HOME", folder.resolve("cache").toString());
    repository = create("repository");
    Files.writeString(repository.resolve("hello"), "one\n");
    first = commit(repository);
    Files.writeString(repository.resolve("hello"), "two\n");
    Files.createDirectories(repository.resolve("tools"));
    Files.writeString(repository.resolve("tools/run"), "#!/bin/sh\n");
    assertTrue(repository.resolve("tools/run").toFile().setExecutable(true));
    Files.createSymbolicLink(repository.resolve("link"), Path.of("hello"));
    second = commit(repository);
  }

  private String at(String expression) {
    return "let t = builtins.fetchGit " + expression + "; in ";
  }

  private String facts(String expression) {
    return world.print(
        at(expression) + "[ t.rev t.shortRev t.revCount t.lastModifiedDate t.submodules ]");
  }

  @Test
  void whatIsCheckedOutIsFetched() throws IOException {
    assertEquals(
        "[ \"" + second + "\" \"" + second.substring(0, 7) + "\" 2 \"20010203040506\" false ]",
        facts(repository.toString()));
    String clean = world.text(at(repository.toString()) + "t.outPath");

    Files.writeString(repository.resolve("hello"), "changed\n");
    Files.writeString(repository.resolve("untracked"), "");
    assertEquals(
        "[ \"0000000000000000000000000000000000000000\" \"0000000\" 0 \"20010203040506\" false ]",
        facts(repository.toString()));
    assertEquals(
        "[ \"changed\\n\" [ \"hello\" \"link\" \"tools\" ] \"" + second + "-dirty\" ]",
        world.print(
            at(repository.toString())
                + "[ (builtins.readFile \"${t}/hello\")"
                + " (builtins.attrNames (builtins.readDir t)) t.dirtyRev ]"));
    assertNotEquals(clean, world.text(at(repository.toString()) + "t.outPath"));
    assertEquals(
        clean, world.text(at("{ url = " + repository + "; ref = \"main\"; }") + "t.outPath"));
    assertEquals(
        "false",
        world.print("(fetchTree { type = \"git\"; url = \"file://" + repository + "\"; }) ? rev"));
  }

  @Test
  void commitsAreFetchedFromAfar() throws IOException {
    // A repository without files that are checked out is cloned, as one of another machine is.
    git(folder, "clone", "-q", "--bare", repository.toString(), folder.resolve("far").toString());
    String far = "file://" + folder.resolve("far");
    String latest = world.text(at("\"" + far + "\"") + "t.outPath");
    assertEquals(latest, world.text(at(repository.toString()) + "t.outPath"));
    for (String ref : List.of("HEAD", "main", "refs/heads/main")) {
      assertEquals(
          latest,
          world.text(at("{ url = \"" + far + "\"; ref = \"" + ref + "\"; }") + "t.outPath"));
    }
    assertEquals(
        "\"one\\n\"",
        world.print(
            at("{ url = \"" + far + "\"; rev = \"" + first + "\"; }")
                + "builtins.readFile \"${t}/hello\""));

    Files.move(folder.resolve("far"), folder.resolve("away"));
    Files.createDirectory(folder.resolve("far"));
    assertEquals(latest, world.text(at("\"" + far + "\"") + "t.outPath"));
    assertEquals(
        latest,
        new World()
            .text(at("{ url = " + repository + "; rev = \"" + second + "\"; }") + "t.outPath"));
  }

  @Test
  void hashesAreChecked() {
    String wrong = "sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    assertEquals(
        102,
        world
            .error("fetchGit { url = " + repository + "; narHash = \"" + wrong + "\"; }")
            .exitStatus());
    String right = world.text("(fetchGit " + repository + ").narHash");
    assertEquals(
        "\"" + right + "\"",
        world.print(
            "(fetchGit { url = " + repository + "; narHash = \"" + right + "\"; }).narHash"));
  }

  @Test
  void whatShallNotBeExportedIsLeftOut() throws IOException {
    Files.writeString(repository.resolve(".gitattributes"), "/tools export-ignore\n");
    String revision = commit(repository);
    String names = "builtins.attrNames (builtins.readDir t)";
    String without = "[ \".gitattributes\" \"hello\" \"link\" ]";
    assertEquals(without, world.print(at(repository.toString()) + names));
    String commit = "url = " + repository + "; rev = \"" + revision + "\"; ";
    assertEquals(without, world.print(at("{ " + commit + "}") + names));
    assertEquals(
        "[ \".gitattributes\" \"hello\" \"link\" \"tools\" ]",
        world.print(at("{ " + commit + "exportIgnore = false; }") + names));
  }

  @Test
  void submodulesComeIfTheyAreWanted() throws IOException {
    Path outer = create("outer");
    git(outer, "submodule", "--quiet", "add", "../repository", "inner");
    String revision = commit(outer);
    String commit = "url = " + outer + "; rev = \"" + revision + "\"; ";

    assertEquals(
        "[ ]",
        world.print(
            at("{ " + commit + "}") + "builtins.attrNames (builtins.readDir \"${t}/inner\")"));
    assertEquals(
        "[ \"two\\n\" true ]",
        world.print(
            at("{ " + commit + "submodules = true; }")
                + "[ (builtins.readFile \"${t}/inner/hello\") t.submodules ]"));
    assertEquals(
        world.text(at("{ " + commit + "submodules = true; }") + "t.outPath"),
        world.text(at("{ url = " + outer + "; submodules = true; }") + "t.outPath"));
  }

  @Test
  void whatIsNotThereIsSaid() {
    String none = "0123456789012345678901234567890123456789";
    assertEquals(
        "Git repository '" + repository + "' has no commit '" + none + "'",
        world.error("fetchGit { url = " + repository + "; rev = \"" + none + "\"; }").text());
    assertEquals(
        "invalid Git branch/tag name 'a..b'",
        world.error("fetchGit { url = " + repository + "; ref = \"a..b\"; }").text());
    assertTrue(
        world.error("fetchGit " + folder + "/nothing").text().startsWith("program 'git' failed"));
  }
}
