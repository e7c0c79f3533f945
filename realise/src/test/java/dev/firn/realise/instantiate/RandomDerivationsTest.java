package dev.firn.realise.instantiate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.realise.evaluation.World;
import dev.firn.store.derivation.Aterm;
import dev.firn.store.derivation.Derivation;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Derivations that use one another at random. */
class RandomDerivationsTest {
  private static final int ROUNDS = 25;

  @Test
  void pathsDependOnNothingButTheProgram() {
    SplittableRandom random = new SplittableRandom(2026);
    for (int round = 0; round < ROUNDS; round++) {
      String program = program(random, 2 + random.nextInt(8));
      World written = new World().writing();
      String paths = written.print(program);
      assertEquals(paths, new World().print(program), program);
      assertEquals(paths, new World().helpers(1).print(program), program);
      assertEquals(paths, new World().writing().helpers(3).print(program), program);
      checkFiles(written, paths);
    }
  }

  /** What was written is what its path says, and can be read. */
  private static void checkFiles(World world, String paths) {
    int checked = 0;
    for (String word : paths.split("\"")) {
      if (word.endsWith(".drv")) {
        StorePath path = StoreDir.DEFAULT.parse(word);
        Derivation derivation = world.store.readDerivation(path);
        byte[] content = Aterm.print(derivation, StoreDir.DEFAULT);
        assertEquals(path, Aterm.path(derivation, content, StoreDir.DEFAULT));
        assertArrayEquals(content, Aterm.print(world.store.readDerivation(path), StoreDir.DEFAULT));
        assertTrue(world.store.info(path).references().containsAll(derivation.references()));
        checked++;
      }
    }
    assertTrue(checked > 0);
  }

  private static String program(SplittableRandom random, int count) {
    StringBuilder program = new StringBuilder("let ");
    for (int i = 0; i < count; i++) {
      program.append("d").append(i).append(" = ").append(derivation(random, i)).append("; ");
    }
    program.append("in [ ");
    for (int i = 0; i < count; i++) {
      program.append("d").append(i).append(".drvPath d").append(i).append(".outPath ");
    }
    return program.append("]").toString();
  }

  private static String derivation(SplittableRandom random, int index) {
    StringBuilder attrs =
        new StringBuilder("derivation { name = \"n" + index + "\"; builder = \"b\"; ");
    attrs.append("system = \"s").append(random.nextInt(2)).append("\"; ");
    boolean fixed = random.nextInt(5) == 0;
    if (fixed) {
      attrs.append("outputHashMode = \"").append(random.nextBoolean() ? "flat" : "recursive");
      attrs.append("\"; outputHashAlgo = \"sha256\"; outputHash = \"");
      attrs.append(Integer.toHexString(random.nextInt(16)).repeat(64)).append("\"; ");
    } else if (random.nextBoolean()) {
      attrs.append("outputs = [ \"out\" \"dev\" ]; ");
    }
    if (!fixed && random.nextInt(4) == 0) {
      attrs.append("__structuredAttrs = true; ");
    }
    for (int i = random.nextInt(5); i > 0; i--) {
      attrs.append("a").append(i).append(" = ").append(value(random, index)).append("; ");
    }
    attrs.append("args = [ ").append(value(random, index)).append(" ]; ");
    return attrs.append("}").toString();
  }

  private static String value(SplittableRandom random, int index) {
    switch (random.nextInt(index == 0 ? 3 : 6)) {
      case 0:
        return "\"text \\n \\\\ \\\" " + random.nextInt(100) + "\"";
      case 1:
        return "[ 1 true null \"x\" ]";
      case 2:
        return "(builtins.toFile \"t\" \"" + random.nextInt(3) + "\")";
      case 3:
        return "\"${d" + random.nextInt(index) + "}/bin\"";
      case 4:
        return "(builtins.unsafeDiscardOutputDependency d" + random.nextInt(index) + ".drvPath)";
      default:
        return "[ d" + random.nextInt(index) + " d" + random.nextInt(index) + " ]";
    }
  }
}
