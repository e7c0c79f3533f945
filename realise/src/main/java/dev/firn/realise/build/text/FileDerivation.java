package dev.firn.realise.build.text;

import dev.firn.base.text.Latin1;
import dev.firn.store.derivation.Derivation;
import dev.firn.store.nar.MemoryTree;
import dev.firn.store.path.StoreDir;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What {@code nix/file.nix} makes: a text file, executable or not, which may stand somewhere below the output. */
final class FileDerivation {
  /** What the shell runs. */
  static final String SCRIPT =
      "PATH=/usr/bin:/bin; file=\"$out$destination\"; mkdir -p \"${file%/*}\"; cat \"$textPath\" > \"$file\"; "
          + "if [ -n \"$executable\" ]; then chmod +x \"$file\"; fi";

  private static final ConstantScript KIND =
      new ConstantScript(SCRIPT, "text", Set.of("destination", "executable"));

  private FileDerivation() {}

  /** The output of a derivation; null if it is not of this kind, or has no usual destination. */
  static @Nullable MemoryTree tree(Derivation derivation, StoreDir dir) {
    ConstantScript.Given given = KIND.given(derivation, dir);
    List<String> names = given == null ? null : RelativeNames.of(given.value("destination"));
    if (given == null || names == null) {
      return null;
    }
    byte[] text = Latin1.bytes(given.value("text"));
    MemoryTree tree =
        given.value("executable").isEmpty() ? MemoryTree.file(text) : MemoryTree.executable(text);
    for (String name : names.reversed()) {
      TreeMap<String, MemoryTree> entry = new TreeMap<>();
      entry.put(name, tree);
      tree = MemoryTree.directory(entry);
    }
    return tree;
  }
}
