package dev.firn.app.storage;

import dev.firn.app.command.CommandLine;
import dev.firn.app.command.StoreCommands;
import dev.firn.app.command.UsageException;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.store.TreeAddress;
import dev.firn.store.nar.FileTree;
import dev.firn.store.nar.TreeFilter;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code firn store add}. */
final class AddCommand extends StoreCommand {
  @Override
  int run(CommandLine line, StoreUse use) throws IOException {
    String name = line.value(StoreCommands.NAME);
    if (line.operands().isEmpty() || (name != null && line.operands().size() > 1)) {
      throw new UsageException(
          name == null ? "tell what to add" : "one name cannot be that of several files");
    }
    List<StorePath> added = new ArrayList<>();
    for (String file : line.operands()) {
      String full = use.absolute(file);
      added.add(add(full, name == null ? full.substring(full.lastIndexOf('/') + 1) : name, use));
    }
    use.store().flush();
    use.list(added);
    return 0;
  }

  private static StorePath add(String file, String name, StoreUse use) throws IOException {
    Path path = use.file(file);
    HashAlgorithm algorithm = algorithm(use.line());
    String mode = use.line().value(StoreCommands.MODE);
    boolean dry = use.line().has(StoreCommands.DRY_RUN);
    if ("text".equals(mode) && !dry) {
      return use.store().addText(name, Files.readAllBytes(path), new TreeSet<>());
    }
    ContentAddressMethod method = method(mode);
    FileTree tree = use.tree(file);
    return dry
        ? TreeAddress.path(
            use.dir(), name, tree, TreeFilter.ALL, method, algorithm, new TreeSet<>())
        : use.store().addTree(name, tree, TreeFilter.ALL, method, algorithm, new TreeSet<>());
  }

  private static HashAlgorithm algorithm(CommandLine line) {
    String name = line.value(StoreCommands.HASH_ALGO);
    return name == null ? HashAlgorithm.SHA256 : HashAlgorithm.parse(name);
  }

  private static ContentAddressMethod method(@Nullable String mode) {
    if (mode == null || mode.equals("nar")) {
      return ContentAddressMethod.NAR;
    }
    return switch (mode) {
      case "flat" -> ContentAddressMethod.FLAT;
      case "text" -> ContentAddressMethod.TEXT;
      default ->
          throw new UsageException("'--mode' takes 'nar', 'flat' or 'text', not '" + mode + "'");
    };
  }
}
