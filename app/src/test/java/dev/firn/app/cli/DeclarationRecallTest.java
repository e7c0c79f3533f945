package dev.firn.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.app.model.LoadedModelJson;
import dev.firn.app.recall.Memory;
import dev.firn.app.recall.NotHere;
import dev.firn.base.text.Latin1;
import dev.firn.deploy.plan.SavedPlan;
import dev.firn.store.path.StoreDir;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A resident evaluator always tells the declaration that a command would read by itself, whatever happens to the world in between. */
class DeclarationRecallTest {
  private static final int STEPS = 500;

  /** Every so often the plan of a command that asks nobody is made too, which takes longer. */
  private static final int PLANS = 8;

  private static final String MODEL =
      """
      { stateDir, word ? "none", ... }@args:
      let firn = import <firn> args;
      in {
        one = {
          requiresUniqueIdsFor = [ "ports" ];
          pkg = firn.createManagedProcess {
            name = "one";
            foregroundProcess = toString ./bin + "/tool";
            args = [ (import ./lib.nix) word (builtins.getEnv "ONE") (builtins.readFile ./text) ];
            environmentFiles = if builtins.pathExists ./secret then [ (toString ./secret) ] else [ ];
          };
        };
        two.pkg = firn.createManagedProcess {
          name = "two";
          foregroundProcess = toString ./link;
          args = [ VERSION (builtins.toFile "kept" (builtins.getEnv "TWO")) ];
        };
      }
      """;

  @TempDir Path root;
  private final Memory memory = new Memory();
  private final Map<String, String> environment = new HashMap<>();
  private final List<String> parameters = new ArrayList<>();
  private Path tree = Path.of("/");

  @BeforeEach
  void setUp() throws IOException {
    tree = Files.createDirectory(root.resolve("tree"));
    environment.put("NIX_STORE_DIR", root.resolve("store").toString());
    environment.put("NIX_STATE_DIR", root.resolve("state").toString());
    environment.put("HOME", tree.toString());
    environment.put("NIX_CONF_DIR", "/nonexistent");
    environment.put("XDG_CONFIG_DIRS", "/nonexistent");
    environment.put("FIRN_STATE_DIR", root.resolve("deployments").toString());
    environment.put("FIRN_RESIDENT", "0");
    Files.createDirectory(tree.resolve("bin"));
    write("processes.nix", MODEL.replace("VERSION", "\"0\""));
    write("lib.nix", "\"0\"");
    write("text", "0");
    write("bin/tool", "0");
    write("bin/other", "0");
    Files.createSymbolicLink(tree.resolve("link"), Path.of("bin/tool"));
  }

  private void write(String name, String content) throws IOException {
    Path file = tree.resolve(name);
    FileTime time = Files.exists(file) ? Files.getLastModifiedTime(file) : null;
    Files.writeString(file, content);
    if (time != null) {
      // The same size, and the same time: only the content tells.
      Files.setLastModifiedTime(file, time);
    }
  }

  private Told told(Memory known, String... arguments) {
    return Told.by(known, environment, root, arguments);
  }

  private String[] command(String... more) {
    List<String> words = new ArrayList<>(List.of("plan", tree.toString()));
    words.addAll(parameters);
    words.addAll(List.of(more));
    return words.toArray(new String[0]);
  }

  @Test
  void neverTellsAnOldDeclaration() throws IOException {
    SplittableRandom random = new SplittableRandom(4);
    for (int step = 0; step < STEPS; step++) {
      String change = random.nextInt(3) == 0 ? "nothing" : change(random);
      Told told = told(memory, command());
      assertEquals(told(new Memory(), command()), told, "step " + step + ": " + change);
      if (told.status() == 0 && step % PLANS == 0) {
        assertPlanIsOf(told);
      }
    }
    assertTrue(memory.recalled() > STEPS / 20, "recalled only " + memory.recalled());
  }

  private void assertPlanIsOf(Told told) throws IOException {
    Path plan = root.resolve("saved");
    int status =
        Main.run(
            command("--out", plan.toString()),
            InputStream.nullInputStream(),
            new ByteArrayOutputStream(),
            new ByteArrayOutputStream(),
            environment,
            root.toString());
    assertEquals(2, status);
    assertEquals(
        SavedPlan.read(Latin1.string(Files.readAllBytes(plan))).wanted(),
        LoadedModelJson.read(told.output(), new StoreDir(root.resolve("store").toString()))
            .deployment());
  }

  /** Does one thing to the world, and says what. */
  private String change(SplittableRandom random) throws IOException {
    String content = "" + random.nextInt(3);
    switch (random.nextInt(14)) {
      case 0 -> write("processes.nix", MODEL.replace("VERSION", "\"" + content + "\""));
      case 1 -> write("lib.nix", random.nextInt(5) == 0 ? "throw \"bad\"" : "\"" + content + "\"");
      case 2 -> write("text", content);
      case 3 -> write("bin/tool", content);
      case 4 -> write("bin/other", content);
      case 5 -> link(random.nextBoolean() ? "bin/tool" : "bin/other");
      case 6 -> write("firn.toml", "name = \"n" + content + "\"\n");
      case 7 -> write("firn.toml", "[arguments]\nword = \"" + content + "\"\n");
      case 8 -> parameters(random.nextBoolean(), content);
      case 9 -> environment.put(random.nextBoolean() ? "ONE" : "TWO", content);
      case 10 ->
          environment.put("FIRN_STATE_DIR", root.resolve("deployments" + content).toString());
      case 11 -> write("secret", content);
      case 12 -> Files.deleteIfExists(tree.resolve("secret"));
      default -> ids(random.nextBoolean());
    }
    return content;
  }

  private void link(String target) throws IOException {
    Files.delete(tree.resolve("link"));
    Files.createSymbolicLink(tree.resolve("link"), Path.of(target));
  }

  private void parameters(boolean given, String word) {
    parameters.clear();
    if (given) {
      parameters.addAll(List.of("--argstr", "word", word));
    }
  }

  private void ids(boolean there) throws IOException {
    if (there) {
      write("idresources.nix", "{ ports = { min = 5000; max = 6000; }; }");
    } else {
      Files.deleteIfExists(tree.resolve("idresources.nix"));
    }
  }

  @Test
  void changesNothingThere() {
    assertThrows(NotHere.class, () -> told(memory, "destroy", "--yes", "tree"));
    assertThrows(NotHere.class, () -> told(memory, "apply", "--plan", "saved"));
    assertThrows(NotHere.class, () -> told(memory, "status"));
    Told told = told(memory, "apply", tree.toString());
    assertEquals(0, told.status(), told.errors());
    assertTrue(Files.notExists(root.resolve("deployments/tree")), "a deployment was made");
  }
}
